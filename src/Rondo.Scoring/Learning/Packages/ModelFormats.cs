namespace Rondo.Engines.Learning.Packages;

/// <summary>The formats of models that this library reads. They are found by type, so that a new one is one new file.</summary>
public static class ModelFormats
{
    /// <summary>One of each.</summary>
    public static IReadOnlyList<IModelFormat> All { get; } =
    [
        .. typeof(ModelFormats).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && typeof(IModelFormat).IsAssignableFrom(type))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => (IModelFormat)Activator.CreateInstance(type)!),
    ];
}
