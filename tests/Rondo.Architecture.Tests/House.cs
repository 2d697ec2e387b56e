using System.Reflection;
using System.Runtime.InteropServices;
using System.Xml.Linq;
using Rondo.Tests;

namespace Rondo.Architecture;

/// <summary>A project below <c>src</c>.</summary>
/// <param name="Name">Name of the project file without its ending, for example <c>Rondo.Kernel</c>.</param>
/// <param name="Place">Folder below <c>src</c> with forward slashes, for example <c>Stages/Rondo.Data</c>.</param>
/// <param name="File">Full path of the project file.</param>
/// <param name="AssemblyName">Name of what it compiles to.</param>
internal sealed record HouseProject(string Name, string Place, string File, string AssemblyName)
{
    /// <summary>Where the compiled assembly lies.</summary>
    public string AssemblyFile => Path.Combine(AppContext.BaseDirectory, $"{AssemblyName}.dll");
}

/// <summary>A text file of the tree.</summary>
/// <param name="Path">Path below the root with forward slashes.</param>
/// <param name="Text">Content.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>Lines as an editor counts them.</summary>
    public int Lines => Text.Length == 0 ? 0 : Text.Count(letter => letter == '\n') + (Text[^1] == '\n' ? 0 : 1);
}

/// <summary>The house as it stands: its projects, what they compile to, and its text.</summary>
internal static class House
{
    private static readonly string[] Built = ["bin", "obj", "artifacts", "node_modules", "rondo-data", "TestResults"];

    public static string Root { get; } = SharedData.RepoRoot();

    public static IReadOnlyList<HouseProject> Projects { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Root, "src"), "*.csproj", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(Project),
    ];

    public static IReadOnlyList<HouseProject> Stages { get; } = [.. Projects.Where(project => project.Place.StartsWith("Stages/", StringComparison.Ordinal))];

    /// <summary>Every compiled project, in the order of <see cref="Projects"/>.</summary>
    public static IReadOnlyList<Assembly> Assemblies { get; } = [.. Projects.Select(project => Load(project.AssemblyName))];

    /// <summary>Everything that a person wrote as C#, with its Razor pages; below <c>src</c> and <c>tests</c>.</summary>
    public static IReadOnlyList<SourceFile> Code { get; } = Files(["src", "tests"], ".cs", ".razor");

    /// <summary>Everything else that a person wrote: scripts, styles, build files, pages.</summary>
    public static IReadOnlyList<SourceFile> Rest { get; } = Files(["."], ".sh", ".css", ".js", ".props", ".targets", ".csproj", ".md", ".json", ".yml", ".yaml", "run");

    public static Assembly Load(string name) => Assembly.Load(new AssemblyName(name));

    public static Assembly Of(HouseProject project) => Assemblies.First(assembly => assembly.GetName().Name == project.AssemblyName);

    /// <summary>True for an assembly that comes with the runtime itself, so that it is no package.</summary>
    public static bool IsBcl(string assembly) => File.Exists(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), $"{assembly}.dll"));

    /// <summary>Types that a person wrote: without what the compiler or a generator added.</summary>
    public static IEnumerable<Type> Types(Assembly assembly) => assembly.GetTypes().Where(type =>
        type.FullName is { } name && !name.Contains('<', StringComparison.Ordinal) && !name.StartsWith("Orleans", StringComparison.Ordinal)
        && type.Namespace is not null && type.Name != "_Imports"
        && !Attributes(type).Any(attribute => attribute.AttributeType.Name is "CompilerGeneratedAttribute" or "GeneratedCodeAttribute" or "EmbeddedAttribute"));

    public static string Below(string file) => Path.GetRelativePath(Root, file).Replace('\\', '/');

    private static IEnumerable<CustomAttributeData> Attributes(Type type) =>
        type.DeclaringType is { } outer ? type.CustomAttributes.Concat(Attributes(outer)) : type.CustomAttributes;

    private static HouseProject Project(string file)
    {
        var name = Path.GetFileNameWithoutExtension(file);
        var assembly = XDocument.Load(file).Descendants("AssemblyName").FirstOrDefault()?.Value ?? name;
        return new HouseProject(name, Path.GetRelativePath(Path.Combine(Root, "src"), Path.GetDirectoryName(file)!).Replace('\\', '/'), file, assembly);
    }

    private static IReadOnlyList<SourceFile> Files(string[] folders, params string[] endings) =>
    [
        .. folders.SelectMany(folder => Walk(Path.GetFullPath(Path.Combine(Root, folder))))
            .Where(file => endings.Any(ending => file.EndsWith(ending, StringComparison.Ordinal)) && Path.GetFileName(file) != "packages.lock.json")
            .Order(StringComparer.Ordinal)
            .Select(file => new SourceFile(Below(file), File.ReadAllText(file))),
    ];

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder))
        {
            yield return file;
        }

        foreach (var file in Directory.EnumerateDirectories(folder)
            .Where(inner => !Built.Contains(Path.GetFileName(inner)) && Path.GetFileName(inner) != ".git")
            .SelectMany(Walk))
        {
            yield return file;
        }
    }
}
