using Rondo.Contracts;
using Rondo.Kernel;

namespace Rondo.Modeling.Measuring;

/// <summary>Numbers by name, in the order in which they are read; an undefined one is null and has a finding.</summary>
internal sealed class Measured
{
    private readonly Dictionary<string, object?> _values = [];
    private readonly List<Finding> _findings = [];

    /// <summary>The document so far.</summary>
    public IReadOnlyDictionary<string, object?> Document => _values;

    /// <summary>Findings so far.</summary>
    public IReadOnlyList<Finding> Findings => _findings;

    public void Note(string name, object? value) => _values[name] = value;

    public void Add(Finding finding) => _findings.Add(finding);

    /// <summary>A metric with its interval; where it is undefined, the reason stands among the findings.</summary>
    public void Metric(string name, Statistics.Estimate estimate, string whyNot)
    {
        _values[name] = estimate.ToWireOrNull();
        if (!estimate.IsDefined)
        {
            _findings.Add(Undefined(name, whyNot));
        }
    }

    /// <summary>The metric as it was measured; null where it is undefined or was not measured.</summary>
    public Estimate? Of(string name) => _values.GetValueOrDefault(name) as Estimate;

    public static Finding Undefined(string name, string whyNot) => new()
    {
        Code = "undefined_value",
        Severity = Severity.Warning,
        Sentence = $"{name} has no value: {whyNot}",
        NextStep = "Give rows for which it is defined.",
    };
}
