using System.Text.Json;

namespace Rondo.Statistics;

/// <summary>Inputs and parameters of one run of a statistic, by the names that its descriptor states.</summary>
/// <param name="Root">A JSON object.</param>
public sealed record StatisticInputs(JsonElement Root);
