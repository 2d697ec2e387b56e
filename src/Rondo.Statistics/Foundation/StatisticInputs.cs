using System.Globalization;
using System.Text.Json;

namespace Rondo.Statistics;

/// <summary>
/// Inputs and parameters of one run of a statistic, by the names that its descriptor states, already checked: names,
/// shapes, ranges and lengths. Reading a name that the descriptor lacks is a bug and throws.
/// </summary>
public sealed class StatisticInputs
{
    private readonly Descriptor _descriptor;
    private readonly Dictionary<string, object> _inputs;
    private readonly Dictionary<string, string> _parameters;

    internal StatisticInputs(Descriptor descriptor, Dictionary<string, object> inputs, Dictionary<string, string> parameters, string? gap)
    {
        _descriptor = descriptor;
        _inputs = inputs;
        _parameters = parameters;
        Gap = gap;
    }

    /// <summary>Why the inputs, though well formed, cannot give a value (empty, too few, missing values); else null.</summary>
    public string? Gap { get; }

    /// <summary>Reads a JSON object against a descriptor.</summary>
    /// <exception cref="StatisticInputException">The JSON does not fit; every fault is listed.</exception>
    public static StatisticInputs Parse(Descriptor descriptor, JsonElement json) => InputReader.Read(descriptor, json);

    /// <summary>Takes lists as they are in memory, with every parameter at its default.</summary>
    /// <param name="descriptor">Statistic.</param>
    /// <param name="inputs">Name to list: <c>double[]</c> for numbers, <c>bool[]</c> for flags, <c>string?[]</c> for labels.</param>
    /// <exception cref="ArgumentException">A name or a type does not fit the descriptor.</exception>
    public static StatisticInputs Of(Descriptor descriptor, IReadOnlyDictionary<string, object> inputs)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        ArgumentNullException.ThrowIfNull(inputs);
        foreach (var (name, value) in inputs)
        {
            var fits = descriptor.Inputs.Any(input => input.Name == name && input.Shape switch
            {
                Shape.Numbers => value is double[],
                Shape.Flags => value is bool[],
                Shape.Labels => value is string?[],
                Shape.NumberRows => value is double[][],
                _ => value is string?[][],
            });
            if (!fits)
            {
                throw new ArgumentException($"'{descriptor.Id}' takes no '{name}' of this type.", nameof(inputs));
            }
        }

        var given = inputs.ToDictionary();
        return new StatisticInputs(descriptor, given, descriptor.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default), InputReader.GapOf(descriptor, given));
    }

    /// <summary>Reads JSON text against a descriptor.</summary>
    /// <exception cref="StatisticInputException">The text is not JSON or does not fit; every fault is listed.</exception>
    public static StatisticInputs Parse(Descriptor descriptor, string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return InputReader.Read(descriptor, document.RootElement);
        }
        catch (JsonException broken)
        {
            throw new StatisticInputException([$"The input is not JSON: {broken.Message}"]);
        }
    }

    /// <summary>True where an optional input was given.</summary>
    public bool Has(string name) => _inputs.ContainsKey(name);

    /// <summary>A list of numbers; NaN where missing. Empty where an optional input was not given.</summary>
    public double[] Numbers(string name) => Get<double[]>(name, Shape.Numbers) ?? [];

    /// <summary>A list of yes and no.</summary>
    public bool[] Flags(string name) => Get<bool[]>(name, Shape.Flags) ?? [];

    /// <summary>A list of labels; null where missing.</summary>
    public string?[] Labels(string name) => Get<string?[]>(name, Shape.Labels) ?? [];

    /// <summary>Rows of numbers of one length.</summary>
    public double[][] NumberRows(string name) => Get<double[][]>(name, Shape.NumberRows) ?? [];

    /// <summary>Rows of labels of one length.</summary>
    public string?[][] LabelRows(string name) => Get<string?[][]>(name, Shape.LabelRows) ?? [];

    /// <summary>A parameter that is a number.</summary>
    public double Number(string parameter) => double.Parse(Raw(parameter), CultureInfo.InvariantCulture);

    /// <summary>A parameter that is a whole number.</summary>
    public int Integer(string parameter) => checked((int)Number(parameter));

    /// <summary>A parameter that is a word.</summary>
    public string Choice(string parameter) => Raw(parameter);

    private T? Get<T>(string name, Shape shape)
        where T : class
    {
        if (!_descriptor.Inputs.Any(i => i.Name == name && i.Shape == shape))
        {
            throw new ArgumentException($"'{_descriptor.Id}' has no input '{name}' of shape {shape}.", nameof(name));
        }

        return _inputs.TryGetValue(name, out var value) ? (T)value : null;
    }

    private string Raw(string parameter) => _parameters.TryGetValue(parameter, out var value)
        ? value
        : throw new ArgumentException($"'{_descriptor.Id}' has no parameter '{parameter}'.", nameof(parameter));
}
