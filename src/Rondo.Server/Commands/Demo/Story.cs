using Rondo.Client;
using Rondo.Contracts;
using Rondo.Server.Hosting;
using Rondo.Worlds;

namespace Rondo.Server.Commands.Demo;

/// <summary>What the chapters share: a world, a clock, a server, and people who act in their roles.</summary>
internal sealed class Story(Uri server, StoryClock clock, ChurnWorld world, StoryScale scale, Action<string> say) : IDisposable
{
    public const string Product = "customer-churn";

    private readonly HttpClient _http = new() { BaseAddress = server, Timeout = TimeSpan.FromMinutes(10) };

    public ChurnWorld World { get; } = world;

    public StoryScale Scale { get; } = scale;

    /// <summary>How rows reach the product.</summary>
    public LeakyPipe Pipe { get; } = new(world.DatasetBWithKey(world.Start.AddDays(Chapters.Days.FirstSnapshot)).Key);

    public StorySummary Summary { get; } = new();

    /// <summary>Decisions that were given: prediction id to customer and day.</summary>
    public Dictionary<string, (string Customer, DateOnly Day)> Given { get; } = [];

    public RondoClient Manager => As("product-manager", Role.ProductManager);

    public RondoClient Scientist => As("data-scientist", Role.DataScientist);

    public RondoClient Engineer => As("engineer", Role.Engineer);

    public RondoClient Reviewer => As("reviewer", Role.Reviewer);

    /// <summary>The day of the story.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>The day of the world.</summary>
    public int Day => Today.DayNumber - World.Start.DayNumber;

    /// <summary>Now, in the story.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A line for the reader.</summary>
    public void Say(string sentence) => say(sentence);

    /// <summary>Goes on to the morning of a day of the world.</summary>
    public void GoTo(int day) => clock.AdvanceTo(new DateTimeOffset(World.Start.AddDays(day), new TimeOnly(8, 0), TimeSpan.Zero));

    /// <summary>The value, or the end of the story with what the server said.</summary>
    public static T Must<T>(Reply<T> reply) => reply.Ok
        ? reply.Value
        : throw new StoryBrokenException($"{reply.Problem.Code}: {reply.Problem.Detail} {reply.Problem.NextStep}");

    /// <summary>The refusal that the story expects here.</summary>
    public static Problem MustRefuse<T>(Reply<T> reply, string code) => reply.Problem?.Code == code
        ? reply.Problem
        : throw new StoryBrokenException($"Expected the refusal '{code}', but got {reply.Problem?.Code ?? "a yes"}.");

    public void Dispose() => _http.Dispose();

    private RondoClient As(string actor, Role role) => new(_http) { Persona = new Persona(actor, role) };
}

/// <summary>How large the world is in which the story is told.</summary>
/// <param name="Customers">Customers of the business.</param>
/// <param name="DecisionsPerWeek">Decisions that the product asks for each week.</param>
internal sealed record StoryScale(int Customers, int DecisionsPerWeek)
{
    public static StoryScale Fast { get; } = new(16_000, 500);

    public static StoryScale Full { get; } = new(24_000, 1_500);
}

/// <summary>The story did not go as it must; says what the server answered.</summary>
internal sealed class StoryBrokenException(string message) : Exception(message);
