using System.Globalization;

namespace Rondo.Statistics;

/// <summary>
/// Who said what about which item: items by annotators of category codes, most cells empty. Kept as one list of
/// annotations sorted by item, so that a million items with five labels each take five million entries, not a matrix.
/// </summary>
/// <remarks>Two labels of one item by one annotator both stay and both count.</remarks>
public sealed class RatingTable
{
    private readonly int[] _offsets;
    private readonly int[] _annotators;
    private readonly int[] _codes;

    private RatingTable(int[] offsets, int[] annotators, int[] codes, IReadOnlyList<string> items, IReadOnlyList<string> people, IReadOnlyList<string> categories, double[] values)
    {
        _offsets = offsets;
        _annotators = annotators;
        _codes = codes;
        ItemNames = items;
        AnnotatorNames = people;
        Categories = categories;
        CategoryValues = values;
    }

    /// <summary>How many items.</summary>
    public int Items => _offsets.Length - 1;

    /// <summary>How many annotators.</summary>
    public int Annotators => AnnotatorNames.Count;

    /// <summary>How many annotations.</summary>
    public int Annotations => _codes.Length;

    /// <summary>Names of the items, in order of first appearance.</summary>
    public IReadOnlyList<string> ItemNames { get; }

    /// <summary>Names of the annotators, in order of first appearance.</summary>
    public IReadOnlyList<string> AnnotatorNames { get; }

    /// <summary>Category names; a code is an index. In order of value where all are numbers, else in ordinal text order.</summary>
    public IReadOnlyList<string> Categories { get; }

    /// <summary>Category values: the numbers that the names spell, or their index where a name is no number.</summary>
    public IReadOnlyList<double> CategoryValues { get; }

    /// <summary>First label of an item by an annotator; -1 where there is none.</summary>
    public int this[int item, int annotator]
    {
        get
        {
            var at = AnnotatorsOf(item).IndexOf(annotator);
            return at < 0 ? -1 : CodesOf(item)[at];
        }
    }

    /// <summary>Labels of an item.</summary>
    public ReadOnlySpan<int> CodesOf(int item) => _codes.AsSpan(_offsets[item], _offsets[item + 1] - _offsets[item]);

    /// <summary>Annotators of an item, in the order of <see cref="CodesOf"/>.</summary>
    public ReadOnlySpan<int> AnnotatorsOf(int item) => _annotators.AsSpan(_offsets[item], _offsets[item + 1] - _offsets[item]);

    internal ReadOnlySpan<int> Offsets => _offsets;

    internal ReadOnlySpan<int> AllCodes => _codes;

    internal ReadOnlySpan<int> AllAnnotators => _annotators;

    /// <summary>From a long list: one annotation per entry.</summary>
    /// <param name="items">Item of each annotation.</param>
    /// <param name="annotators">Annotator of each annotation.</param>
    /// <param name="labels">Label of each annotation; null and empty are left out.</param>
    public static RatingTable FromTriples(IReadOnlyList<string> items, IReadOnlyList<string> annotators, IReadOnlyList<string?> labels)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(annotators);
        ArgumentNullException.ThrowIfNull(labels);
        Check.SameLength(items.Count, annotators.Count);
        Check.SameLength(items.Count, labels.Count);
        var (categories, values) = CategoryOrder.Of(labels);
        var codeOf = categories.Select((name, code) => (name, code)).ToDictionary(x => x.name, x => x.code);
        var itemIds = new NameIndex();
        var peopleIds = new NameIndex();
        var item = new List<int>(items.Count);
        var person = new List<int>(items.Count);
        var code = new List<int>(items.Count);
        for (var i = 0; i < items.Count; i++)
        {
            // An item without any label still counts as an item.
            var id = itemIds.Of(items[i]);
            if (labels[i] is { Length: > 0 } label)
            {
                item.Add(id);
                person.Add(peopleIds.Of(annotators[i]));
                code.Add(codeOf[label]);
            }
        }

        return Sort([.. item], [.. person], [.. code], itemIds.Names, peopleIds.Names, categories, values);
    }

    /// <summary>From codes: one annotation per entry, items, annotators and categories numbered from 0.</summary>
    /// <param name="items">Item of each annotation.</param>
    /// <param name="annotators">Annotator of each annotation.</param>
    /// <param name="codes">Category code of each annotation; a negative code is a missing label and left out.</param>
    /// <param name="categories">How many categories; 0 takes the largest code plus one.</param>
    public static RatingTable FromCodes(ReadOnlySpan<int> items, ReadOnlySpan<int> annotators, ReadOnlySpan<int> codes, int categories = 0)
    {
        Check.SameLength(items.Length, annotators.Length);
        Check.SameLength(items.Length, codes.Length);
        int itemCount = 0, people = 0, kept = 0;
        for (var i = 0; i < items.Length; i++)
        {
            itemCount = Math.Max(itemCount, items[i] + 1);
            people = Math.Max(people, annotators[i] + 1);
            categories = Math.Max(categories, codes[i] + 1);
            kept += codes[i] >= 0 ? 1 : 0;
        }

        int[] item = items.ToArray(), person = annotators.ToArray(), code = codes.ToArray();
        if (kept < code.Length)
        {
            var index = Enumerable.Range(0, code.Length).Where(i => code[i] >= 0).ToArray();
            item = [.. index.Select(i => item[i])];
            person = [.. index.Select(i => person[i])];
            code = [.. index.Select(i => code[i])];
        }

        return Sort(item, person, code, NumberNames.Of(itemCount), NumberNames.Of(people), NumberNames.Of(categories), [.. Enumerable.Range(0, categories).Select(c => (double)c)]);
    }

    /// <summary>From a matrix: one row per item, one column per annotator, null where there is no label.</summary>
    public static RatingTable FromRows(IReadOnlyList<IReadOnlyList<string?>> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var items = new List<string>();
        var people = new List<string>();
        var labels = new List<string?>();
        for (var i = 0; i < rows.Count; i++)
        {
            for (var a = 0; a < rows[i].Count; a++)
            {
                items.Add(i.ToString(CultureInfo.InvariantCulture));
                people.Add(a.ToString(CultureInfo.InvariantCulture));
                labels.Add(rows[i][a]);
            }
        }

        return FromTriples(items, people, labels);
    }

    /// <summary>The same table with only the first label of each annotator for each item, for definitions that allow one each.</summary>
    public RatingTable FirstLabels()
    {
        List<int> item = [], person = [], code = [];
        for (var i = 0; i < Items; i++)
        {
            var people = AnnotatorsOf(i);
            var codes = CodesOf(i);
            for (var a = 0; a < people.Length; a++)
            {
                if (people[..a].IndexOf(people[a]) < 0)
                {
                    item.Add(i);
                    person.Add(people[a]);
                    code.Add(codes[a]);
                }
            }
        }

        return Sort([.. item], [.. person], [.. code], ItemNames, AnnotatorNames, Categories, [.. CategoryValues]);
    }

    // Counting sort by item: linear, and the annotations of an item keep their order.
    private static RatingTable Sort(int[] item, int[] person, int[] code, IReadOnlyList<string> items, IReadOnlyList<string> people, IReadOnlyList<string> categories, double[] values)
    {
        var offsets = new int[items.Count + 1];
        foreach (var i in item)
        {
            offsets[i + 1]++;
        }

        for (var i = 0; i < items.Count; i++)
        {
            offsets[i + 1] += offsets[i];
        }

        var next = offsets.AsSpan(0, items.Count).ToArray();
        int[] sortedPeople = new int[item.Length], sortedCodes = new int[item.Length];
        for (var k = 0; k < item.Length; k++)
        {
            var at = next[item[k]]++;
            sortedPeople[at] = person[k];
            sortedCodes[at] = code[k];
        }

        return new RatingTable(offsets, sortedPeople, sortedCodes, items, people, categories, values);
    }
}
