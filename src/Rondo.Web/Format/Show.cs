using System.Globalization;
using System.Text.RegularExpressions;
using Rondo.Contracts;

namespace Rondo.Web.Format;

/// <summary>How a number is read: as a share, as a plain figure, or as money.</summary>
public enum NumberKind
{
    /// <summary>0.834 reads "83 %".</summary>
    Percent,

    /// <summary>0.8341 reads "0.834".</summary>
    Ratio,

    /// <summary>1234.5 reads "1,234".</summary>
    Count,
}

/// <summary>Numbers and dates as Rondo writes them.</summary>
public static partial class Show
{
    /// <summary>Stands where a number is not known.</summary>
    public const string Unknown = "–";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>A number in its kind, without an interval.</summary>
    public static string Number(double? value, NumberKind kind) => value switch
    {
        null => Unknown,
        { } number when !double.IsFinite(number) => Unknown,
        { } number => kind switch
        {
            NumberKind.Percent => Percent(number),
            NumberKind.Ratio => number == 0 ? "0" : number.ToString(Math.Abs(number) < 0.01 ? "0.000" : "0.00", Culture),
            _ => number.ToString(Math.Abs(number) < 10 && number != Math.Floor(number) ? "0.0" : "#,0", Culture),
        },
    };

    /// <summary>"83 %", and one decimal where a whole number would hide what matters.</summary>
    public static string Percent(double share)
    {
        var points = share * 100;
        var whole = Math.Abs(points) >= 10 || Math.Abs(points - Math.Round(points)) < 0.05;
        return points.ToString(whole ? "0" : "0.0", Culture) + "\u00A0%";
    }

    /// <summary>"83 % (79 to 87)".</summary>
    public static string Estimate(Estimate? estimate, NumberKind kind = NumberKind.Percent)
    {
        if (estimate?.Value is not { } value)
        {
            return "not known yet";
        }

        return estimate is { Low: { } low, High: { } high } && (low < value || high > value)
            ? $"{Number(value, kind)} ({Bare(low, kind)} to {Bare(high, kind)})"
            : Number(value, kind);
    }

    /// <summary>"p = 0.04", "p &lt; 0.001".</summary>
    public static string P(double p) => p < 0.001 ? "p\u00A0<\u00A00.001" : $"p\u00A0=\u00A0{Number(p, NumberKind.Ratio)}";

    /// <summary>"12,400".</summary>
    public static string Count(double count) => count.ToString("#,0", Culture);

    /// <summary>"EUR 1,250".</summary>
    public static string Money(double amount, string currency) => $"{currency}\u00A0{amount.ToString(Math.Abs(amount) < 100 ? "#,0.##" : "#,0", Culture)}";

    /// <summary>"3.4 MB".</summary>
    public static string Bytes(long bytes) => bytes switch
    {
        < 1_000 => $"{bytes}\u00A0B",
        < 1_000_000 => $"{(bytes / 1e3).ToString("0", Culture)}\u00A0kB",
        < 1_000_000_000 => $"{(bytes / 1e6).ToString("0.0", Culture)}\u00A0MB",
        _ => $"{(bytes / 1e9).ToString("0.0", Culture)}\u00A0GB",
    };

    /// <summary>"25 Nov 2026".</summary>
    public static string Day(DateTimeOffset at) => at.ToString("d MMM yyyy", Culture);

    /// <summary>"25 Nov 2026, 14:05".</summary>
    public static string Moment(DateTimeOffset at) => at.ToString("d MMM yyyy, HH:mm", Culture);

    /// <summary>"25 Nov 2026, 14:05 (3 days ago)".</summary>
    public static string MomentAgo(DateTimeOffset at, DateTimeOffset now) => $"{Moment(at)} ({Ago(at, now)})";

    /// <summary>"3 days ago", "in 4 hours", "just now".</summary>
    public static string Ago(DateTimeOffset at, DateTimeOffset now)
    {
        var span = now - at;
        return span.Duration() < TimeSpan.FromMinutes(1) ? "just now" : span > TimeSpan.Zero ? $"{Span(span)} ago" : $"in {Span(-span)}";
    }

    /// <summary>"3 days", "4 hours", "12 minutes".</summary>
    public static string Span(TimeSpan span) => span.Duration() switch
    {
        { TotalDays: >= 2 } days => $"{days.TotalDays.ToString("0", Culture)} days",
        { TotalHours: >= 2 } hours => $"{hours.TotalHours.ToString("0", Culture)} hours",
        { TotalMinutes: >= 2 } minutes => $"{minutes.TotalMinutes.ToString("0", Culture)} minutes",
        { TotalSeconds: < 1.5 } => "1 second",
        var short_ => $"{short_.TotalSeconds.ToString("0", Culture)} seconds",
    };

    /// <summary>Sentences from the server as people read them: "80 %" stays on one line, 2026-11-25 becomes 25 Nov 2026, 'recall >= 0.8' becomes recall at least 80 %.</summary>
    public static string Tie(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var promised = PromiseText().Replace(text.Replace("n = ", "n\u00A0=\u00A0", StringComparison.Ordinal).Replace("p = ", "p\u00A0=\u00A0", StringComparison.Ordinal), found =>
        {
            var words = PromiseWords(found.Groups["metric"].Value, found.Groups["side"].Value == ">=" ? "at least" : "at most", double.Parse(found.Groups["limit"].Value, Culture));
            return found.Groups["start"].Success ? found.Groups["start"].Value + Wording.Upper(words) : words;
        });
        return IsoDay().Replace(promised.Replace(" %", "\u00A0%", StringComparison.Ordinal), found =>
            DateTime.TryParseExact(found.Value, "yyyy-MM-dd", Culture, DateTimeStyles.None, out var day) ? day.ToString("d\u00A0MMM\u00A0yyyy", Culture) : found.Value);
    }

    /// <summary>"12 ms", "under 1 ms".</summary>
    public static string Milliseconds(double? ms) => ms switch
    {
        null => Unknown,
        < 1 => "under 1\u00A0ms",
        { } known => $"{Number(known, NumberKind.Count)}\u00A0ms",
    };

    /// <summary>A number for CSS and SVG: never a comma, never an exponent.</summary>
    public static string Css(double number) => number.ToString("0.###", Culture);

    private static string PromiseWords(string metric, string side, double limit) => metric switch
    {
        "latency_ms" => $"latency {side} {Count(limit)}\u00A0ms",
        "roc_auc" => $"ROC-AUC {side} {Number(limit, NumberKind.Ratio)}",
        _ => $"{metric.Replace('_', ' ')} {side} {Percent(limit)}",
    };

    [GeneratedRegex(@"(?<start>^|\. )?'(?<metric>recall|precision|roc_auc|accuracy|latency_ms|fairness_gap) (?<side>>=|<=) (?<limit>\d{1,6}(\.\d{1,6})?)'", RegexOptions.CultureInvariant)]
    private static partial Regex PromiseText();

    [GeneratedRegex(@"(?<![\d-])\d{4}-\d{2}-\d{2}(?![\dT-])", RegexOptions.CultureInvariant)]
    private static partial Regex IsoDay();

    private static string Bare(double value, NumberKind kind) => kind == NumberKind.Percent
        ? Percent(value).Replace("\u00A0%", "", StringComparison.Ordinal)
        : Number(value, kind);
}
