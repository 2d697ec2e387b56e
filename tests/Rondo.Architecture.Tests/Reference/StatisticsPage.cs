using System.Globalization;
using Rondo.Statistics;

namespace Rondo.Architecture.Reference;

internal sealed class StatisticsPage : IReferencePage
{
    public string Path => "docs/reference/statistics.md";

    public string Write()
    {
        var page = new Markdown("Statistics", "Every statistic that Rondo computes: what it means, what it needs, and who defined it. All of them answer with an estimate: value, n, interval, level and method.");
        foreach (var family in StatisticCatalogue.All.Select(statistic => statistic.Descriptor).GroupBy(statistic => statistic.Family))
        {
            page.Head(family.Key);
            foreach (var statistic in family)
            {
                Write(page, statistic);
            }
        }

        return page.ToString();
    }

    private static void Write(Markdown page, Descriptor statistic)
    {
        page.Head($"{statistic.Name} (`{statistic.Id}`)", 3).Line(statistic.Meaning).Line()
            .Line($"Unit: {statistic.Unit}. Range: {Number(statistic.Range.Low)} to {Number(statistic.Range.High)}. {Better(statistic.Direction)} Smallest sample: {statistic.MinimumSample}.").Line()
            .Table(["input", "shape", "meaning"], statistic.Inputs.Select(input => new[]
            {
                Markdown.Mono(input.Name), $"{Words(input.Shape)}{(input.Optional ? ", optional" : "")}{(input.MayMiss ? ", null is missing" : "")}", input.Meaning,
            }))
            .Table(["parameter", "default", "allowed", "meaning"], statistic.Parameters.Select(parameter => new[]
            {
                Markdown.Mono(parameter.Name), Markdown.Mono(parameter.Default), parameter.Choices.Count > 0 ? string.Join(", ", parameter.Choices.Select(Markdown.Mono)) : $"{Number(parameter.Low)} to {Number(parameter.High)}", parameter.Meaning,
            }))
            .Line($"At the edges: {statistic.EdgeCases}").Line()
            .Line($"Source: {statistic.Source}").Line()
            .Line("```json").Line(statistic.Example).Line("```").Line();
    }

    private static string Number(double value) =>
        double.IsNegativeInfinity(value) ? "-∞" : double.IsPositiveInfinity(value) ? "∞" : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static string Better(Direction direction) => direction switch
    {
        Direction.HigherIsBetter => "Higher is better.",
        Direction.LowerIsBetter => "Lower is better.",
        _ => "Neither end is better.",
    };

    private static string Words(Shape shape) => shape switch
    {
        Shape.Numbers => "numbers",
        Shape.Flags => "0 and 1",
        Shape.Labels => "labels",
        Shape.NumberRows => "rows of numbers",
        _ => "rows of labels",
    };
}
