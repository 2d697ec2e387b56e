namespace Rondo.Contracts;

/// <summary>Arms of a release, as they stand in answers and facts.</summary>
public static class Arms
{
    /// <summary>The release that answers everybody, or all but the ramp's share.</summary>
    public const string Champion = "champion";

    /// <summary>The release on its ramp.</summary>
    public const string Challenger = "challenger";

    /// <summary>Entities that the model is kept from, to learn what it is worth.</summary>
    public const string Holdout = "holdout";

    /// <summary>Entities that no release answers.</summary>
    public const string Fallback = "fallback";

    /// <summary>A release that scores unseen.</summary>
    public const string Shadow = "shadow";
}
