using System.Globalization;
using System.Text;
using Rondo.Client;
using Rondo.Contracts;
using Rondo.Tests;

namespace Rondo.Acceptance.House;

/// <summary>Files that teams import: the real ones, and small ones whose content a test knows to the row.</summary>
internal static class Files
{
    public static string Telco => SharedData.File("churn_telco", "telco_churn.csv");

    public static string StoryA => SharedData.File("story_pair_telco", "dataset_a_clean_no_churn.csv");

    public static string StoryB => SharedData.File("story_pair_telco", "dataset_b_messy_with_churn.csv");

    /// <summary>
    /// A small business whose churn can be learned well: one customer a row with usage, tickets and plan, and whether
    /// they left. Every row is a real draw, so nothing about it is too clean.
    /// </summary>
    public static string Learnable(int rows = 1500, int seed = 7, double shift = 0)
    {
        var random = new Random(seed);
        var csv = new StringBuilder("customer_id,usage,tickets,plan,left\n");
        for (var i = 0; i < rows; i++)
        {
            csv.AppendLine(string.Join(',', Customer(random, seed * 100_000 + i, shift).Select(cell => Convert.ToString(cell.Value, CultureInfo.InvariantCulture))));
        }

        return csv.ToString();
    }

    /// <summary>One customer of that business; the last value is the outcome.</summary>
    public static IReadOnlyDictionary<string, object> Customer(Random random, int id, double shift = 0)
    {
        var usage = Math.Round(Normal(random) + shift, 3);
        var tickets = random.Next(0, 6);
        var plan = random.Next(0, 3) switch { 0 => "monthly", 1 => "yearly", _ => "trial" };
        var logit = (-4 * usage) + (1.2 * (tickets - 2.5)) + (plan == "monthly" ? 1 : -0.5);
        return new Dictionary<string, object>
        {
            ["customer_id"] = $"C{id:0000000}",
            ["usage"] = usage,
            ["tickets"] = tickets,
            ["plan"] = plan,
            ["left"] = random.NextDouble() < 1 / (1 + Math.Exp(-logit)) ? "Yes" : "No",
        };
    }

    /// <summary>
    /// 2,500 rows in two groups. Row i is a test row when i % 5 == 4; of the 100 test rows that left, exactly
    /// <paramref name="caught"/> are in group "a", the only group in which leaving is likely.
    /// </summary>
    public static string TwoGroups(int caught)
    {
        var csv = new StringBuilder("customer_id,group,left\n");
        var (train, test) = (Cells(400, 100, 100, 1400), Cells(caught, 20, 100 - caught, 380));
        var (nextTrain, nextTest) = (0, 0);
        for (var i = 0; i < 2500; i++)
        {
            var (group, left) = i % 5 == 4 ? test[nextTest++] : train[nextTrain++];
            csv.Append(CultureInfo.InvariantCulture, $"C{i:00000},{group},{left}\n");
        }

        return csv.ToString();
    }

    public static async Task<Reply<Document<Dataset>>> UploadAsync(this Team team, string id, Stream file, string name, string target = "left", string positive = "Yes", string loop = "")
    {
        await using (file)
        {
            return await team.Scientist.UploadDatasetAsync(team.Product, id, new DatasetUpload { Name = id, File = name, Target = target, Positive = positive, Loop = loop }, file);
        }
    }

    public static Task<Reply<Document<Dataset>>> UploadTextAsync(this Team team, string id, string csv, string target = "left", string positive = "Yes", string loop = "") =>
        team.UploadAsync(id, new MemoryStream(Encoding.UTF8.GetBytes(csv)), $"{id}.csv", target, positive, loop);

    public static Task<Reply<Document<Dataset>>> UploadFileAsync(this Team team, string id, string path, string target = "Churn", string positive = "Yes", string loop = "") =>
        team.UploadAsync(id, File.OpenRead(path), Path.GetFileName(path), target, positive, loop);

    private static List<(string Group, string Left)> Cells(int leftA, int stayedA, int leftB, int stayedB)
    {
        List<(string, string)> cells = [.. Enumerable.Repeat(("a", "Yes"), leftA), .. Enumerable.Repeat(("a", "No"), stayedA), .. Enumerable.Repeat(("b", "Yes"), leftB), .. Enumerable.Repeat(("b", "No"), stayedB)];
        var shuffled = cells.ToArray();
        new Random(3).Shuffle(shuffled);
        return [.. shuffled];
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
