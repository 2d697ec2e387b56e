using Microsoft.Extensions.DependencyInjection;
using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Imports;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Tests;

public sealed class EnginesModuleTests
{
    [Fact]
    public void Everything_that_is_found_is_registered_once()
    {
        var services = new ServiceCollection().AddEngines().AddEngines();
        Found<ITableReader>(services).ShouldBe(["CsvTableReader", "JsonTableReader", "ParquetTableReader"], ignoreOrder: true);
        Found<ILearner>(services).ShouldBe(["GamLearner", "LightGbmLearner", "LogisticLearner", "MajorityLearner"], ignoreOrder: true);
        Found<IModelFormat>(services).ShouldBe(["GamFormat", "LightGbmFormat", "LogisticFormat", "MajorityFormat", "OnnxFormat"], ignoreOrder: true);
        Found<IModelImport>(services).ShouldBe(["LightGbmImport", "OnnxImport"], ignoreOrder: true);
        Found<ITables>(services).Length.ShouldBe(1);
        Found<IFeatureSpaces>(services).Length.ShouldBe(1);
    }

    [Fact]
    public void The_module_is_all_that_others_see() =>
        typeof(EnginesModule).Assembly.GetExportedTypes().ShouldBe([typeof(EnginesModule)]);

    private static string[] Found<T>(IServiceCollection services) =>
        [.. services.Where(service => service.ServiceType == typeof(T)).Select(service => service.ImplementationType!.Name)];
}
