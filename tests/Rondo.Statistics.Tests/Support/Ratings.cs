using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

/// <summary>Reads multi-annotator reference sets.</summary>
internal static class Ratings
{
    public static RatingTable Read(string folder, string? filterColumn = null, string? filterValue = null)
    {
        var file = File.Exists(SharedData.File(folder, "labels.csv")) ? "labels.csv" : "labels.csv.gz";
        var csv = Table.Read(folder, file);
        string[] items = csv.Texts("item"), annotators = csv.Texts("annotator"), labels = csv.Texts("label");
        if (filterColumn is not null)
        {
            var column = csv.Texts(filterColumn);
            bool Keep(string _, int i) => column[i] == filterValue;
            (items, annotators, labels) = ([.. items.Where(Keep)], [.. annotators.Where(Keep)], [.. labels.Where(Keep)]);
        }

        return RatingTable.FromTriples(items, annotators, labels);
    }

    /// <summary>Annotators who are right with a probability, else guess.</summary>
    public static RatingTable Simulate(int items, int annotators, int categories, double skill, ulong seed)
    {
        var random = new SeededRandom(seed);
        var rows = new string?[items][];
        for (var i = 0; i < items; i++)
        {
            var truth = random.NextInt(categories);
            rows[i] = [.. Enumerable.Range(0, annotators).Select(_ => (random.NextDouble() < skill ? truth : random.NextInt(categories)).ToString(System.Globalization.CultureInfo.InvariantCulture))];
        }

        return RatingTable.FromRows(rows);
    }
}
