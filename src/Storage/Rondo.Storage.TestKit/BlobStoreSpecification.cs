using System.Security.Cryptography;
using System.Text;
using Rondo.Kernel.Blobs;

namespace Rondo.Storage.TestKit;

/// <summary>What an <see cref="IBlobStore"/> must do.</summary>
public abstract class BlobStoreSpecification : StoreSpecification<IBlobStore>
{
    private const long Plenty = 1L << 30;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4096)]
    [InlineData(1_000_003)]
    public async Task A_blob_comes_back_under_the_hash_of_its_content(int length)
    {
        await using var under = await CreateAsync();
        var content = Content(length);

        var blob = await under.Store.WriteAsync(new MemoryStream(content), Plenty, Never);

        blob.ShouldBe(new BlobRef(HashOf(content), length));
        (await ReadAsync(under.Store, blob!.Hash)).ShouldBe(content);
    }

    [Fact]
    public async Task The_hash_of_known_content_is_the_published_one()
    {
        await using var under = await CreateAsync();

        // FIPS 180-2, appendix B.1.
        (await under.Store.WriteAsync(new MemoryStream(Encoding.ASCII.GetBytes("abc")), Plenty, Never))!.Hash.ShouldBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    [Fact]
    public async Task A_stream_that_dribbles_is_read_to_its_end()
    {
        await using var under = await CreateAsync();
        var content = Content(3000);

        var blob = await under.Store.WriteAsync(new DribblingStream(content, breakAt: null), Plenty, Never);

        (await ReadAsync(under.Store, blob!.Hash)).ShouldBe(content);
    }

    [Fact]
    public async Task The_same_content_twice_is_one_blob()
    {
        await using var under = await CreateAsync();
        var content = Content(5000);

        var first = await under.Store.WriteAsync(new MemoryStream(content), Plenty, Never);
        var second = await under.Store.WriteAsync(new MemoryStream(content), Plenty, Never);

        second.ShouldBe(first);
        (await ReadAsync(under.Store, first!.Hash)).ShouldBe(content);
    }

    [Fact]
    public async Task A_blob_of_exactly_the_limit_is_kept_and_one_byte_more_is_not()
    {
        await using var under = await CreateAsync();
        var content = Content(100_001);

        (await under.Store.WriteAsync(new MemoryStream(content), 100_000, Never)).ShouldBeNull();
        (await ReadAsync(under.Store, HashOf(content))).ShouldBeNull();
        (await under.Store.WriteAsync(new MemoryStream(content), 100_001, Never)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_stream_that_breaks_leaves_nothing()
    {
        await using var under = await CreateAsync();
        var content = Content(3000);

        await Should.ThrowAsync<IOException>(async () => await under.Store.WriteAsync(new DribblingStream(content, breakAt: 2000), Plenty, Never));

        (await ReadAsync(under.Store, HashOf(content))).ShouldBeNull();
        (await ReadAsync(under.Store, HashOf(content[..2000]))).ShouldBeNull();
    }

    [Fact]
    public async Task A_cancelled_write_leaves_nothing()
    {
        await using var under = await CreateAsync();
        var content = Content(3000);

        await Should.ThrowAsync<OperationCanceledException>(async () => await under.Store.WriteAsync(new MemoryStream(content), Plenty, new CancellationToken(canceled: true)));

        (await ReadAsync(under.Store, HashOf(content))).ShouldBeNull();
    }

    [Fact]
    public async Task A_blob_that_nobody_stored_is_not_there()
    {
        await using var under = await CreateAsync();

        (await under.Store.OpenAsync(new string('0', 64), Never)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad0")]
    [InlineData("../../../../../../../../../../../../../../../../../../etc/passwd")]
    [InlineData("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015a/")]
    public async Task What_is_not_a_hash_is_refused_before_it_touches_a_disk(string hash)
    {
        await using var under = await CreateAsync();

        await Should.ThrowAsync<ArgumentException>(async () => await under.Store.OpenAsync(hash, Never));
    }

    [Fact]
    public async Task Many_writers_of_the_same_and_of_other_content_do_not_disturb_one_another()
    {
        await using var under = await CreateAsync();
        var contents = Enumerable.Range(0, 4).Select(i => Content(50_000 + i)).ToList();

        var blobs = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(async () => await under.Store.WriteAsync(new MemoryStream(contents[i % 4]), Plenty, Never))));

        blobs.Select(blob => blob!.Hash).Distinct().Count().ShouldBe(4);
        foreach (var content in contents)
        {
            (await ReadAsync(under.Store, HashOf(content))).ShouldBe(content);
        }
    }

    [Fact]
    public async Task A_blob_may_be_read_by_two_while_it_is_stored_once_more()
    {
        await using var under = await CreateAsync();
        var content = Content(200_000);
        var blob = await under.Store.WriteAsync(new MemoryStream(content), Plenty, Never);
        await using var first = await under.Store.OpenAsync(blob!.Hash, Never);
        first!.ReadByte().ShouldBe(content[0]);

        await under.Store.WriteAsync(new MemoryStream(content), Plenty, Never);

        (await ReadAsync(under.Store, blob.Hash)).ShouldBe(content);
        using var rest = new MemoryStream();
        await first.CopyToAsync(rest, Never);
        rest.ToArray().ShouldBe(content[1..]);
    }

    [Fact]
    public async Task Everything_is_there_after_reopening()
    {
        await using var under = await CreateAsync();
        var content = Content(70_000);
        var blob = await under.Store.WriteAsync(new MemoryStream(content), Plenty, Never);

        await under.ReopenAsync();

        (await ReadAsync(under.Store, blob!.Hash)).ShouldBe(content);
    }

    private static byte[] Content(int length)
    {
        var content = new byte[length];
        new Random(length).NextBytes(content);
        return content;
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static async Task<byte[]?> ReadAsync(IBlobStore store, string hash)
    {
        await using var stream = await store.OpenAsync(hash, Never);
        if (stream is null)
        {
            return null;
        }

        using var content = new MemoryStream();
        await stream.CopyToAsync(content, Never);
        return content.ToArray();
    }

    /// <summary>Gives seven bytes at a time, as a slow network does, and may break like one.</summary>
    private sealed class DribblingStream(byte[] content, int? breakAt) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position >= breakAt
                ? throw new IOException("The connection was reset.")
                : base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }
}
