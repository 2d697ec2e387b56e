using System.Xml.Linq;

namespace Rondo.Architecture.References;

public sealed class ReferenceTests
{
    public static TheoryData<string> Projects => [.. House.Projects.Select(project => project.Name)];

    /// <summary>Every row that forbids something: the server's allows all.</summary>
    public static TheoryData<string> StrictRows => [.. ReferenceTable.Rows.Where(row => row.Place != "Rondo.Server").Select(row => row.Place)];

    [Fact]
    public void Every_row_of_the_table_has_a_project_and_every_project_a_row()
    {
        House.Projects.Where(project => ReferenceTable.RowOf(project) is null).Select(project => project.Name)
            .ShouldBeEmpty("Decide in ReferenceTable what a new project may reference.");
        ReferenceTable.Rows.Where(row => !House.Projects.Any(project => row.Fits(project.Place))).Select(row => row.Place).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_compiled_project_uses_only_what_its_row_allows(string name)
    {
        var project = House.Projects.Single(project => project.Name == name);
        using var image = File.OpenRead(project.AssemblyFile);
        var references = References.OfAssembly(name, image);

        references.Foreign.ShouldContain(assembly => House.IsBcl(assembly), "An assembly that uses nothing was not read.");
        ReferenceTable.RowOf(project)!.Violations(references).ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_file_asks_only_for_what_its_row_allows(string name)
    {
        var project = House.Projects.Single(project => project.Name == name);
        var references = References.OfProject(name, XDocument.Load(project.File), Path.GetDirectoryName(project.File)!);

        ReferenceTable.RowOf(project)!.Violations(references).ShouldBeEmpty();
    }

    [Fact]
    public void Nobody_references_the_server() =>
        House.Projects.Where(project => project.Name != "Rondo.Server")
            .Where(project => References.OfProject(project.Name, XDocument.Load(project.File), Path.GetDirectoryName(project.File)!).Ours.Contains("Rondo.Server"))
            .ShouldBeEmpty();

    [Theory]
    [MemberData(nameof(StrictRows))]
    public void A_planted_use_of_a_foreign_project_is_seen(string place)
    {
        var row = ReferenceTable.Rows.Single(row => row.Place == place);
        foreach (var foreign in House.Projects.Where(project => !row.Ours.Contains(project.Name)))
        {
            var used = House.Of(foreign).GetTypes().First(type => type is { IsNested: false, IsGenericType: false, IsInterface: false } && !type.IsSubclassOf(typeof(Attribute)));
            using var image = Planted.Assembly("Rondo.Planted", used);

            row.Violations(References.OfAssembly("Rondo.Planted", image)).ShouldContain($"Rondo.Planted references {foreign.Name}. {row.Because}");
        }
    }

    [Theory]
    [MemberData(nameof(StrictRows))]
    public void A_planted_line_in_a_project_file_is_seen(string place)
    {
        var row = ReferenceTable.Rows.Single(row => row.Place == place);
        foreach (var foreign in House.Projects.Where(project => !row.Ours.Contains(project.Name)))
        {
            var file = XDocument.Parse($"""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><ProjectReference Include="../{foreign.Name}/{foreign.Name}.csproj" /></ItemGroup></Project>""");

            row.Violations(References.OfProject("Rondo.Planted", file, House.Root)).ShouldContain($"Rondo.Planted references {foreign.Name}. {row.Because}");
        }
    }

    [Theory]
    [MemberData(nameof(StrictRows))]
    public void Planted_ASP_NET_Core_is_seen_where_it_is_not_allowed(string place)
    {
        var row = ReferenceTable.Rows.Single(row => row.Place == place);
        using var image = Planted.Assembly("Rondo.Planted", House.Load("Microsoft.AspNetCore.Http.Abstractions").GetType("Microsoft.AspNetCore.Http.HttpContext")!);
        var framework = XDocument.Parse("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><FrameworkReference Include="Microsoft.AspNetCore.App" /></ItemGroup></Project>""");
        var sdk = XDocument.Parse("""<Project Sdk="Microsoft.NET.Sdk.Web" />""");

        row.Violations(References.OfAssembly("Rondo.Planted", image)).Count.ShouldBe(row.Web ? 0 : 1);
        row.Violations(References.OfProject("Rondo.Planted", framework, House.Root)).Count.ShouldBe(row.Web ? 0 : 1);
        row.Violations(References.OfProject("Rondo.Planted", sdk, House.Root)).Count.ShouldBe(row.Web ? 0 : 1);
    }

    [Theory]
    [MemberData(nameof(StrictRows))]
    public void A_planted_package_is_seen_where_packages_are_counted(string place)
    {
        var row = ReferenceTable.Rows.Single(row => row.Place == place);
        using var image = Planted.Assembly("Rondo.Planted", House.Load("Spectre.Console").GetType("Spectre.Console.Table")!);
        var package = XDocument.Parse("""<Project Sdk="Microsoft.NET.Sdk"><ItemGroup><PackageReference Include="Spectre.Console" /></ItemGroup></Project>""");
        var expected = row.Foreign.Contains("*") ? 0 : 1;

        row.Violations(References.OfAssembly("Rondo.Planted", image)).Count(sentence => sentence.Contains("Spectre", StringComparison.Ordinal)).ShouldBe(expected);
        row.Violations(References.OfProject("Rondo.Planted", package, House.Root)).Count.ShouldBe(expected);
    }

    [Fact]
    public void A_planted_project_without_a_row_is_seen() =>
        ReferenceTable.RowOf(new HouseProject("Rondo.Planted", "Rondo.Planted", "", "Rondo.Planted")).ShouldBeNull();
}
