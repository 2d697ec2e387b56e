using System.Diagnostics;

namespace Rondo.Architecture.Scripts;

/// <summary>
/// Runs the real <c>eng/test.sh</c> in a small tree with a stand-in for <c>dotnet</c> that leaves the reports it is told
/// to leave: whether the last line and the exit code tell the truth.
/// </summary>
public sealed class TestScriptTests : IDisposable
{
    private readonly string _tree = Directory.CreateTempSubdirectory("rondo-test-script").FullName;

    public TestScriptTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "A shell script needs a shell.");
        Write("eng/test.sh", File.ReadAllText(Path.Combine(House.Root, "eng", "test.sh")), executable: true);
        Write("bin/dotnet", """
            #!/usr/bin/env bash
            echo "$*" >> calls
            case "$1" in
              build) if [ -f build-fails ]; then echo "Thing.cs(1,1): error CS0103: planted"; exit 1; fi ;;
              test) mkdir -p artifacts/test; cp -r reports/. artifacts/test/; [ ! -f runner-fails ] || exit 7 ;;
            esac
            """, executable: true);
        Project("Rondo.One.Tests", "[Fact] public void A_fact() { }");
    }

    public void Dispose() => Directory.Delete(_tree, recursive: true);

    [Fact]
    public async Task All_is_well_when_every_test_passed()
    {
        Project("Rondo.Two.Tests", "[Fact] public void A_fact() { }");
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 0);
        Report("Rondo.Two.Tests", passed: 4, failed: 0, skipped: 0);

        (await RunAsync()).ShouldBe((0, "7 passed, 0 failed, 0 skipped"));
    }

    [Fact]
    public async Task One_failed_test_fails_the_run_even_where_the_runner_says_nothing()
    {
        Report("Rondo.One.Tests", passed: 3, failed: 1, skipped: 0);

        (await RunAsync()).ShouldBe((1, "3 passed, 1 failed, 0 skipped"));
    }

    [Fact]
    public async Task A_runner_that_fails_fails_the_run()
    {
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 0);
        Write("runner-fails", "");

        (await RunAsync()).ShouldBe((7, "3 passed, 0 failed, 0 skipped"));
    }

    [Fact]
    public async Task A_run_in_which_no_test_ran_fails()
    {
        Report("Rondo.One.Tests", passed: 0, failed: 0, skipped: 0);

        (await RunAsync()).ShouldBe((1, "0 passed, 0 failed, 0 skipped"));
    }

    [Fact]
    public async Task A_project_whose_tests_did_not_run_fails_the_run()
    {
        Project("Rondo.Two.Tests", "    [Fact]\n    public void A_fact() { }");
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 0);
        Report("Rondo.Two.Tests", passed: 0, failed: 0, skipped: 0);

        (await RunAsync()).ShouldBe((1, "3 passed, 0 failed, 0 skipped"));
    }

    [Fact]
    public async Task A_project_that_holds_no_test_yet_is_no_fault()
    {
        Project("Rondo.Two.Tests", "");
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 0);
        Report("Rondo.Two.Tests", passed: 0, failed: 0, skipped: 0);

        (await RunAsync()).ShouldBe((0, "3 passed, 0 failed, 0 skipped"));
    }

    [Fact]
    public async Task A_project_that_crashed_and_left_no_report_fails_the_run()
    {
        Project("Rondo.Two.Tests", "[Fact] public void A_fact() { }");
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 0);

        (await RunAsync()).ShouldBe((1, "3 passed, 0 failed, 0 skipped"));
    }

    [Theory]
    [InlineData("true", 1)]
    [InlineData("", 0)]
    public async Task A_skipped_test_fails_the_run_under_CI_only(string ci, int code)
    {
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 2);

        (await RunAsync(ci)).ShouldBe((code, "3 passed, 0 failed, 2 skipped"));
    }

    [Fact]
    public async Task A_build_that_fails_prints_its_errors_and_runs_no_test()
    {
        Report("Rondo.One.Tests", passed: 3, failed: 0, skipped: 0);
        Write("build-fails", "");

        var (code, last, all) = await RunAndReadAsync("");

        (code, last).ShouldBe((1, "0 passed, 0 failed, 0 skipped"));
        all.ShouldContain("error CS0103: planted");
        (await CallsAsync()).ShouldNotContain(call => call.StartsWith("test", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("true", true)]
    [InlineData("", false)]
    public async Task Restore_is_locked_under_CI(string ci, bool locked)
    {
        Report("Rondo.One.Tests", passed: 1, failed: 0, skipped: 0);

        await RunAsync(ci);

        (await CallsAsync()).Any(call => call.StartsWith("restore", StringComparison.Ordinal) && call.Contains("--locked-mode", StringComparison.Ordinal)).ShouldBe(locked);
    }

    [Fact]
    public async Task Everything_is_built_once()
    {
        Report("Rondo.One.Tests", passed: 1, failed: 0, skipped: 0);

        await RunAsync();

        (await CallsAsync()).Count(call => call.StartsWith("build", StringComparison.Ordinal)).ShouldBe(1);
        (await CallsAsync()).Where(call => call.StartsWith("test", StringComparison.Ordinal)).ShouldAllBe(call => call.Contains("--no-build", StringComparison.Ordinal));
    }

    private async Task<(int Code, string LastLine)> RunAsync(string ci = "") => await RunAndReadAsync(ci) is var (code, last, _) ? (code, last) : default;

    private async Task<(int Code, string LastLine, string All)> RunAndReadAsync(string ci)
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(_tree, "eng/test.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{Path.Combine(_tree, "bin")}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["CI"] = ci;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var all = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        (await error).ShouldBeEmpty();
        return (process.ExitCode, all.TrimEnd('\n').Split('\n')[^1], all);
    }

    private async Task<IReadOnlyList<string>> CallsAsync() => await File.ReadAllLinesAsync(Path.Combine(_tree, "calls"), TestContext.Current.CancellationToken);

    private void Project(string name, string code)
    {
        Write($"tests/{name}/{name}.csproj", "<Project />");
        Write($"tests/{name}/Facts.cs", code);
    }

    private void Report(string name, int passed, int failed, int skipped) => Write($"reports/{name}_net10.0_x64.trx", $"""
        <?xml version="1.0" encoding="utf-8"?>
        <TestRun>
          <Results>{string.Concat(Enumerable.Repeat("<UnitTestResult testName=\"A_fact\" outcome=\"NotExecuted\" />", skipped))}</Results>
          <ResultSummary outcome="Completed">
            <Counters total="{passed + failed + skipped}" executed="{passed + failed}" passed="{passed}" failed="{failed}" error="0" timeout="0" aborted="0" inconclusive="0" passedButRunAborted="0" notRunnable="0" notExecuted="{skipped}" />
          </ResultSummary>
        </TestRun>
        """);

    private void Write(string path, string text, bool executable = false)
    {
        var file = Path.Combine(_tree, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        if (executable && !OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
