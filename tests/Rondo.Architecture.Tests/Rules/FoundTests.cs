using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Rondo.Kernel;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Owners;
using Rondo.Kernel.Schedules;

namespace Rondo.Architecture.Rules;

/// <summary>Whatever is found by its interface can really be made by the program that finds it.</summary>
public sealed class FoundTests : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("rondo-found").FullName;
    private readonly WebApplication _app;

    public FoundTests()
    {
        var server = House.Load("rondo");
        var options = Activator.CreateInstance(server.GetType("Rondo.Server.Hosting.ServerOptions", throwOnError: true)!)!;
        Set(options, "DataFolder", _folder);
        Set(options, "Urls", "http://127.0.0.1:0");
        Set(options, "Quiet", true);
        _app = (WebApplication)server.GetType("Rondo.Server.Hosting.RondoHost", throwOnError: true)!.GetMethod("Build")!.Invoke(null, [options])!;
    }

    public static TheoryData<Type> Interfaces => [.. KernelModule.FoundByInterface];

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [MemberData(nameof(Interfaces))]
    public void Every_implementation_is_found_and_can_be_made(Type service)
    {
        var written = House.Assemblies.SelectMany(House.Types).Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(service)).ToList();

        var made = _app.Services.GetServices(service).Select(one => one!.GetType()).ToList();

        written.Except(made).ShouldBeEmpty("These exist and are not found: is their project a module?");
        made.Count.ShouldBe(made.Distinct().Count(), "Something is registered twice.");
    }

    [Fact]
    public void Kinds_of_jobs_owners_and_schedules_are_unique()
    {
        Unique(_app.Services.GetServices<IJobHandler>().Select(handler => handler.Kind));
        Unique(_app.Services.GetServices<IOwnerBehavior>().Select(owner => owner.Kind));
        Unique(_app.Services.GetServices<IScheduledWork>().Select(work => work.Name));
    }

    private static void Unique(IEnumerable<string> names) => names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();

    private static void Set(object options, string name, object value) => options.GetType().GetProperty(name, BindingFlags.Instance | BindingFlags.Public)!.SetValue(options, value);
}
