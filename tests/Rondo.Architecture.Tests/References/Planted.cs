using System.Reflection;
using System.Reflection.Emit;

namespace Rondo.Architecture.References;

/// <summary>Compiles a tiny assembly in memory that uses given types, so that a rule can be shown to fail on a real one.</summary>
internal static class Planted
{
    public static MemoryStream Assembly(string name, params Type[] used)
    {
        var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
        var type = assembly.DefineDynamicModule(name).DefineType("Planted", TypeAttributes.Public);
        foreach (var (index, one) in used.Index())
        {
            type.DefineField($"field{index}", one, FieldAttributes.Public);
        }

        type.CreateType();
        var image = new MemoryStream();
        assembly.Save(image);
        image.Position = 0;
        return image;
    }
}
