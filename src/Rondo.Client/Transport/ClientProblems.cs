using System.Net;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client;

/// <summary>Problems that the client states itself, because no server could.</summary>
internal static class ClientProblems
{
    public const string NotReachable = "not_reachable";

    public static Problem CannotReach(Uri? address, string why) => new()
    {
        Title = "Rondo cannot be reached",
        Status = 0,
        Code = NotReachable,
        Detail = $"No answer from {address?.GetLeftPart(UriPartial.Authority) ?? "the server"}: {why}",
        NextStep = "Nothing was sent twice. Check that the server runs and that the address is right, then try again.",
    };

    /// <summary>The server's own problem where it sent one; otherwise one that says which status came back.</summary>
    public static Problem Read(HttpStatusCode status, string body)
    {
        try
        {
            if (body.TrimStart().StartsWith('{') && JsonSerializer.Deserialize<Problem>(body, RondoJson.Options) is { } problem)
            {
                return problem;
            }
        }
        catch (JsonException)
        {
            // A proxy's or framework's own error page: the status is all there is to say.
            return Unreadable(status);
        }

        return Unreadable(status);
    }

    public static Problem Unreadable(HttpStatusCode status) => new()
    {
        Title = "The answer could not be read",
        Status = (int)status,
        Code = "unreadable_answer",
        Detail = $"The server answered {(int)status} with something that is not Rondo's JSON.",
        NextStep = "Check that the address leads to a Rondo server of the same version.",
    };
}
