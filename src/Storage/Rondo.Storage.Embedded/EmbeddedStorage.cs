using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;
using Rondo.Kernel.State;
using Rondo.Storage.Embedded.Blobs;
using Rondo.Storage.Embedded.Facts;
using Rondo.Storage.Embedded.Folder;
using Rondo.Storage.Embedded.Sqlite;

namespace Rondo.Storage.Embedded;

/// <summary>Storage for one server: everything in one folder, nothing to install.</summary>
public static class EmbeddedStorage
{
    /// <summary>
    /// Adds every store. The folder is opened, and locked against other processes, when the first store is used.
    /// </summary>
    /// <exception cref="DataFolderInUseException">When the first store is used: another process holds the folder.</exception>
    /// <exception cref="OptionsValidationException">When the first store is used: the options are faulty; all faults are named.</exception>
    /// <exception cref="InvalidDataException">When the first store is used: a newer version wrote the folder, or a file in it is damaged.</exception>
    public static IServiceCollection AddEmbeddedStorage(this IServiceCollection services, Action<EmbeddedStorageOptions> configure)
    {
        services.AddOptions<EmbeddedStorageOptions>().Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<EmbeddedStorageOptions>, EmbeddedStorageOptionsValidator>());
        services.AddSingleton(provider => DataFolder.Open(provider.GetRequiredService<IOptions<EmbeddedStorageOptions>>().Value.DataFolder));
        services.AddSingleton<Database>();
        services.AddSingleton<ILedgerStore, SqliteLedgerStore>();
        services.AddSingleton<IStateStore, SqliteStateStore>();
        services.AddSingleton<IPeopleStore, SqlitePeopleStore>();
        services.AddSingleton<IBlobStore, FileBlobStore>();
        services.AddSingleton<IFactStore, EmbeddedFactStore>();
        return services;
    }
}
