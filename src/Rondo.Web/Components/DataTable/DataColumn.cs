using Microsoft.AspNetCore.Components;

namespace Rondo.Web.Components;

/// <summary>One column of a table.</summary>
/// <typeparam name="T">Row.</typeparam>
/// <param name="Title">Heading.</param>
/// <param name="Text">Cell as text: shown, sorted by and copied, unless stated otherwise.</param>
public sealed record DataColumn<T>(string Title, Func<T, string> Text)
{
    /// <summary>Cell as markup; the text where null.</summary>
    public Func<T, RenderFragment>? Cell { get; init; }

    /// <summary>What to sort by; the text where null.</summary>
    public Func<T, double>? Order { get; init; }

    /// <summary>False where sorting by it would say nothing, for example a column of buttons.</summary>
    public bool Sorts { get; init; } = true;

    /// <summary>True to set it flush right.</summary>
    public bool Number { get; init; }
}
