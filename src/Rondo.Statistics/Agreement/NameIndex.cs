using System.Collections;
using System.Globalization;

namespace Rondo.Statistics;

/// <summary>Numbers names in the order in which they first appear.</summary>
internal sealed class NameIndex
{
    private readonly Dictionary<string, int> _ids = [];
    private readonly List<string> _names = [];

    internal IReadOnlyList<string> Names => _names;

    internal int Of(string name)
    {
        if (!_ids.TryGetValue(name, out var id))
        {
            id = _names.Count;
            _ids.Add(name, id);
            _names.Add(name);
        }

        return id;
    }
}

/// <summary>The names "0", "1", ... without keeping a million strings.</summary>
internal sealed class NumberNames : IReadOnlyList<string>
{
    private NumberNames(int count) => Count = count;

    public int Count { get; }

    public string this[int index] => index.ToString(CultureInfo.InvariantCulture);

    public static NumberNames Of(int count) => new(count);

    public IEnumerator<string> GetEnumerator() => Enumerable.Range(0, Count).Select(i => this[i]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Orders label names: by value where all are numbers, else by text.</summary>
internal static class CategoryOrder
{
    internal static (string[] Names, double[] Values) Of(IEnumerable<string?> labels)
    {
        var distinct = labels.Where(l => !string.IsNullOrEmpty(l)).Select(l => l!).Distinct().ToArray();
        var values = new double[distinct.Length];
        for (var i = 0; i < distinct.Length; i++)
        {
            if (!double.TryParse(distinct[i], NumberStyles.Float, CultureInfo.InvariantCulture, out values[i]) || !double.IsFinite(values[i]))
            {
                Array.Sort(distinct, StringComparer.Ordinal);
                return (distinct, [.. Enumerable.Range(0, distinct.Length).Select(c => (double)c)]);
            }
        }

        Array.Sort(values, distinct);
        return (distinct, values);
    }
}
