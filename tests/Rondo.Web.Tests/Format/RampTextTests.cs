using Rondo.Contracts;
using Rondo.Web.Format;

namespace Rondo.Web.Tests.Format;

public sealed class RampTextTests
{
    [Theory]
    [InlineData("5 % 24 h, 25 % for 48 h; 100", "5 % for 24 h, 25 % for 48 h, 100 %")]
    [InlineData("1%\n10% 12.5", "1 %, 10 % for 12.5 h")]
    [InlineData("", "")]
    [InlineData(" , ", "")]
    public void A_ramp_is_read_as_people_write_it(string text, string words) => RampText.Write(RampText.Read(text)!).ShouldBe(words);

    [Theory]
    [InlineData("slowly")]
    [InlineData("5 % 24 days")]
    [InlineData("-5 % 24 h")]
    [InlineData("5 % 24 h 3")]
    public void Anything_else_is_not_guessed_at(string text) => RampText.Read(text).ShouldBeNull();
}
