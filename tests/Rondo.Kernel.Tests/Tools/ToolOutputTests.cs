using Rondo.Kernel.Tools;

namespace Rondo.Kernel.Tests.Tools;

public sealed class ToolOutputTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-output-").FullName;

    [Fact]
    public void A_file_is_whole_or_not_there()
    {
        var path = Path.Combine(_folder, "out.csv");
        File.WriteAllText(path, "before");

        Should.Throw<InvalidOperationException>(() => ToolOutput.Write(path, stream =>
        {
            stream.Write("half"u8);
            throw new InvalidOperationException("broke off");
        }));
        File.ReadAllText(path).ShouldBe("before");

        ToolOutput.Write(path, "after").Value.ShouldBe(path);
        File.ReadAllText(path).ShouldBe("after");
        Directory.GetFiles(_folder).Count(file => file.EndsWith("out.csv", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Theory]
    [InlineData("missing/out.csv")]
    [InlineData("file/out.csv")]
    [InlineData("")]
    [InlineData("nul\0l")]
    public void A_place_that_cannot_be_written_is_refused_with_the_next_step(string name)
    {
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        var path = name.Length == 0 ? "" : Path.Combine(_folder, name);

        var refusal = ToolOutput.Write(path, "x").Refusal!;

        (refusal.Code.Code, refusal.Code.Status).ShouldBe(("cannot_write", 422));
        refusal.Fields.ShouldBe(["--out"]);
        refusal.NextStep.Length.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void A_folder_is_made_before_the_work_or_refused()
    {
        Directory.Exists(ToolOutput.Folder(Path.Combine(_folder, "a", "b")).Value).ShouldBeTrue();
        File.WriteAllText(Path.Combine(_folder, "file"), "");
        ToolOutput.Folder(Path.Combine(_folder, "file")).Refusal!.Code.Code.ShouldBe("cannot_write");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
