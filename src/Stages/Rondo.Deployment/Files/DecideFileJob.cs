using System.Globalization;
using System.Text;
using System.Text.Json;
using Rondo.Contracts;
using Rondo.Deployment.Decisions;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.Blobs;
using Rondo.Kernel.Jobs;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.Serving;

namespace Rondo.Deployment.Files;

/// <summary>Works through a file, a batch at a time. Each row has a request id of its own, so a repeat decides nothing twice.</summary>
internal sealed class DecideFileJob(ILedger ledger, IBlobStore blobs, ITables tables, IDecisions decisions, DecisionDesk desk) : IJobHandler
{
    public const string JobKind = "decide_file";

    public static readonly ProblemCode FileLacksColumns = new("file_lacks_columns", 409, "The file lacks columns that the model expects");
    public static readonly ProblemCode RowWithoutEntity = new("row_without_entity", 409, "A row does not say whom it is about");

    private const int Batch = 500;

    public string Kind => JobKind;

    public bool Repeatable => true;

    public async Task<Answer<string>> RunAsync(JobContext context, CancellationToken cancellation)
    {
        var arguments = JsonSerializer.Deserialize<DecideFileArguments>(context.Request.Arguments, RondoJson.Options)!;
        var product = context.Request.Product;
        context.Report(0, 0, "Reading the file");
        if (!(await decisions.DescribeAsync(product, cancellation)).Try(out var served, out var refusal) || !(await ReadAsync(arguments, cancellation)).Try(out var table, out refusal))
        {
            return refusal;
        }

        if (Refuse(table, arguments.Entity, served) is { } refused)
        {
            return refused;
        }

        var entities = table.Find(arguments.Entity)!;
        IReadOnlyList<string> columns = [.. served.Inputs.Select(input => input.Name)];
        var csv = new StringBuilder("row,entity,prediction_id,score,decision,action,confidence,variant,release,source,reason_code\n");
        int model = 0, fallback = 0, people = 0;
        for (var start = 0; start < table.RowCount; start += Batch)
        {
            context.Report(start, table.RowCount, "Deciding");
            var rows = Enumerable.Range(start, Math.Min(Batch, table.RowCount - start));
            IReadOnlyList<DecisionRequest> requests = [.. rows.Select(row => new DecisionRequest { Entity = entities.Text(row), Features = table.Json(row, columns), RequestId = $"file-{arguments.Blob[..32]}-{row}" })];
            var state = await ledger.FindAsync(product, cancellation);
            if (!(await desk.AnswerAsync(state!, requests, cancellation)).Try(out var answers, out refused))
            {
                return refused;
            }

            for (var i = 0; i < answers.Count; i++)
            {
                Append(csv, start + i, requests[i].Entity, answers[i]);
                model += answers[i].Source == DecisionSource.Model ? 1 : 0;
                fallback += answers[i].Source == DecisionSource.Fallback ? 1 : 0;
                people += answers[i].Source == DecisionSource.Human ? 1 : 0;
            }
        }

        using var content = new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString()));
        var blob = await blobs.WriteAsync(content, long.MaxValue, cancellation);
        return JsonSerializer.Serialize(new DecidedFile(table.RowCount, model, fallback, people, blob!.Hash), RondoJson.Options);
    }

    private async ValueTask<Answer<Table>> ReadAsync(DecideFileArguments arguments, CancellationToken cancellation)
    {
        await using var stream = await blobs.OpenAsync(arguments.Blob, cancellation) ?? throw new InvalidDataException($"The blob {arguments.Blob[..12]} is on record but not in the store.");
        return tables.TryRead(stream, arguments.File, new TableReadOptions { MaxRows = 2_000_000 }, cancellation).Try(out var reading, out var refusal) ? reading.Table : refusal;
    }

    internal static Refusal? Refuse(Table table, string entity, ServedModel served)
    {
        if (!table.Require(entity).Try(out var entities, out var refusal))
        {
            return refusal with { Detail = $"{refusal.Detail} Nothing was decided." };
        }

        var missing = served.Inputs.Where(input => table.Find(input.Name) is null).Select(input => input.Name).ToList();
        if (missing.Count > 0)
        {
            return new Refusal(FileLacksColumns, $"Release '{served.Release}' expects {missing.Count} column{(missing.Count == 1 ? "" : "s")} that the file does not have: {string.Join(", ", missing.Take(10))}. Nothing was decided.", "Add them under these names; they may be empty where nothing is known.");
        }

        var nobody = Enumerable.Range(0, table.RowCount).FirstOrDefault(entities.IsMissing, -1);
        return nobody < 0 ? null : new Refusal(RowWithoutEntity, $"Row {nobody + 1:N0} has no {entity}. Nothing was decided.", "Say for every row whom it is about; the same entity always meets the same release.");
    }

    private static void Append(StringBuilder csv, int row, string entity, DecisionAnswer answer) =>
        csv.Append(CultureInfo.InvariantCulture, $"{row},{CsvCell.Of(entity)},{answer.PredictionId},{answer.Score:R},{CsvCell.Of(answer.Decision)},{CsvCell.Of(answer.Action)},{answer.Confidence},{answer.Variant},{CsvCell.Of(answer.Release)},{WireWords.Write(answer.Source)},{answer.ReasonCode}\n");
}
