namespace Rondo.Kernel.Tools;

/// <summary>
/// A toolbox command: works on files, needs no server and no product. Found, not listed; the command line, its help and
/// its reference page come from the descriptor.
/// </summary>
public interface ITool
{
    /// <summary>Name, arguments and options.</summary>
    ToolDescriptor Descriptor { get; }

    /// <summary>Does it.</summary>
    Task<Answer<ToolResult>> RunAsync(ToolInput input, CancellationToken cancellation);
}

/// <summary>What a tool is called and takes.</summary>
/// <param name="Name">Command, for example <c>scout</c>, or two words for a member of a family, for example <c>stats list</c>.</param>
/// <param name="Says">One sentence.</param>
/// <param name="Arguments">Required arguments in order: name and meaning.</param>
/// <param name="Options">Options.</param>
public sealed record ToolDescriptor(string Name, string Says, IReadOnlyList<(string Name, string Meaning)> Arguments, IReadOnlyList<ToolOption> Options);

/// <summary>One option of a tool.</summary>
/// <param name="Name">With dashes, for example <c>--target</c>.</param>
/// <param name="Meaning">One sentence, with default and unit.</param>
/// <param name="Required">True where it must be given.</param>
/// <param name="Repeatable">True where it may be given more than once.</param>
/// <param name="Flag">True where it takes no value.</param>
public sealed record ToolOption(string Name, string Meaning, bool Required = false, bool Repeatable = false, bool Flag = false);

/// <summary>What a tool answers.</summary>
/// <param name="Document">Written as JSON with <c>--json</c>.</param>
/// <param name="Sentence">The verdict in one sentence.</param>
/// <param name="Good">False where a check or gate says no (exit code 1; the document still comes).</param>
public sealed record ToolResult(object Document, string Sentence, bool Good = true)
{
    /// <summary>Tables to show to people after the sentence.</summary>
    public IReadOnlyList<ToolTable> Tables { get; init; } = [];
}

/// <summary>A table for people.</summary>
/// <param name="Title">Title.</param>
/// <param name="Columns">Heads.</param>
/// <param name="Rows">Cells.</param>
public sealed record ToolTable(string Title, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<string>> Rows);

/// <summary>What was typed.</summary>
/// <param name="Arguments">Arguments in order.</param>
/// <param name="Options">Values by option name; a flag that was set has one empty value.</param>
/// <param name="Report">Takes progress in words.</param>
public sealed record ToolInput(IReadOnlyList<string> Arguments, IReadOnlyDictionary<string, IReadOnlyList<string>> Options, Action<string> Report)
{
    /// <summary>An option had a value that cannot be used.</summary>
    public static readonly ProblemCode InvalidOption = new("invalid_option", 400, "An option has a value that cannot be used");

    /// <summary>A file could not be read.</summary>
    public static readonly ProblemCode NoFile = new("no_such_file", 404, "There is no such file");

    /// <summary>The option's value, or the default.</summary>
    public string Text(string option, string fallback = "") => Options.TryGetValue(option, out var values) && values.Count > 0 ? values[^1] : fallback;

    /// <summary>Every value of the option.</summary>
    public IReadOnlyList<string> Texts(string option) => Options.TryGetValue(option, out var values) ? values : [];

    /// <summary>True where the flag is set.</summary>
    public bool Has(string option) => Options.ContainsKey(option);

    /// <summary>The option as a number within bounds, or the default.</summary>
    public Answer<double> Number(string option, double fallback, double low, double high)
    {
        var text = Text(option);
        if (text.Length == 0)
        {
            return fallback;
        }

        return double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : new Refusal(InvalidOption, $"{option} must be a number from {low} to {high}. Got '{text}' instead.", $"Give {option} a number in that range.") { Fields = [option] };
    }

    /// <summary>Opens a file that an argument names.</summary>
    public static Answer<Stream> Open(string path) => File.Exists(path)
        ? AnswerOf.Good<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan))
        : new Refusal(NoFile, $"There is no file '{path}'.", "Check the path.");
}
