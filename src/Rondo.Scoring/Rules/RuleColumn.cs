using Rondo.Engines.Tables;

namespace Rondo.Engines.Rules;

/// <summary>What a rule may do with a column.</summary>
public enum RuleKind
{
    /// <summary>Compare numbers.</summary>
    Number,

    /// <summary>Compare and search texts.</summary>
    Text,

    /// <summary>Compare dates.</summary>
    Time,

    /// <summary>Not known beforehand: texts or dates.</summary>
    Open,
}

/// <summary>A column that a rule may speak of.</summary>
/// <param name="Name">Name.</param>
/// <param name="Kind">Kind.</param>
public sealed record RuleColumn(string Name, RuleKind Kind)
{
    /// <summary>The columns of a table.</summary>
    public static IReadOnlyList<RuleColumn> Of(Table table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return [.. table.Columns.Select(column => new RuleColumn(column.Name, column switch { NumberColumn => RuleKind.Number, TimeColumn => RuleKind.Time, _ => RuleKind.Text }))];
    }
}

/// <summary>Why a rule is not understood.</summary>
/// <param name="Position">Where, in characters from 0.</param>
/// <param name="Message">What is wrong, in a sentence.</param>
public sealed record RuleFault(int Position, string Message);
