using Rondo.Kernel.Blobs;
using Rondo.Kernel.Facts;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.People;
using Rondo.Kernel.State;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.Conformance;

public sealed class EmbeddedLedgerStoreTests : LedgerStoreSpecification
{
    protected override ValueTask<StoreUnderTest<ILedgerStore>> CreateAsync() => ValueTask.FromResult<StoreUnderTest<ILedgerStore>>(new EmbeddedUnderTest<ILedgerStore>());
}

public sealed class EmbeddedStateStoreTests : StateStoreSpecification
{
    protected override ValueTask<StoreUnderTest<IStateStore>> CreateAsync() => ValueTask.FromResult<StoreUnderTest<IStateStore>>(new EmbeddedUnderTest<IStateStore>());
}

public sealed class EmbeddedPeopleStoreTests : PeopleStoreSpecification
{
    protected override ValueTask<StoreUnderTest<IPeopleStore>> CreateAsync() => ValueTask.FromResult<StoreUnderTest<IPeopleStore>>(new EmbeddedUnderTest<IPeopleStore>());
}

public sealed class EmbeddedBlobStoreTests : BlobStoreSpecification
{
    protected override ValueTask<StoreUnderTest<IBlobStore>> CreateAsync() => ValueTask.FromResult<StoreUnderTest<IBlobStore>>(new EmbeddedUnderTest<IBlobStore>());
}

public sealed class EmbeddedFactStoreTests : FactStoreSpecification
{
    protected override ValueTask<StoreUnderTest<IFactStore>> CreateAsync() => ValueTask.FromResult<StoreUnderTest<IFactStore>>(new EmbeddedUnderTest<IFactStore>());
}

/// <summary>The same with limits so small that every fact meets an edge: a file per batch, moves all the time.</summary>
public sealed class CrampedFactStoreTests : FactStoreSpecification
{
    protected override ValueTask<StoreUnderTest<IFactStore>> CreateAsync() => ValueTask.FromResult<StoreUnderTest<IFactStore>>(new EmbeddedUnderTest<IFactStore>(options =>
    {
        options.FlushInterval = TimeSpan.FromMilliseconds(10);
        options.LogSegmentBytes = 4096;
        options.MaxWaitingFacts = 1;
        options.DuckDbThreads = 1;
    }));
}
