using System.Diagnostics.CodeAnalysis;
using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>What came back from a call: a value or a problem, never an exception for an expected "no".</summary>
/// <typeparam name="T">Value.</typeparam>
public sealed record Reply<T>
{
    /// <summary>The value; null where there is a problem.</summary>
    public T? Value { get; init; }

    /// <summary>The problem; null where the call went well.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Version of the document that was read or written, from the <c>ETag</c>; null where there was none.</summary>
    public int? Version { get; init; }

    /// <summary>True where the call went well and <see cref="Value"/> is set.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Problem))]
    public bool Ok => Problem is null;
}

/// <summary>Stands for an answer without a body.</summary>
public sealed record Nothing
{
    /// <summary>The one instance.</summary>
    public static Nothing Instance { get; } = new();
}
