using Microsoft.JSInterop;

namespace Rondo.Web.Session;

/// <summary>The page's own JavaScript modules.</summary>
internal static class Scripts
{
    public const string Page = "./_content/Rondo.Web/js/rondo.js";
    public const string Charts = "./_content/Rondo.Web/js/charts.js";

    /// <summary>Lets go of something in the browser. Where the browser has gone first, there is nothing left to let go of.</summary>
    public static async ValueTask DisposeQuietlyAsync(IJSObjectReference reference)
    {
        try
        {
            await reference.DisposeAsync();
        }
        catch (JSDisconnectedException)
        {
            return;
        }
    }
}
