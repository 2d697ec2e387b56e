using System.Globalization;
using System.Net;
using Rondo.Contracts;
using Rondo.Web.Format;

namespace Rondo.Web.Components;

/// <summary>Draws windows of one metric as an ECharts option: band, line, limit, marks, hatch over immature windows.</summary>
internal static class TimelineOption
{
    public static Dictionary<string, object?> Make(IReadOnlyList<MonitorPoint> points, IReadOnlyList<TimelineMark> marks, NumberKind kind, string limitWord)
    {
        var scale = kind == NumberKind.Percent ? 100.0 : 1.0;
        var limit = points.Count > 0 ? points[^1].Limit * scale : (double?)null;
        var (low, high) = Range(points, scale, limit);
        return new()
        {
            ["grid"] = new { left = 44, right = 28, top = 44, bottom = points.Count > 12 ? 64 : 30 },
            ["textStyle"] = new { fontFamily = "system-ui, sans-serif", color = "$ink" },
            ["xAxis"] = new
            {
                type = "time",
                min = First(points, marks),
                max = Last(points, marks),
                axisLine = new { lineStyle = new { color = "$rule" } },
                axisTick = new { show = false },
                axisLabel = new { color = "$muted", hideOverlap = true, formatter = "{d} {MMM}" },
                splitLine = new { show = false },
            },
            ["yAxis"] = new
            {
                type = "value", min = low, max = high,
                axisLabel = new { color = "$muted", formatter = kind == NumberKind.Percent ? "{value} %" : "{value}" },
                splitLine = new { lineStyle = new { color = "$line" } },
            },
            ["tooltip"] = new
            {
                trigger = "item", confine = true, backgroundColor = "$surface", borderColor = "$line", textStyle = new { color = "$ink", fontSize = 13 },
                extraCssText = "max-width:300px;white-space:normal;box-shadow:none",
            },
            ["dataZoom"] = points.Count > 12
                ? new object[] { new { type = "slider", height = 20, bottom = 6, borderColor = "$line", fillerColor = "$accent-wash", textStyle = new { color = "$muted" }, showDetail = false, showDataShadow = false, brushSelect = true }, new { type = "inside", zoomOnMouseWheel = false } }
                : [],
            ["series"] = Series(points, marks, scale, limit, limitWord, First(points, marks) ?? 0, Last(points, marks) ?? 1),
        };
    }

    // A mark a little outside the windows widens the axis; one far away (a release of last year) does not squeeze them.
    private static long? First(IReadOnlyList<MonitorPoint> points, IReadOnlyList<TimelineMark> marks)
    {
        if (points.Count == 0)
        {
            return null;
        }

        var (first, reach) = (points.Min(point => point.From), Reach(points));
        return marks.Select(mark => mark.At).Where(at => at < first && at > first - reach).Append(first).Min().ToUnixTimeMilliseconds();
    }

    private static long? Last(IReadOnlyList<MonitorPoint> points, IReadOnlyList<TimelineMark> marks)
    {
        if (points.Count == 0)
        {
            return null;
        }

        var (last, reach) = (points.Max(point => point.To), Reach(points));
        return marks.Select(mark => mark.At).Where(at => at > last && at < last + reach).Append(last).Max().ToUnixTimeMilliseconds();
    }

    private static TimeSpan Reach(IReadOnlyList<MonitorPoint> points) => (points.Max(point => point.To) - points.Min(point => point.From)) / 3;

    private static (double Low, double High) Range(IReadOnlyList<MonitorPoint> points, double scale, double? limit)
    {
        var all = points.SelectMany(point => new[] { point.Value.Low, point.Value.High, point.Value.Value }).OfType<double>().Select(value => value * scale);
        List<double> values = [.. all, .. limit is { } line ? new[] { line } : []];
        if (values.Count == 0)
        {
            return (0, scale);
        }

        var step = scale >= 100 ? 10 : values.Max() > 20 ? Math.Pow(10, Math.Floor(Math.Log10(values.Max()))) / 2 : 0.1;
        var low = Math.Floor(values.Min() / step) * step;
        var high = Math.Ceiling(values.Max() / step) * step;
        return (low < 3 * step ? 0 : Math.Round(low, 6), scale >= 100 ? Math.Min(100, high) : Math.Round(high, 6));
    }

    private static object[] Series(IReadOnlyList<MonitorPoint> points, IReadOnlyList<TimelineMark> marks, double scale, double? limit, string limitWord, long first, long last)
    {
        var known = points.Where(point => point.Value.Value is not null).OrderBy(point => point.From).ToList();
        var alone = known.Count < 3 ? known.Where(HasBand).ToList() : [];

        // A new release begins a new line: joining it to the old one would draw a recovery that nobody measured.
        var lines = known.GroupBy(point => point.Release).SelectMany((group, i) => Line([.. group], $"band-{i}", scale)).ToList();
        lines.Add(new
        {
            type = "line", data = Array.Empty<object>(), silent = true,
            markLine = new { symbol = "none", animation = false, silent = true, data = Lines(marks, limit, limitWord, first, last, alone, scale) },
            markArea = new
            {
                silent = true, itemStyle = new { color = "$hatch" }, label = new { show = true, position = "insideBottomRight", color = "$muted", fontSize = 12 },
                data = Immature([.. points.OrderBy(point => point.From)]),
            },
        });
        return [.. lines];
    }

    private static bool HasBand(MonitorPoint point) => point.Value is { Low: not null, High: not null };

    private static IEnumerable<object> Line(IReadOnlyList<MonitorPoint> points, string stack, double scale)
    {
        var bands = points.Where(HasBand).ToList();
        yield return new { type = "line", stack, data = bands.Select(point => Pair(point, point.Value.Low!.Value * scale)), lineStyle = new { opacity = 0 }, symbol = "none", silent = true, tooltip = new { show = false } };
        yield return new
        {
            type = "line", stack, stackStrategy = "all", data = bands.Select(point => Pair(point, (point.Value.High!.Value - point.Value.Low!.Value) * scale)),
            lineStyle = new { opacity = 0 }, areaStyle = new { color = "$accent", opacity = 0.16 }, symbol = "none", silent = true, tooltip = new { show = false },
        };
        yield return new { type = "line", z = 5, lineStyle = new { color = "$accent", width = 2 }, symbol = "circle", symbolSize = 8, data = points.Select(point => Datum(point, scale)) };
    }

    private static object Datum(MonitorPoint point, double scale) => new
    {
        value = Pair(point, point.Value.Value!.Value * scale),
        symbol = point.Breached ? "rect" : "circle",
        itemStyle = point.Immature
            ? new { color = "$paper", borderColor = "$accent", borderWidth = 2 }
            : new { color = point.Breached ? "$bad" : point.Doubtful ? "$doubtful" : "$accent", borderColor = "$paper", borderWidth = 1 },
        tooltip = new { formatter = $"<b>{Show.Day(point.From)} to {Show.Day(point.To)}</b><br>{WebUtility.HtmlEncode(point.Sentence)}" },
    };

    private static object[] Lines(IReadOnlyList<TimelineMark> marks, double? limit, string limitWord, long first, long last, IReadOnlyList<MonitorPoint> alone, double scale) =>
    [
        .. alone.Select(point => (object)new object[] { new { coord = Pair(point, point.Value.Low!.Value * scale), lineStyle = new { color = "$accent", type = "solid", width = 8, opacity = 0.25 }, symbol = "none" }, new { coord = Pair(point, point.Value.High!.Value * scale), symbol = "none" } }),
        .. limit is { } line
            ? new object[] { new { yAxis = line, lineStyle = new { color = "$ink", type = "solid", width = 1.2 }, label = new { formatter = limitWord, position = "insideStartTop", color = "$ink", fontSize = 12, fontWeight = 600 } } }
            : [],
        .. marks.Where(mark => mark.At.ToUnixTimeMilliseconds() >= first && mark.At.ToUnixTimeMilliseconds() <= last).OrderBy(mark => mark.At).Select((mark, i) => (object)new
        {
            xAxis = mark.At.ToUnixTimeMilliseconds(),
            lineStyle = new { color = mark.Kind == "incident" ? "$bad" : "$series-3", type = "dashed", width = 1.4 },
            label = new
            {
                formatter = mark.Label, position = "end", rotate = 0, color = mark.Kind == "incident" ? "$bad" : "$series-3", fontSize = 12, distance = i % 2 == 0 ? 4 : 18,
                offset = Nudge((double)(mark.At.ToUnixTimeMilliseconds() - first) / Math.Max(1, last - first)),
            },
        }),
    ];

    // Words on a mark at either edge move inwards, off the axis and off the page's end.
    private static int[] Nudge(double place) => place < 0.08 ? [28, 0] : place > 0.92 ? [-22, 0] : [0, 0];

    // One hatch for each run of young windows, half a step wider than their middles; windows may overlap.
    private static object[] Immature(IReadOnlyList<MonitorPoint> points)
    {
        var half = points.Count > 1 ? (Middle(points[^1]) - Middle(points[0])) / (points.Count - 1) / 2 : (points.FirstOrDefault() is { } only ? (only.To - only.From) / 2 : TimeSpan.Zero);
        List<(DateTimeOffset From, DateTimeOffset To)> runs = [];
        for (var i = 0; i < points.Count; i++)
        {
            if (!points[i].Immature)
            {
                continue;
            }

            var (from, to) = (Middle(points[i]) - half, Middle(points[i]) + half);
            if (i > 0 && points[i - 1].Immature)
            {
                runs[^1] = (runs[^1].From, to);
            }
            else
            {
                runs.Add((from, to));
            }
        }

        return [.. runs.Select((run, i) => (object)new object[] { new { xAxis = run.From.ToUnixTimeMilliseconds(), name = i == runs.Count - 1 ? "too few outcomes known" : "" }, new { xAxis = run.To.ToUnixTimeMilliseconds() } })];
    }

    private static DateTimeOffset Middle(MonitorPoint point) => point.From + ((point.To - point.From) / 2);

    private static object[] Pair(MonitorPoint point, double value) =>
        [Middle(point).ToUnixTimeMilliseconds(), double.Parse(value.ToString("0.####", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)];
}
