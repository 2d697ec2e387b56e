namespace Rondo.Worlds;

/// <summary>What the three annotators do when the guideline does not tell them.</summary>
internal static class Habit
{
    public const int Annotators = 3;

    /// <summary>How readily each falls back on habit under guideline 2; the last one most.</summary>
    public static readonly double[] Stubbornness = [1, 2, 3];

    public static string Name(int annotator) => annotator switch
    {
        0 => "annotator-1",
        1 => "annotator-2",
        _ => "annotator-3",
    };

    /// <summary>
    /// The first goes by the first cause named, the second hears money wherever it is named (else the first
    /// cause), the third goes by the last cause named. So where several causes are named, the first and the
    /// third never agree, and where one is named, all three do.
    /// </summary>
    public static RiskReason Label(int annotator, LabelingItem item) => annotator switch
    {
        0 => item.Mentioned[0],
        1 => item.Mentioned.Contains(RiskReason.Price) ? RiskReason.Price : item.Mentioned[0],
        _ => item.Mentioned[^1],
    };
}
