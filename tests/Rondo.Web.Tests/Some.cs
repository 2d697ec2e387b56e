using Rondo.Contracts;

namespace Rondo.Web.Tests;

/// <summary>Documents with everything that a page needs and nothing that a test is about.</summary>
internal static class Some
{
    public static readonly DateTimeOffset Day = new(2026, 11, 1, 8, 0, 0, TimeSpan.Zero);

    public static Estimate Share(double value, double low, double high, long n = 100) => new() { Value = value, Low = low, High = high, N = n, Method = "wilson" };

    public static Document<T> Document<T>(T body, string kind, string id, int version = 1) => new()
    {
        Product = "churn", Kind = kind, Id = id, Version = version, Body = body, Actor = "data-scientist", Role = Role.DataScientist, At = Day, Sequence = 7, Hash = "ab",
    };

    public static ProductOverview Product(params LoopArc[] loops) => new()
    {
        Id = "churn", Name = "Churn rescue", Summary = "Find them in time.", Stage = Stage.Data, Entries = 7, LastChange = Day, Loops = loops,
        Stages = [.. Stages.All.Select(stage => new StageReport(stage, stage == Stage.Data ? Standing.Bad : Standing.Good, $"{stage} says 42."))],
    };

    public static GateCheck Gate(bool open, params Finding[] findings) => new() { Gate = "train", Subject = "b", Open = open, Findings = findings };

    public static Finding Finding(string code, Severity severity, string sentence = "0 of 12 rows.") => new() { Code = code, Severity = severity, Sentence = sentence, NextStep = "Use another one." };

    public static MonitorPoint Point(int week, double value, bool immature = false, bool breached = false) => new()
    {
        Monitor = "recall", Release = "r", From = Day.AddDays(7 * week), To = Day.AddDays(7 * (week + 1)), Value = Share(value, value - 0.05, value + 0.05), Limit = 0.8,
        Maturity = immature ? 0.3 : 0.95, Immature = immature, Breached = breached, Sentence = $"Recall {value}.",
    };
}
