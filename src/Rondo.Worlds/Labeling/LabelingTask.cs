using System.Text;

namespace Rondo.Worlds;

/// <summary>Items to label and the answers that the three annotators give to them under either guideline.</summary>
public sealed class LabelingTask
{
    private const double HardShare = 0.25;
    private const double SlipShare = 0.1;
    private readonly ulong _seed;

    internal LabelingTask(ulong seed, IReadOnlyList<LabelingItem> items) => (_seed, Items) = (seed, items);

    /// <summary>The classes, in alphabetical order.</summary>
    public static IReadOnlyList<string> Classes { get; } = ["moving", "price", "product", "service"];

    /// <summary>Ids of the annotators.</summary>
    public static IReadOnlyList<string> Annotators { get; } = [.. Enumerable.Range(0, Habit.Annotators).Select(Habit.Name)];

    /// <summary>The items in the order in which they are shown.</summary>
    public IReadOnlyList<LabelingItem> Items { get; }

    /// <summary>
    /// What the annotators answer. Guideline 1: everybody's habit, and exactly the items that name one cause are
    /// unanimous (23 of 100). Guideline 2: the decisive cause, except that in a quarter of the items one
    /// annotator falls back on a habit (75 of 100 unanimous).
    /// </summary>
    /// <param name="guideline">1 or 2.</param>
    /// <returns>Item by item, three answers each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">Another guideline than 1 or 2.</exception>
    public IReadOnlyList<LabelingAnswer> Annotate(int guideline) => guideline switch
    {
        1 => ByHabit(),
        2 => ByRule(),
        _ => throw new ArgumentOutOfRangeException(nameof(guideline), guideline, "There are guidelines 1 and 2."),
    };

    /// <summary>The answers as long CSV: <c>item,annotator,label</c>.</summary>
    /// <inheritdoc cref="Annotate"/>
    public string AnswersCsv(int guideline)
    {
        var csv = new StringBuilder("item,annotator,label\n");
        foreach (var answer in Annotate(guideline))
        {
            Csv.AppendLine(csv, [answer.Item, answer.Annotator, answer.Label]);
        }

        return csv.ToString();
    }

    /// <summary>The items as CSV: <c>item,customer_id,text</c>; the hidden truth is left out.</summary>
    public string ItemsCsv()
    {
        var csv = new StringBuilder("item,customer_id,text\n");
        foreach (var item in Items)
        {
            Csv.AppendLine(csv, [item.Id, item.CustomerId, item.Text]);
        }

        return csv.ToString();
    }

    /// <summary>The label as annotators write it: price, service, product or moving.</summary>
    public static string LabelOf(RiskReason reason) => reason switch
    {
        RiskReason.Price => "price",
        RiskReason.Service => "service",
        RiskReason.Product => "product",
        RiskReason.Moving => "moving",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason of this world."),
    };

    private List<LabelingAnswer> ByHabit()
    {
        var random = new Pcg(_seed, 1);
        var answers = new List<LabelingAnswer>(Items.Count * Habit.Annotators);
        foreach (var item in Items)
        {
            for (var annotator = 0; annotator < Habit.Annotators; annotator++)
            {
                // Only the second slips: a slip of the first or the third could make them agree by accident.
                var slips = annotator == 1 && random.Chance(SlipShare);
                var label = slips ? item.Mentioned[random.Next(item.Mentioned.Count)] : Habit.Label(annotator, item);
                answers.Add(new LabelingAnswer(item.Id, Habit.Name(annotator), LabelOf(label)));
            }
        }

        return answers;
    }

    private List<LabelingAnswer> ByRule()
    {
        var random = new Pcg(_seed, 2);
        var several = Items.Where(i => i.Mentioned.Count > 1).ToArray();
        random.Shuffle(several.AsSpan());
        var hard = several.Take((int)Math.Round(HardShare * Items.Count)).ToHashSet();
        var answers = new List<LabelingAnswer>(Items.Count * Habit.Annotators);
        foreach (var item in Items)
        {
            var stubborn = hard.Contains(item) ? Stubborn(item, ref random) : -1;
            for (var annotator = 0; annotator < Habit.Annotators; annotator++)
            {
                var label = annotator == stubborn ? Habit.Label(annotator, item) : item.TrueReason;
                answers.Add(new LabelingAnswer(item.Id, Habit.Name(annotator), LabelOf(label)));
            }
        }

        return answers;
    }

    /// <summary>Somebody whose habit is wrong here; as the first and the third habit differ, there is always one.</summary>
    private static int Stubborn(LabelingItem item, ref Pcg random)
    {
        var weights = new double[Habit.Annotators];
        for (var annotator = 0; annotator < weights.Length; annotator++)
        {
            weights[annotator] = Habit.Label(annotator, item) == item.TrueReason ? 0 : Habit.Stubbornness[annotator];
        }

        return random.Pick(weights);
    }
}
