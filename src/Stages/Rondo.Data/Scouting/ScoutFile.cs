using Rondo.Contracts;
using Rondo.Data.Datasets;
using Rondo.Data.Judgement;
using Rondo.Data.Profiles;
using Rondo.Engines.Learning;
using Rondo.Engines.Rules;
using Rondo.Engines.Tables;
using Rondo.Kernel;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Scouting;

/// <summary>The light touch without a product: a file, a column, and an answer. Nothing of the file is kept.</summary>
[UseCase("POST /scout", "file scout", "Says what a file can teach, without keeping it.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class ScoutFile
{
    public static readonly ProblemCode TooLargeToScout = new("too_large_to_scout", 413, "The file is too large to be looked at in passing");

    private const long MaxBytes = 256L << 20;

    // Each holds its file in memory and a core for seconds; the others stand in line.
    private static readonly SemaphoreSlim AtOnce = new(2, 2);

    public static async Task<Answer<Readiness>> Handle(string? file, string? target, string? positive, string? rule, Stream body, ITables tables, ReadinessJudge judge, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(target))
        {
            return CommonProblems.Invalid("target", "Nobody has said which column holds the outcome, so there is nothing to look for in the file.", "Name it: ?target=COLUMN. The first line of the file holds the names.");
        }

        await AtOnce.WaitAsync(cancellation);
        try
        {
            return await JudgeAsync(file ?? "", target, positive ?? "", rule?.Trim() ?? "", body, tables, judge, cancellation);
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static async Task<Answer<Readiness>> JudgeAsync(string file, string target, string positive, string rule, Stream body, ITables tables, ReadinessJudge judge, CancellationToken cancellation)
    {
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellation)) > 0)
        {
            if (content.Length + read > MaxBytes)
            {
                return new Refusal(TooLargeToScout, $"The file is longer than {MaxBytes >> 20} MiB. Nothing was kept.", "Send a sample, or make a product and import it there.");
            }

            content.Write(buffer, 0, read);
        }

        content.Position = 0;
        if (!DatasetFiles.Read(tables, content, file, cancellation).Try(out var reading, out var refusal))
        {
            return refusal;
        }

        if (reading.Table.Find(target) is not { } column)
        {
            return ImportDataset.Absent(target, reading.Table);
        }

        if (rule.Length > 0 && !RuleRefusals.Read(rule, [.. RuleColumn.Of(reading.Table).Where(known => known.Name != column.Name)], "rule").Try(out _, out refusal))
        {
            return refusal;
        }

        // The judge works for seconds; the thread that reads requests has others to read.
        return await Task.Run(() =>
        {
            var outcome = TargetColumn.ReadYesOrNo(column, positive);
            return judge.Judge(reading, outcome, Profiler.Profile(reading, outcome), new ReadinessQuestion(column.Name, Without: rule.Length == 0 ? null : new RuleBaseline { Text = rule }), cancellation);
        }, cancellation);
    }
}
