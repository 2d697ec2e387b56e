using System.Globalization;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Engines.Learning;

namespace Rondo.Engines.Decisions;

/// <summary>The strongest reasons of one score, in words. Always correlation: a model does not know causes.</summary>
public static class Explanation
{
    private const int Strongest = 3;

    /// <summary>The three strongest, strongest first.</summary>
    /// <param name="model">Model.</param>
    /// <param name="features">Object of column values.</param>
    public static IReadOnlyList<Reason> Of(PackedModel model, JsonElement features)
    {
        ArgumentNullException.ThrowIfNull(model);
        var contributions = model.Model.Explain(model.Space.EncodeOne(features, new List<InputIssue>()), 0);
        return [.. contributions
            .Where(contribution => double.IsFinite(contribution.Value) && contribution.Value != 0)
            .OrderByDescending(contribution => Math.Abs(contribution.Value))
            .Take(Strongest)
            .Select(contribution => Words(contribution, features, model.Manifest))];
    }

    internal static Reason Words(Contribution contribution, JsonElement features, PackageManifest manifest)
    {
        // A term of a text column is named "column:term": its value is that the word occurs.
        var column = contribution.Feature;
        var known = features.ValueKind == JsonValueKind.Object && features.TryGetProperty(column, out var given) ? Text(given) : null;
        var subject = known is null ? column.Contains(':', StringComparison.Ordinal) ? $"the word '{column[(column.IndexOf(':', StringComparison.Ordinal) + 1)..]}'" : column : $"{column} = {known}";
        var towards = manifest.Classes.Count == 2 ? manifest.Classes[contribution.Value > 0 ? 1 : 0] : "yes";
        var weight = Math.Round(contribution.Value, 3);
        return new Reason(column, known ?? "", weight, string.Create(CultureInfo.InvariantCulture, $"{subject} is correlated with {manifest.Target} = {towards} ({weight:+0.0#;-0.0#})"));
    }

    private static string Text(JsonElement value)
    {
        var text = value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "missing",
            JsonValueKind.Number => value.GetDouble().ToString("R", CultureInfo.InvariantCulture),
            _ => value.GetRawText(),
        };
        return text.Length > 100 ? text[..100] : text;
    }
}
