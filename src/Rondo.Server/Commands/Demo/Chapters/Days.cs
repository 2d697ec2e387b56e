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

    /// <summary>Snapshot after the change; its outcomes are known by the day of retraining.</summary>
    public const int FreshSnapshot = 330;

    public const int Review = 378;
    public const int SecondShadow = 379;
    public const int SecondPercentage = 386;
    public const int SecondFull = 393;
    public const int Effect = 463;
}
