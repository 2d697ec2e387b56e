using System.Collections.Concurrent;
using Rondo.Engines.Learning;
using Rondo.Engines.Tables;
using Rondo.Engines.Tests.Tables;
using Rondo.Tests;

namespace Rondo.Engines.Tests.Learning;

/// <summary>A learning problem on reference data, split and encoded as the product would.</summary>
internal sealed class Problem
{
    private static readonly ConcurrentDictionary<string, Lazy<Problem>> Known = new();

    public required IFeatureSpace Space { get; init; }

    public required TrainingSet Training { get; init; }

    public required FeatureMatrix Test { get; init; }

    public required Table TestTable { get; init; }

    public required int[] TestLabels { get; init; }

    /// <summary>Customers who leave; every fifth row is for the test.</summary>
    public static Problem Churn => Named("churn", () => Split(Read("churn_telco", "telco_churn.csv"), "Churn"));

    /// <summary>The same customers out of the messy file, rows without a plain label left out.</summary>
    public static Problem MessyChurn => Named("messy", () =>
    {
        var table = Read("story_pair_telco", "dataset_b_messy_with_churn.csv");
        var label = table.Find("Churn")!;
        return Split(table.Take([.. Enumerable.Range(0, table.RowCount).Where(row => label.Text(row) is "Yes" or "No")]), "Churn");
    });

    public static Problem Spam => Named("spam", () => Split(Read("text_sms_spam", "sms_spam.csv"), "label"));

    public static Problem Banking => Named("banking", () => Of(Read("text_banking77", "train.csv"), Read("text_banking77", "test.csv"), "category"));

    public static Problem Adult => Named("adult", () => Split(Read("fair_adult", "adult.csv.gz"), "class"));

    /// <summary>Small, with every kind of feature and missing values; three classes where asked.</summary>
    public static Problem Small(int classes, int rows = 400) => Named($"small{classes}x{rows}", () =>
    {
        var random = new Random(5);
        var numbers = new double[rows];
        var codes = new int[rows];
        var other = new double[rows];
        var labels = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            numbers[i] = random.NextDouble() < 0.1 ? double.NaN : (random.NextDouble() * 10) - 5;
            codes[i] = random.Next(-1, 4);
            other[i] = random.Next(100);
            var score = (double.IsNaN(numbers[i]) ? 1 : numbers[i]) + (codes[i] * 1.5) + random.NextDouble();
            labels[i] = (int)Math.Clamp((score + 3) / (10.0 / classes), 0, classes - 1);
        }

        var names = Enumerable.Range(0, classes).Select(i => $"c{i}").ToArray();
        var table = new Table([new NumberColumn("x", numbers), new TextColumn("k", ColumnKind.Category, codes, ["a", "b", "c", "d"]), new NumberColumn("z", other), new TextColumn("y", ColumnKind.Category, labels, names)]);
        return Split(table, "y");
    });

    /// <summary>Columns of every nasty kind: constant, mostly missing, huge, tiny, zero or not, with up to 60 categories.</summary>
    public static TrainingSet Noise(int rows, int width, int classes, Random random)
    {
        var kinds = Enumerable.Range(0, width).Select(_ => random.Next(7)).ToArray();
        var categories = random.Next(1, 60);
        var dense = new double[rows * width];
        for (var at = 0; at < dense.Length; at++)
        {
            dense[at] = kinds[at % width] switch
            {
                0 => 5,
                1 => random.NextDouble() < 0.7 ? double.NaN : random.Next(3),
                2 => (random.NextDouble() - 0.5) * 1e300,
                3 => random.NextDouble() * 1e-300,
                4 => random.Next(2) * random.NextDouble(),
                5 => double.NaN,
                _ => random.NextDouble() < 0.2 ? double.NaN : random.Next(categories),
            };
        }

        Feature[] features = [.. kinds.Select((kind, i) => new Feature($"f{i}", kind == 6 ? FeatureKind.Category : FeatureKind.Number, kind == 6 ? [.. Enumerable.Range(0, categories).Select(c => $"c{c}")] : []))];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row < classes ? row : random.Next(classes))];
        return new TrainingSet(new FeatureMatrix { Rows = rows, Features = features, Dense = dense }, labels, new LearningTask([.. Enumerable.Range(0, classes).Select(c => $"k{c}")]));
    }

    public static Problem Split(Table table, string target)
    {
        var rows = Enumerable.Range(0, table.RowCount).ToLookup(i => i % 5 == 4);
        return Of(table.Take(rows[false].ToArray()), table.Take(rows[true].ToArray()), target);
    }

    private static Problem Of(Table training, Table test, string target)
    {
        var space = Engines.Spaces.Fit(training, new HashSet<string> { target });
        // The smaller class is the positive one, so it comes second.
        var names = training.Find(target)!.Words().GroupBy(word => word).OrderByDescending(group => group.Count()).Select(group => group.Key).ToArray();
        return new Problem
        {
            Space = space,
            Training = new TrainingSet(space.Encode(training), Labels(training.Find(target)!, names), new LearningTask(names)),
            Test = space.Encode(test),
            TestTable = test,
            TestLabels = Labels(test.Find(target)!, names),
        };
    }

    public double[] Probabilities(IModel model)
    {
        var probabilities = new double[Test.Rows * model.Classes];
        model.Score(Test, probabilities);
        return probabilities;
    }

    public double Auc(IModel model)
    {
        var probabilities = Probabilities(model);
        var scored = TestLabels.Select((label, row) => (Score: probabilities[(row * 2) + 1], label)).OrderBy(pair => pair.Score).ToArray();
        double rankSum = 0;
        for (var i = 0; i < scored.Length;)
        {
            var end = i;
            while (end < scored.Length && scored[end].Score == scored[i].Score)
            {
                end++;
            }

            rankSum += scored[i..end].Count(pair => pair.label == 1) * (i + end + 1) / 2.0;
            i = end;
        }

        double positives = TestLabels.Sum();
        return (rankSum - (positives * (positives + 1) / 2)) / (positives * (TestLabels.Length - positives));
    }

    public double Accuracy(IModel model)
    {
        var probabilities = Probabilities(model);
        return TestLabels.Where((label, row) => Best(probabilities.AsSpan(row * model.Classes, model.Classes)) == label).Count() / (double)TestLabels.Length;
    }

    private static int Best(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }

    private static int[] Labels(Column column, string[] names) => [.. column.Words().Select(word => Array.IndexOf(names, word))];

    private static Table Read(string folder, string file) => Reading.OfFile(SharedData.File(folder, file)).Table;

    private static Problem Named(string name, Func<Problem> make) => Known.GetOrAdd(name, _ => new Lazy<Problem>(make)).Value;
}
