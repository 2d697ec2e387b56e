using System.Text.Json;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;

namespace Rondo.Deployment.Tests.Models;

/// <summary>A model whose score is the column "risk": packages are its threshold-free name.</summary>
internal sealed class ToyPackages : IModelPackages
{
    public int Disposed;

    public int ReadCount;

    /// <summary>Rows with the scores that they had elsewhere.</summary>
    public IReadOnlyList<Probe> Probes { get; init; } = [];

    /// <summary>True for models that are asked in place.</summary>
    public bool Prompt { get; set; }

    public ManualResetEventSlim Gate { get; } = new(true);

    public ManualResetEventSlim ScoreGate { get; } = new(true);

    public ManualResetEventSlim ExplainGate { get; } = new(true);

    public void Write(PackedModel package, Stream stream) => throw new NotSupportedException();

    public PackedModel Read(Stream stream)
    {
        Interlocked.Increment(ref ReadCount);
        Gate.Wait();
        if (stream.Length == 0)
        {
            throw new InvalidDataException("broken");
        }

        return new PackedModel(new PackageManifest { Learner = "toy", Target = "Churn", Classes = ["No", "Yes"] }, new ToySpace(), new ToyModel(this)) { Probes = Probes };
    }
}

internal sealed class ToyModel(ToyPackages owner) : IModel
{
    public string Learner => "toy";

    public int Classes => 2;

    public bool IsPrompt => owner.Prompt;

    public void Score(ReadOnlySpan<double> dense, Span<double> probabilities)
    {
        owner.ScoreGate.Wait();
        if (dense[0] < 0)
        {
            throw new InvalidOperationException("a bug in the model");
        }

        (probabilities[0], probabilities[1]) = (1 - dense[0], dense[0]);
    }

    public void Score(FeatureMatrix features, Span<double> probabilities) => throw new NotSupportedException();

    public IReadOnlyList<Contribution> Explain(FeatureMatrix features, int row)
    {
        owner.ExplainGate.Wait();
        return [new("risk", 0.84), new("age", -1.2), new("constant", 0), new("tenure", 0.1), new("plan", 0.05)];
    }

    public IReadOnlyList<Contribution> Importance(FeatureMatrix features) => [];

    public void Write(Stream stream) => throw new NotSupportedException();

    public void Dispose() => Interlocked.Increment(ref owner.Disposed);
}

internal sealed class ToySpace : IFeatureSpace
{
    public IReadOnlyList<Feature> Features { get; } = [new("risk", FeatureKind.Number, [])];

    public IReadOnlyList<string> Terms { get; } = [];

    public IReadOnlyList<InputColumn> Inputs { get; } = [new("risk", true)];

    public FeatureMatrix Encode(Table table) => throw new NotSupportedException();

    public void Encode(JsonElement row, Span<double> dense, ICollection<InputIssue> issues)
    {
        if (!row.TryGetProperty("risk", out var risk))
        {
            issues.Add(new InputIssue("risk", "missing_column", ""));
        }
        else if (risk.ValueKind != JsonValueKind.Number)
        {
            issues.Add(new InputIssue("risk", risk.ValueKind == JsonValueKind.Null ? "missing_value" : "wrong_type", ""));
            dense[0] = 0.1;
        }
        else
        {
            dense[0] = risk.GetDouble();
            if (dense[0] > 1)
            {
                issues.Add(new InputIssue("risk", "out_of_range", ""));
                dense[0] = 1;
            }
        }
    }

    public FeatureMatrix EncodeOne(JsonElement row, ICollection<InputIssue> issues) => new() { Rows = 1, Features = Features, Dense = [0] };

    public void Write(Stream stream) => throw new NotSupportedException();
}
