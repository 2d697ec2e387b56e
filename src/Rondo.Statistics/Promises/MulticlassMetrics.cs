namespace Rondo.Statistics;

/// <summary>How classes are averaged.</summary>
public enum Averaging
{
    /// <summary>Every class counts alike.</summary>
    Macro,

    /// <summary>Every row counts alike; equals accuracy for one label per row.</summary>
    Micro,

    /// <summary>Classes count by how many rows they truly have.</summary>
    Weighted,
}

/// <summary>One class against the rest.</summary>
/// <param name="Class">Index of the class.</param>
/// <param name="Counts">The four cells.</param>
public readonly record struct ClassCounts(int Class, ConfusionCounts Counts);

/// <summary>Confusion matrix of several classes and the measures made of it.</summary>
public sealed class MulticlassMetrics
{
    private readonly long[] _table;

    private MulticlassMetrics(long[] table, int classes)
    {
        _table = table;
        Classes = classes;
        N = table.Sum();
    }

    /// <summary>Number of classes.</summary>
    public int Classes { get; }

    /// <summary>Rows.</summary>
    public long N { get; }

    /// <summary>Rows of a true class that were predicted as a class.</summary>
    public long this[int truth, int predicted] => _table[(truth * Classes) + predicted];

    /// <summary>Counts predictions against truth.</summary>
    /// <param name="truth">True class of each row, from 0.</param>
    /// <param name="predicted">Predicted class of each row.</param>
    /// <param name="classes">Number of classes; 0 takes the largest code plus one.</param>
    public static MulticlassMetrics Of(ReadOnlySpan<int> truth, ReadOnlySpan<int> predicted, int classes = 0)
    {
        Check.SameLength(truth.Length, predicted.Length);
        for (var i = 0; i < truth.Length; i++)
        {
            classes = Math.Max(classes, Math.Max(truth[i], predicted[i]) + 1);
        }

        var table = new long[classes * classes];
        for (var i = 0; i < truth.Length; i++)
        {
            table[(truth[i] * classes) + predicted[i]]++;
        }

        return new MulticlassMetrics(table, classes);
    }

    /// <summary>Share of right predictions.</summary>
    public Estimate Accuracy(double level = 0.95) => Proportion.Wilson(Diagonal(_table, Classes), N, level);

    /// <summary>Each class against the rest.</summary>
    public IReadOnlyList<ClassCounts> PerClass() => [.. Enumerable.Range(0, Classes).Select(c => new ClassCounts(c, OneAgainstRest(_table, Classes, c)))];

    /// <summary>Averaged precision; a class that was never predicted counts as 0.</summary>
    public Estimate Precision(Averaging averaging = Averaging.Macro, int resamples = 500, double level = 0.95, ulong seed = 1) =>
        Average(c => Ratio(c.Tp, c.Selected), averaging, resamples, level, seed);

    /// <summary>Averaged recall; a class that never occurs counts as 0. Macro recall is balanced accuracy.</summary>
    public Estimate Recall(Averaging averaging = Averaging.Macro, int resamples = 500, double level = 0.95, ulong seed = 1) =>
        Average(c => Ratio(c.Tp, c.Positives), averaging, resamples, level, seed);

    /// <summary>Averaged F1; a class without hits counts as 0.</summary>
    public Estimate F1(Averaging averaging = Averaging.Macro, int resamples = 500, double level = 0.95, ulong seed = 1) =>
        Average(c => double.IsNaN(c.F1) ? 0 : c.F1, averaging, resamples, level, seed);

    /// <summary>Matthews correlation of several classes; 0 where one side is constant.</summary>
    /// <remarks>Source: Gorodkin 2004.</remarks>
    public Estimate Mcc(int resamples = 500, double level = 0.95, ulong seed = 1)
    {
        var k = Classes;
        return Bootstrapped(table => MccOf(table, k), resamples, level, seed);
    }

    private Estimate Average(Func<ConfusionCounts, double> measure, Averaging averaging, int resamples, double level, ulong seed)
    {
        var k = Classes;
        return Bootstrapped(table => AverageOf(table, k, measure, averaging), resamples, level, seed);
    }

    private static double AverageOf(ReadOnlySpan<long> table, int k, Func<ConfusionCounts, double> measure, Averaging averaging)
    {
        double sum = 0, weights = 0;
        var all = default(ConfusionCounts);
        for (var c = 0; c < k; c++)
        {
            var counts = OneAgainstRest(table, k, c);
            var weight = averaging == Averaging.Weighted ? counts.Positives : counts.Positives + counts.Selected > 0 ? 1 : 0;
            all += counts;
            sum += weight * measure(counts);
            weights += weight;
        }

        return averaging == Averaging.Micro ? measure(all) : sum / weights;
    }

    private static double MccOf(ReadOnlySpan<long> table, int k)
    {
        double n = Shares.Total(table), right = Diagonal(table, k), both = 0, truths = 0, guesses = 0;
        for (var c = 0; c < k; c++)
        {
            var counts = OneAgainstRest(table, k, c);
            both += (double)counts.Positives * counts.Selected;
            truths += (double)counts.Positives * counts.Positives;
            guesses += (double)counts.Selected * counts.Selected;
        }

        var below = Math.Sqrt((n * n) - truths) * Math.Sqrt((n * n) - guesses);
        return below > 0 ? ((right * n) - both) / below : 0;
    }

    private Estimate Bootstrapped(CellBootstrap.OfCells measure, int resamples, double level, ulong seed)
    {
        var value = N == 0 ? double.NaN : measure(_table);
        return double.IsNaN(value)
            ? Estimate.Undefined(N, "bootstrap")
            : Bootstrap.FromDraws(value, N, CellBootstrap.Draws(_table, N, measure, resamples, seed), level, "bootstrap");
    }

    private static ConfusionCounts OneAgainstRest(ReadOnlySpan<long> table, int k, int c)
    {
        long tp = table[(c * k) + c], row = 0, column = 0;
        for (var d = 0; d < k; d++)
        {
            row += table[(c * k) + d];
            column += table[(d * k) + c];
        }

        return new ConfusionCounts(tp, column - tp, row - tp, Shares.Total(table) - row - column + tp);
    }

    private static long Diagonal(ReadOnlySpan<long> table, int k)
    {
        long sum = 0;
        for (var c = 0; c < k; c++)
        {
            sum += table[(c * k) + c];
        }

        return sum;
    }

    private static double Ratio(long part, long whole) => whole == 0 ? 0 : (double)part / whole;
}

internal sealed class MacroF1Statistic() : Statistic(
    new Descriptor
    {
        Id = "multiclass_f1",
        Name = "F1 over several classes",
        Family = "Promises",
        Meaning = "How well each class is found and how pure its finds are, averaged over the classes.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = [new Input("truth", Shape.Labels, "True class of each row."), new Input("prediction", Shape.Labels, "Predicted class of each row.", SameLengthAs: "truth")],
        Parameters =
        [
            new Parameter("average", "macro counts classes alike, weighted by their rows, micro rows alike.", "macro", Choices: ["macro", "micro", "weighted"]),
            CommonParameters.Level, CommonParameters.Resamples(500), CommonParameters.Seed,
        ],
        EdgeCases = "Undefined on empty input. A class without hits counts as 0.",
        Source = "Sokolova and Lapalme 2009; Gorodkin 2004 (mcc).",
        Example = """{"truth": ["a", "b", "c", "a", "b", "c", "a"], "prediction": ["a", "b", "c", "b", "b", "a", "a"]}""",
    },
    inputs =>
    {
        string?[] truth = inputs.Labels("truth"), prediction = inputs.Labels("prediction");
        var (names, _) = CategoryOrder.Of([.. truth, .. prediction]);
        var codes = names.Select((name, c) => (name, c)).ToDictionary(x => x.name, x => x.c);
        if (truth.Concat(prediction).Any(string.IsNullOrEmpty))
        {
            return StatisticResult.Undefined("A class name is empty.", truth.Length);
        }

        var metrics = MulticlassMetrics.Of([.. truth.Select(t => codes[t!])], [.. prediction.Select(p => codes[p!])], names.Length);
        var average = Enum.Parse<Averaging>(inputs.Choice("average"), ignoreCase: true);
        return StatisticResult.Of(
            metrics.F1(average, inputs.Integer("resamples"), inputs.Number("level"), inputs.ReadSeed()),
            ("accuracy", metrics.Accuracy().Value), ("precision", metrics.Precision(average, 0).Value), ("recall", metrics.Recall(average, 0).Value), ("mcc", metrics.Mcc(0).Value));
    });
