using System.Diagnostics.CodeAnalysis;

namespace Rondo.Kernel;

/// <summary>What a use case returns: a value, or a refusal.</summary>
/// <typeparam name="T">Value.</typeparam>
public readonly struct Answer<T> : IAnswer
{
    private readonly T? _value;

    private Answer(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    /// <summary>Why not; null where there is a value.</summary>
    public Refusal? Refusal { get; }

    /// <summary>True where there is a value.</summary>
    public bool IsGood => Refusal is null;

    /// <summary>The value. Asking a refusal for it is a bug.</summary>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"Refused: {Refusal.Code.Code}: {Refusal.Detail}");

    object? IAnswer.Value => Refusal is null ? _value : null;

    /// <summary>True with the value, false with the refusal.</summary>
    public bool Try([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Refusal? refusal)
    {
        value = _value;
        refusal = Refusal;
        return refusal is null;
    }

    internal static Answer<T> Good(T value) => new(value, null);

    /// <summary>A good answer.</summary>
    public static implicit operator Answer<T>(T value) => new(value, null);

    /// <summary>A refusal.</summary>
    public static implicit operator Answer<T>(Refusal refusal) => new(default, refusal);
}

/// <summary>An answer whose type of value is not known at compile time; for the edge that turns answers into responses.</summary>
public interface IAnswer
{
    /// <summary>The value, or null.</summary>
    object? Value { get; }

    /// <summary>The refusal, or null.</summary>
    Refusal? Refusal { get; }
}

/// <summary>Stands where there is nothing to say but "done".</summary>
public sealed record Done
{
    /// <summary>The one instance.</summary>
    public static Done Well { get; } = new();
}

/// <summary>For values of interface type, which C# does not convert implicitly.</summary>
public static class AnswerOf
{
    /// <summary>A good answer.</summary>
    public static Answer<T> Good<T>(T value) => Answer<T>.Good(value);
}
