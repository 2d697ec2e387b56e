using System.Text;
using CsCheck;
using Rondo.Storage.Embedded.Facts;

namespace Rondo.Storage.Embedded.Tests.Facts;

public sealed class SmallPartsTests
{
    // RFC 3720, appendix B.4, and the check value of the CRC catalogue.
    [Theory]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000", 0x8A9136AAu)]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF", 0x62A8AB43u)]
    [InlineData("000102030405060708090A0B0C0D0E0F101112131415161718191A1B1C1D1E1F", 0x46DD794Eu)]
    [InlineData("313233343536373839", 0xE3069283u)]
    [InlineData("", 0u)]
    public void The_checksum_is_the_published_one(string hex, uint expected) =>
        Crc32C.Of(Convert.FromHexString(hex)).ShouldBe(expected);

    [Fact]
    public void Text_for_columns_Meets_Specification() =>
        Gen.Char[" ab01\0\u001A\uFFFF"].Array[0, 12].Select(letters => new string(letters)).Sample(text =>
        {
            var written = ColumnText.Write(text);
            written.ShouldNotContain('\0');
            ColumnText.Read(written).ShouldBe(text);
            Encoding.UTF8.GetByteCount(written).ShouldBeGreaterThanOrEqualTo(Encoding.UTF8.GetByteCount(text));
        });

    [Fact]
    public void A_known_key_never_passes_as_new_and_few_new_ones_as_known()
    {
        var keys = Enumerable.Range(0, 20_000).Select(i => new FactKey("churn", "prediction", $"p{i}").Hash()).ToList();
        var known = new KnownKeys(keys.Take(3000), firstCapacity: 1000);
        foreach (var key in keys.Skip(3000).Take(7000))
        {
            known.Add(key);
        }

        keys.Take(10_000).ShouldAllBe(key => known.MayHold(key));

        // Four layers at less than 0.01 % each; far more would mean that the filter spares little.
        keys.Skip(10_000).Count(known.MayHold).ShouldBeLessThan(20);
    }
}
