namespace Rondo.Worlds;

/// <summary>The words that the categorical fields are written in, in the order of their indices.</summary>
internal static class Attributes
{
    public static readonly string[] Plans = ["basic", "plus", "pro"];
    public static readonly string[] Contracts = ["monthly", "yearly"];
    public static readonly string[] Channels = ["web", "partner", "store", "referral"];
    public static readonly string[] Regions = ["north", "south", "east", "west"];
    public static readonly string[] Payments = ["card", "direct_debit", "invoice", "wallet"];
    public static readonly string[] AgeBands = ["18-29", "30-44", "45-59", "60+"];
}
