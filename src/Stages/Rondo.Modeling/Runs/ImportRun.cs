using Rondo.Contracts;
using Rondo.Engines.Learning.Imports;
using Rondo.Kernel;
using Rondo.Kernel.Gates;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;
using Rondo.Modeling.Training;

namespace Rondo.Modeling.Runs;

/// <summary>
/// Takes a model that was made elsewhere as a run of its own, under the same contract and the same gates. It must give its
/// probes the scores that its maker saw, or it is refused: a model that answers differently here is another model.
/// </summary>
[UseCase("POST /products/{product}/runs/import", "run import", "Takes a model that was made elsewhere as a run.")]
[AllowedTo(Role.DataScientist, Role.Engineer)]
internal static class ImportRun
{
    public static readonly ProblemCode BundleTooLarge = new("bundle_too_large", 413, "The bundle is too large");

    private const long MaxBytes = 128L << 20;

    public static async Task<Answer<Document<Run>>> Handle(
        string product, string dataset, string? split, int? seed, string? loop,
        Stream body, Desk desk, GateKeeper gates, ModelFiles files, ModelImporter importer, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        if (gates.Refuse(state, GateNames.Train, dataset) is { } closed)
        {
            return closed;
        }

        using var bundle = new MemoryStream();
        if (!await ReadAsync(body, bundle, cancellation))
        {
            return new Refusal(BundleTooLarge, $"A bundle holds up to {MaxBytes >> 20} MiB. Nothing was kept.", $"Send a smaller model; the model alone may take {ModelBundle.MaxModelBytes >> 20} MiB.");
        }

        var found = state.Find<Dataset>(dataset)!;
        var contract = state.Find<SuccessContract>()!;
        var reading = await files.TableAsync(state, found.Ref, cancellation);
        if (!PlanMaker.Make(reading, contract.Body, split ?? "random", seed ?? 1).Try(out var plan, out refusal))
        {
            return refusal;
        }

        if (!importer.Import(bundle, plan).Try(out var candidate, out refusal))
        {
            return refusal;
        }

        using (candidate.Package)
        {
            var description = candidate.Description with { Blob = await files.StoreAsync(candidate.Package, cancellation) };
            var point = description.OperatingPoint;
            var run = new Run
            {
                Dataset = found.Ref,
                Split = plan.Split.Words,
                SplitBy = split ?? "random",
                TrainRows = plan.Split.Train.Length + plan.Split.Validation.Length,
                TestRows = plan.Split.Test.Length,
                Seed = plan.Seed,
                Candidates = [description],
                Chosen = description.Id,
                Sentence = FormattableString.Invariant($"{description.Learner}: made elsewhere, and gives all {candidate.Package.Probes.Count} probes the scores of its maker. On the rows before the hold-out it finds {point.Recall.Value:P0} at a precision of {point.Precision.Value:P0}. Only its maker knows which of these rows it has seen."),
                Excluded = plan.Table.Columns.Where(column => column.Name != plan.TargetName && candidate.Package.Space.Inputs.All(input => input.Name != column.Name)).ToDictionary(column => column.Name, _ => "not asked by the model"),
                Loop = loop ?? "",
            };
            return await desk.WriteAsync(state, $"run-{state.OfKind(Run.Kind).Count + 1}", run, [found.Ref, contract.Ref, state.Find<Readiness>(dataset)?.Ref], "", cancellation);
        }
    }

    private static async Task<bool> ReadAsync(Stream from, MemoryStream into, CancellationToken cancellation)
    {
        var buffer = new byte[1 << 16];
        for (int read; (read = await from.ReadAsync(buffer, cancellation)) > 0;)
        {
            into.Write(buffer, 0, read);
            if (into.Length > MaxBytes)
            {
                return false;
            }
        }

        into.Position = 0;
        return true;
    }
}
