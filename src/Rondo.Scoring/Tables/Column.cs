namespace Rondo.Engines.Tables;

/// <summary>What the values of a column are, as far as its text says.</summary>
public enum ColumnKind
{
    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Few distinct texts (or yes/no); each value is a category.</summary>
    Category,

    /// <summary>Dates or times.</summary>
    Time,

    /// <summary>Free text.</summary>
    Text,

    /// <summary>Names every row: nearly every value is distinct, and it carries no signal that transfers.</summary>
    Identifier,
}

/// <summary>A named column of one kind. Immutable; safe to read from many threads.</summary>
public abstract class Column(string name, ColumnKind kind)
{
    /// <summary>Name as in the file's header, trimmed.</summary>
    public string Name { get; } = name;

    /// <summary>Kind of its values.</summary>
    public ColumnKind Kind { get; } = kind;

    /// <summary>Number of rows.</summary>
    public abstract int Length { get; }

    /// <summary>True where the row has no value.</summary>
    public abstract bool IsMissing(int row);

    /// <summary>The value as a person would write it; empty where missing.</summary>
    public abstract string Text(int row);

    /// <summary>The same column with only the given rows, in their order.</summary>
    public abstract Column Take(ReadOnlySpan<int> rows);

    /// <summary>Number of rows without a value.</summary>
    public int MissingCount()
    {
        var missing = 0;
        for (var row = 0; row < Length; row++)
        {
            missing += IsMissing(row) ? 1 : 0;
        }

        return missing;
    }
}
