namespace Rondo.Engines.Tables;

/// <summary>Columns of equal length under distinct names. Immutable; safe to read from many threads.</summary>
public sealed class Table
{
    private readonly Dictionary<string, int> _byName;

    /// <summary>Builds a table.</summary>
    /// <exception cref="ArgumentException">Lengths differ, or a name stands twice.</exception>
    public Table(IReadOnlyList<Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        Columns = columns;
        RowCount = columns.Count == 0 ? 0 : columns[0].Length;
        _byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < columns.Count; i++)
        {
            if (columns[i].Length != RowCount)
            {
                throw new ArgumentException($"Column '{columns[i].Name}' has {columns[i].Length} rows, the first has {RowCount}.", nameof(columns));
            }

            if (!_byName.TryAdd(columns[i].Name, i))
            {
                throw new ArgumentException($"Column '{columns[i].Name}' stands twice.", nameof(columns));
            }
        }
    }

    /// <summary>The columns, in file order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>Rows in every column.</summary>
    public int RowCount { get; }

    /// <summary>The column of that name, or null.</summary>
    public Column? Find(string name) => _byName.TryGetValue(name, out var index) ? Columns[index] : null;

    /// <summary>The same table with only the given rows, in their order.</summary>
    public Table Take(ReadOnlySpan<int> rows)
    {
        var taken = new Column[Columns.Count];
        for (var i = 0; i < taken.Length; i++)
        {
            taken[i] = Columns[i].Take(rows);
        }

        return new Table(taken);
    }

    /// <summary>The same table without the named columns.</summary>
    public Table Without(IReadOnlySet<string> names) => new([.. Columns.Where(column => !names.Contains(column.Name))]);
}
