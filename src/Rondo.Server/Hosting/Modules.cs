using System.Reflection;
using Rondo.Kernel;
using Rondo.Kernel.UseCases;

namespace Rondo.Server.Hosting;

/// <summary>Finds the program's modules beside the executable, so that a new stage is a new project and no new line here.</summary>
internal static class Modules
{
    public static IReadOnlyList<Assembly> Assemblies { get; } =
    [
        .. Directory.EnumerateFiles(AppContext.BaseDirectory, "Rondo.*.dll")
            .Where(file => !file.EndsWith(".Tests.dll", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(file => Assembly.Load(AssemblyName.GetAssemblyName(file)))
            .Where(assembly => assembly.GetReferencedAssemblies().Any(reference => reference.Name == typeof(IModule).Assembly.GetName().Name) || assembly == typeof(IModule).Assembly),
    ];

    public static void Add(IServiceCollection services)
    {
        foreach (var assembly in Assemblies)
        {
            foreach (var type in assembly.GetExportedTypes().Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IModule))))
            {
                ((IModule)Activator.CreateInstance(type)!).Add(services);
                KernelModule.AddFound(services, assembly);
            }
        }
    }

    public static IEnumerable<(Type Type, UseCaseAttribute UseCase, MethodInfo Handle)> UseCases() =>
        from assembly in Assemblies
        from type in assembly.GetTypes()
        let useCase = type.GetCustomAttribute<UseCaseAttribute>()
        where useCase is not null
        orderby useCase.Path, useCase.Method
        select (type, useCase, type.GetMethod("Handle", BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new InvalidOperationException($"{type.Name} is a use case without a static Handle method."));
}
