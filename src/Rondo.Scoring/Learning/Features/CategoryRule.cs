using System.Text.Json;
using Rondo.Engines.Tables;
using Rondo.Engines.Tables.Inference;

namespace Rondo.Engines.Learning.Features;

/// <summary>
/// A category as a code, by falling frequency; NaN where missing, rare in training or never seen. A text is matched as
/// it stands, then without case, space and punctuation, then as a yes/no word, so that <c>true</c> finds "Yes".
/// </summary>
internal sealed class CategoryRule : DenseRule
{
    /// <summary>Most categories kept. Beyond it a category has too few rows to teach anything, and one-hot columns explode.</summary>
    public const int MaxCategories = 200;

    private readonly Dictionary<string, int> _codeOf = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly Dictionary<string, int> _codeOfKey = new(StringComparer.Ordinal);

    public CategoryRule(string name, IReadOnlyList<string> categories)
        : base(name)
    {
        Feature = new Feature(name, FeatureKind.Category, categories);
        var yesNo = YesNo.BothSides(categories.Select(SpellingKey.Of));
        for (var code = 0; code < categories.Count; code++)
        {
            _codeOf[categories[code]] = code;
            var key = SpellingKey.Of(categories[code]);
            _codeOfKey.TryAdd(key, code);
            if (yesNo && YesNo.Side(key) is { } side)
            {
                _codeOfKey.TryAdd(side, code);
            }
        }

        _lookup = _codeOf.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public override Feature Feature { get; }

    public static CategoryRule Fit(TextColumn column)
    {
        var counts = new int[column.Distinct.Count];
        foreach (var code in column.Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        var byCount = Enumerable.Range(0, counts.Length).Where(code => counts[code] > 0)
            .OrderByDescending(code => counts[code]).ThenBy(code => column.Distinct[code], StringComparer.Ordinal);
        return new CategoryRule(column.Name, [.. byCount.Take(MaxCategories).Select(code => column.Distinct[code])]);
    }

    public override void Encode(Column column, double[] dense, int slot, int width)
    {
        if (column is not TextColumn texts)
        {
            for (var row = 0; row < column.Length; row++)
            {
                dense[(row * width) + slot] = column.IsMissing(row) ? double.NaN : Code(column.Text(row));
            }

            return;
        }

        var codes = new double[texts.Distinct.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            codes[i] = Code(texts.Distinct[i]);
        }

        for (var row = 0; row < texts.Length; row++)
        {
            dense[(row * width) + slot] = texts.Codes[row] < 0 ? double.NaN : codes[texts.Codes[row]];
        }
    }

    protected override double Encode(JsonElement value, ICollection<InputIssue> issues)
    {
        if (value.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            return Report(issues, "wrong_type", value);
        }

        Span<char> buffer = stackalloc char[JsonChars.Buffer];
        var text = JsonChars.Of(value, buffer).Trim();
        var code = Code(text);
        return !double.IsNaN(code) ? code : Report(issues, MissingTokens.Always(text) ? "missing_value" : "unseen_category", value);
    }

    private double Code(ReadOnlySpan<char> text)
    {
        if (_lookup.TryGetValue(text, out var code))
        {
            return code;
        }

        var key = SpellingKey.Of(text.ToString());
        return _codeOfKey.TryGetValue(key, out code) || (YesNo.Side(key) is { } side && _codeOfKey.TryGetValue(side, out code)) ? code : double.NaN;
    }
}
