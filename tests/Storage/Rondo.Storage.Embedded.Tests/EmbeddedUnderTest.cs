using Microsoft.Extensions.DependencyInjection;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests;

/// <summary>The embedded storage as the server gets it, on a folder of its own.</summary>
internal sealed class EmbeddedUnderTest<T> : StoreUnderTest<T>
    where T : class
{
    private readonly TemporaryFolder _folder = new();
    private readonly Action<EmbeddedStorageOptions> _configure;
    private ServiceProvider? _services;
    private T _store;

    public EmbeddedUnderTest(Action<EmbeddedStorageOptions>? configure = null)
    {
        _configure = configure ?? (_ => { });
        _store = Open();
    }

    public override T Store => _store;

    public override async ValueTask CloseAsync()
    {
        if (_services is { } services)
        {
            _services = null;
            await services.DisposeAsync();
        }
    }

    public override async ValueTask ReopenAsync()
    {
        await CloseAsync();
        _store = Open();
    }

    protected override ValueTask RemoveAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private T Open()
    {
        _services = new ServiceCollection()
            .AddLogging()
            .AddEmbeddedStorage(options =>
            {
                options.DataFolder = _folder.Path;
                _configure(options);
            })
            .BuildServiceProvider();
        return _services.GetRequiredService<T>();
    }
}
