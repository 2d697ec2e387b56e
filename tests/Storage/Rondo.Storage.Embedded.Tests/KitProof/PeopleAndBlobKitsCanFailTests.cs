using System.Security.Cryptography;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.People;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>The same proof for the two small ports: one sound store, and breaks that must be caught.</summary>
public sealed class PeopleAndBlobKitsCanFailTests
{
    [Fact]
    public async Task Sound_people_pass_every_fact() =>
        (await FailingAsync(disk => new MemoryPeople(disk))).ShouldBeEmpty();

    [Fact]
    public async Task People_of_whom_an_empty_token_finds_one_are_caught() =>
        (await FailingAsync(disk => new MemoryPeople(disk) { EmptyTokenFinds = true })).ShouldContain(nameof(PeopleStoreSpecification.An_empty_token_finds_nobody_however_many_have_none));

    [Fact]
    public async Task People_who_share_a_token_are_caught() =>
        (await FailingAsync(disk => new MemoryPeople(disk) { TokensAreShared = true })).ShouldBe([nameof(PeopleStoreSpecification.A_token_belongs_to_one_person)]);

    [Fact]
    public async Task People_who_are_forgotten_on_reopening_are_caught() =>
        (await FailingAsync(_ => new MemoryPeople([]))).ShouldBe([nameof(PeopleStoreSpecification.Everything_is_there_after_reopening_with_every_role_and_every_text)]);

    [Fact]
    public async Task Sound_blobs_pass_every_fact() =>
        (await FailingAsync(disk => new MemoryBlobs(disk))).ShouldBeEmpty();

    [Fact]
    public async Task Blobs_that_are_kept_beyond_the_limit_are_caught() =>
        (await FailingAsync(disk => new MemoryBlobs(disk) { KeepsTooLong = true })).ShouldBe([nameof(BlobStoreSpecification.A_blob_of_exactly_the_limit_is_kept_and_one_byte_more_is_not)]);

    [Fact]
    public async Task Blobs_that_keep_what_came_before_a_break_are_caught() =>
        (await FailingAsync(disk => new MemoryBlobs(disk) { KeepsBroken = true })).ShouldContain(nameof(BlobStoreSpecification.A_stream_that_breaks_leaves_nothing));

    [Fact]
    public async Task Blobs_that_read_a_stream_only_once_are_caught() =>
        (await FailingAsync(disk => new MemoryBlobs(disk) { ReadsOnce = true })).ShouldContain(nameof(BlobStoreSpecification.A_stream_that_dribbles_is_read_to_its_end));

    [Fact]
    public async Task Blobs_that_take_any_name_are_caught() =>
        (await FailingAsync(disk => new MemoryBlobs(disk) { TakesAnyName = true })).ShouldBe([nameof(BlobStoreSpecification.What_is_not_a_hash_is_refused_before_it_touches_a_disk)]);

    private static Task<IReadOnlyList<string>> FailingAsync(Func<SortedDictionary<string, Person>, IPeopleStore> open) => KitRun.FailingFactsAsync(new PeopleSpecification(open));

    private static Task<IReadOnlyList<string>> FailingAsync(Func<Dictionary<string, byte[]>, IBlobStore> open) => KitRun.FailingFactsAsync(new BlobSpecification(open));

    private sealed class PeopleSpecification(Func<SortedDictionary<string, Person>, IPeopleStore> open) : PeopleStoreSpecification
    {
        protected override ValueTask<StoreUnderTest<IPeopleStore>> CreateAsync()
        {
            var disk = new SortedDictionary<string, Person>(StringComparer.Ordinal);
            return ValueTask.FromResult<StoreUnderTest<IPeopleStore>>(new MemoryUnderTest<IPeopleStore>(() => open(disk)));
        }
    }

    private sealed class BlobSpecification(Func<Dictionary<string, byte[]>, IBlobStore> open) : BlobStoreSpecification
    {
        protected override ValueTask<StoreUnderTest<IBlobStore>> CreateAsync()
        {
            var disk = new Dictionary<string, byte[]>();
            return ValueTask.FromResult<StoreUnderTest<IBlobStore>>(new MemoryUnderTest<IBlobStore>(() => open(disk)));
        }
    }

    private sealed class MemoryPeople(SortedDictionary<string, Person> disk) : IPeopleStore
    {
        private readonly Lock _gate = new();

        public bool EmptyTokenFinds { get; init; }

        public bool TokensAreShared { get; init; }

        public ValueTask<IReadOnlyList<Person>> ListAsync(CancellationToken cancellation)
        {
            lock (_gate)
            {
                return ValueTask.FromResult<IReadOnlyList<Person>>([.. disk.Values]);
            }
        }

        public ValueTask<Person?> FindAsync(string id, CancellationToken cancellation)
        {
            lock (_gate)
            {
                return ValueTask.FromResult(disk.GetValueOrDefault(id));
            }
        }

        public ValueTask<Person?> FindByTokenAsync(string tokenHash, CancellationToken cancellation)
        {
            lock (_gate)
            {
                return ValueTask.FromResult(tokenHash.Length == 0 && !EmptyTokenFinds ? null : disk.Values.FirstOrDefault(person => person.TokenHash == tokenHash));
            }
        }

        public ValueTask SaveAsync(Person person, CancellationToken cancellation)
        {
            lock (_gate)
            {
                if (!TokensAreShared && person.TokenHash.Length > 0 && disk.Values.Any(other => other.TokenHash == person.TokenHash && other.Id != person.Id))
                {
                    throw new InvalidOperationException("Taken.");
                }

                disk[person.Id] = person;
                return ValueTask.CompletedTask;
            }
        }
    }

    private sealed class MemoryBlobs(Dictionary<string, byte[]> disk) : IBlobStore
    {
        private readonly Lock _gate = new();

        public bool KeepsTooLong { get; init; }

        public bool KeepsBroken { get; init; }

        public bool ReadsOnce { get; init; }

        public bool TakesAnyName { get; init; }

        public async ValueTask<BlobRef?> WriteAsync(Stream content, long maxBytes, CancellationToken cancellation)
        {
            using var kept = new MemoryStream();
            var buffer = new byte[1 << 20];
            try
            {
                while (await content.ReadAsync(buffer, cancellation) is var read and > 0)
                {
                    kept.Write(buffer, 0, read);
                    if (ReadsOnce)
                    {
                        break;
                    }
                }
            }
            catch (IOException) when (KeepsBroken)
            {
                return Keep(kept.ToArray());
            }

            var tooLong = kept.Length > maxBytes;
            var blob = tooLong && !KeepsTooLong ? null : Keep(kept.ToArray());
            return tooLong ? null : blob;
        }

        public ValueTask<Stream?> OpenAsync(string hash, CancellationToken cancellation)
        {
            if (!TakesAnyName && (hash.Length != 64 || hash.Any(digit => !char.IsAsciiHexDigitLower(digit))))
            {
                throw new ArgumentException("No hash.", nameof(hash));
            }

            lock (_gate)
            {
                return ValueTask.FromResult<Stream?>(disk.TryGetValue(hash, out var content) ? new MemoryStream(content) : null);
            }
        }

        private BlobRef Keep(byte[] content)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(content));
            lock (_gate)
            {
                disk[hash] = content;
            }

            return new BlobRef(hash, content.Length);
        }
    }
}
