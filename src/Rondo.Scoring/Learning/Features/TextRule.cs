using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning.Features;

/// <summary>
/// Free text as TF-IDF weights of words and word pairs: 1 + ln(times in the text), times ln((1 + texts) / (1 + texts with
/// it)) + 1, scaled to length 1. Source: Manning, Raghavan, Schuetze, Introduction to Information Retrieval, 6.4.
/// </summary>
/// <param name="name">Column name.</param>
/// <param name="terms">The vocabulary, in ordinal order.</param>
/// <param name="idf">Inverse document frequency of each term.</param>
internal sealed class TextRule(string name, string[] terms, float[] idf)
{
    /// <summary>A term in fewer texts is a name or a typo.</summary>
    private const int MinDocuments = 2;

    private readonly Dictionary<string, int> _indexOf = terms.Index().ToDictionary(pair => pair.Item, pair => pair.Index, StringComparer.Ordinal);

    public string Name { get; } = name;

    public IReadOnlyList<string> Terms { get; } = terms;

    public IReadOnlyList<float> Idf { get; } = idf;

    public static TextRule Fit(TextColumn column, int maxTerms)
    {
        var rowsOf = new int[column.Distinct.Count];
        var texts = 0;
        foreach (var code in column.Codes)
        {
            if (code >= 0)
            {
                rowsOf[code]++;
                texts++;
            }
        }

        var documents = new Dictionary<string, (int Rows, int LastText)>(StringComparer.Ordinal);
        var lookup = documents.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var text = 0; text < rowsOf.Length; text++)
        {
            if (rowsOf[text] == 0)
            {
                continue;
            }

            var current = text;
            Words.Terms(column.Distinct[text], term =>
            {
                if (!lookup.TryGetValue(term, out var seen))
                {
                    lookup[term] = (rowsOf[current], current);
                }
                else if (seen.LastText != current)
                {
                    lookup[term] = (seen.Rows + rowsOf[current], current);
                }
            });
        }

        var kept = documents.Where(pair => pair.Value.Rows >= MinDocuments)
            .OrderByDescending(pair => pair.Value.Rows).ThenBy(pair => pair.Key, StringComparer.Ordinal)
            .Take(maxTerms).OrderBy(pair => pair.Key, StringComparer.Ordinal).ToList();
        return new TextRule(
            column.Name,
            [.. kept.Select(pair => pair.Key)],
            [.. kept.Select(pair => (float)(Math.Log((1.0 + texts) / (1.0 + pair.Value.Rows)) + 1))]);
    }

    /// <summary>Appends the terms of one text, ascending, with their weights; nothing for an empty text.</summary>
    public void Append(ReadOnlySpan<char> text, int offset, List<int> indexes, List<float> weights)
    {
        var counts = new SortedDictionary<int, int>();
        var lookup = _indexOf.GetAlternateLookup<ReadOnlySpan<char>>();
        Words.Terms(text, term =>
        {
            if (lookup.TryGetValue(term, out var index))
            {
                counts[index] = counts.GetValueOrDefault(index) + 1;
            }
        });
        var start = weights.Count;
        double square = 0;
        foreach (var (index, count) in counts)
        {
            var weight = (1 + Math.Log(count)) * Idf[index];
            square += weight * weight;
            indexes.Add(offset + index);
            weights.Add((float)weight);
        }

        var scale = square > 0 ? 1 / Math.Sqrt(square) : 0;
        for (var i = start; i < weights.Count; i++)
        {
            weights[i] = (float)(weights[i] * scale);
        }
    }
}
