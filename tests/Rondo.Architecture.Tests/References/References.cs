using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace Rondo.Architecture.References;

/// <summary>What one project references.</summary>
/// <param name="Project">Its name.</param>
/// <param name="Ours">Projects of the house.</param>
/// <param name="Foreign">Everything else: assemblies, packages, frameworks, SDKs.</param>
internal sealed record References(string Project, IReadOnlyList<string> Ours, IReadOnlyList<string> Foreign)
{
    private const string PlainSdk = "Microsoft.NET.Sdk";

    /// <summary>What the compiler wrote into an assembly: only what is really used.</summary>
    public static References OfAssembly(string project, Stream image)
    {
        using var file = new PEReader(image);
        var metadata = file.GetMetadataReader();
        return Sort(project, [.. metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name))]);
    }

    /// <summary>What a project file asks for: also what is not used yet.</summary>
    public static References OfProject(string project, XDocument file, string folder)
    {
        var root = file.Root!;
        IEnumerable<string> named =
        [
            .. Includes(root, "ProjectReference").SelectMany(path => Expand(folder, path)).Select(path => Path.GetFileNameWithoutExtension(path)!),
            .. Includes(root, "PackageReference"),
            .. Includes(root, "FrameworkReference"),
            .. Includes(root, "Reference"),
            .. root.Attribute("Sdk")?.Value is { } sdk && sdk != PlainSdk ? new[] { sdk } : [],
        ];
        return Sort(project, [.. named.Distinct()]);
    }

    private static References Sort(string project, IReadOnlyList<string> names) => new(
        project,
        [.. names.Where(IsOurs).Select(name => name == "rondo" ? "Rondo.Server" : name)],
        [.. names.Where(name => !IsOurs(name))]);

    private static bool IsOurs(string name) => name == "rondo" || name.StartsWith("Rondo.", StringComparison.Ordinal);

    private static IEnumerable<string> Includes(XElement root, string item) =>
        root.Descendants(item).Select(element => element.Attribute("Include")?.Value).OfType<string>();

    /// <summary>A path with a star names what lies there.</summary>
    private static IEnumerable<string> Expand(string folder, string path)
    {
        var star = path.IndexOf('*', StringComparison.Ordinal);
        return star < 0
            ? [path]
            : Directory.EnumerateFiles(Path.GetFullPath(Path.Combine(folder, path[..star])), "*.csproj", SearchOption.AllDirectories);
    }
}
