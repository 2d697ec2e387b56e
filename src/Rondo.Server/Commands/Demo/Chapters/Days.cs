namespace Rondo.Server.Commands.Demo.Chapters;

/// <summary>On which day of the world something happens. The world changes on day 300.</summary>
internal static class Days
{
    /// <summary>Snapshot on which the first data sets rest; its outcomes are known when the story begins.</summary>
    public const int FirstSnapshot = 150;

    public const int Begin = 203;
    public const int Labels = 204;
    public const int LabelsAgain = 207;
    public const int Training = 208;
    public const int Shadow = 211;
    public const int Percentage = 218;
    public const int Full = 225;

    /// <summary>By this day recall must have fallen visibly; else the story breaks.</summary>
    public const int Patience = 430;

    /// <summary>Earliest day of retraining: fresh rows of the changed world must have their outcomes.</summary>
    public const int Retraining = 395;

    /// <summary>Days after which every outcome of a snapshot is known: 30 to leave, 30 until it is reported.</summary>
    public const int UntilKnown = 62;

    /// <summary>Days of full traffic after which the effect of a change can be measured: a window of 28 and its outcomes.</summary>
    public const int UntilEffect = 70;
}
