namespace Rondo.Server.Commands.Demo;

/// <summary>A chapter of the story. Found, and told in order.</summary>
internal interface IChapter
{
    /// <summary>Place in the story, from 1.</summary>
    int Order { get; }

    /// <summary>What it is called.</summary>
    string Title { get; }

    /// <summary>Tells it, over HTTP like any other client.</summary>
    Task TellAsync(Story story, CancellationToken cancellation);
}
