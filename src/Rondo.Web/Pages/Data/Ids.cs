using Rondo.Contracts;

namespace Rondo.Web.Pages;

/// <summary>Ids made from names, and the one problem that an upload can have before it reaches the server.</summary>
internal static class Ids
{
    /// <summary>"Telco Churn (2)" becomes "telco-churn-2".</summary>
    public static string From(string name)
    {
        var kept = name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToLowerInvariant(letter) : '-');
        var id = string.Join('-', string.Concat(kept).Split('-', StringSplitOptions.RemoveEmptyEntries));
        return id.Length > 60 ? id[..60].TrimEnd('-') : id;
    }

    public static Problem TooLarge(string why) => new()
    {
        Title = "The file could not be read from the browser",
        Status = 0,
        Code = "upload_not_read",
        Detail = why,
        NextStep = "Choose it again, or import files over 2 GB with the command line.",
    };
}
