using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Rondo.Tests;

/// <summary>
/// Finds the reference data beside the checkout (<c>../shared/data</c>). Where it is missing, the test
/// says so and is skipped; under CI a skipped test of this kind fails the run.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Linked into every test project; not all use it.")]
internal static class SharedData
{
    public static string Folder(string name)
    {
        var folder = Path.Combine(RepoRoot(), "..", "shared", "data", name);
        if (!Directory.Exists(folder))
        {
            if (Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Fail($"Reference data '{name}' is missing beside the checkout, and CI must run this test.");
            }

            Assert.Skip($"Reference data '{name}' is not beside the checkout (../shared/data/{name}).");
        }

        return Path.GetFullPath(folder);
    }

    public static string File(string name, string file) => Path.Combine(Folder(name), file);

    public static string RepoRoot([CallerFilePath] string here = "")
    {
        var root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "..", ".."));
        if (System.IO.File.Exists(Path.Combine(root, "Rondo.slnx")))
        {
            return root;
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "Rondo.slnx")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("No Rondo.slnx above the test's folder: run tests from a checkout.");
    }
}
