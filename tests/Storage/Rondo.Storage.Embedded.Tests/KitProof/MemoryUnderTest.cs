using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>A store over data that outlives it: what is "on disk" here is an object.</summary>
internal sealed class MemoryUnderTest<T>(Func<T> open) : StoreUnderTest<T>
    where T : class
{
    private T _store = open();

    public override T Store => _store;

    public override ValueTask CloseAsync()
    {
        (_store as ICloseable)?.Close();
        return ValueTask.CompletedTask;
    }

    public override async ValueTask ReopenAsync()
    {
        await CloseAsync();
        _store = open();
    }

    protected override ValueTask RemoveAsync() => ValueTask.CompletedTask;
}

internal interface ICloseable
{
    void Close();
}
