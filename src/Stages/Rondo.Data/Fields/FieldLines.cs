using Rondo.Contracts;
using Rondo.Data.Judgement;
using Rondo.Kernel.Ledger;

namespace Rondo.Data.Fields;

/// <summary>Fields of a data set with what people wrote about them.</summary>
internal static class FieldLines
{
    /// <summary>The columns of a data set but the outcome, strongest first where it was judged.</summary>
    public static IReadOnlyList<FieldLine> Of(ProductState state, Stored<Dataset> dataset)
    {
        var readiness = Judged.Of(state, dataset);
        var columns = readiness?.Columns ?? state.Find<DataProfile>(dataset.Id)?.Body.Columns ?? [];
        var target = readiness?.Target ?? dataset.Body.Target;
        return [.. columns.Where(column => column.Name != target).Select(column => Of(state, column)).OrderByDescending(line => line.Signal?.Value ?? 0)];
    }

    public static FieldLine Of(ProductState state, ColumnProfile column)
    {
        var id = FieldName.Id(column.Name);
        return new FieldLine(id, column.Name, column.Kind, column.Missing, column.Signal, Note(state, id, field => field.Meaning), Note(state, id, field => field.Behaviour));
    }

    public static FieldReport Report(IReadOnlyList<FieldLine> fields)
    {
        IReadOnlyList<string> unknown = [.. fields.Where(field => field.Meaning is null).Select(field => field.Name)];
        var strongest = fields.FirstOrDefault(field => field.Signal?.Low > 0.5);
        var first = strongest is null ? "No field separates the outcome on its own." : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{strongest.Name} matters most: alone it separates the outcome with ROC-AUC {strongest.Signal!.Value:0.00} ({strongest.Signal.Low:0.00} to {strongest.Signal.High:0.00}).");
        return new FieldReport
        {
            Sentence = $"{first} {(unknown.Count == 0 ? "Every field has a meaning." : $"The meaning of {Plural.Of(unknown.Count, "field is", "fields is")} unknown.")}",
            Fields = fields,
            MeaningUnknown = unknown,
            WithoutBehaviour = [.. fields.Where(field => field.Behaviour is null).Select(field => field.Name)],
        };
    }

    // The author is who wrote the words that stand, not who saved the document last.
    private static AuthoredNote? Note(ProductState state, string id, Func<Field, string> read)
    {
        var history = state.History(Field.Kind, id);
        if (history.Count == 0 || read(state.Read<Field>(history[^1]).Body) is not { } text || string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var written = history.Reverse().TakeWhile(entry => read(state.Read<Field>(entry).Body) == text).Last();
        return new AuthoredNote(text, written.Actor, written.At);
    }
}
