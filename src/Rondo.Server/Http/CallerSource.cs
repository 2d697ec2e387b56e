using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.People;

namespace Rondo.Server.Http;

/// <summary>Reads from a request who calls, in which role, and under which conditions.</summary>
internal sealed class CallerSource
{
    public const string ActorHeader = "Rondo-Actor";
    public const string RoleHeader = "Rondo-Role";

    public static readonly ProblemCode UnknownPerson = new("unknown_person", 403, "Nobody of that name may act here");
    public static readonly ProblemCode RoleNotHeld = new("role_not_held", 403, "This person does not hold that role");

    public Caller Caller { get; private set; } = new("anonymous", Role.Viewer);

    public Refusal? Refusal { get; private set; }

    /// <summary>Fills the request's caller before anything else runs.</summary>
    public static async Task ReadAsync(HttpContext context, RequestDelegate next)
    {
        var source = context.RequestServices.GetRequiredService<CallerSource>();
        var headers = context.Request.Headers;
        var actor = headers[ActorHeader].ToString();
        if (actor.Length > 0)
        {
            var person = await context.RequestServices.GetRequiredService<IPeopleStore>().FindAsync(actor, context.RequestAborted);
            var named = headers[RoleHeader].ToString();
            var role = person?.Roles.FirstOrDefault() ?? Role.Viewer;
            source.Refusal =
                person is null ? new Refusal(UnknownPerson, $"There is no person '{actor}'.", "Check the spelling against the list of people; an admin can add one.") :
                named.Length > 0 && !WireWords.TryRead(named, out role) ? new Refusal(RoleNotHeld, $"There is no role '{named}'.", $"Use one of: {string.Join(", ", Enum.GetValues<Role>().Select(WireWords.Write))}.") :
                !person.Roles.Contains(role) ? new Refusal(RoleNotHeld, $"{actor} does not hold the role {role.Words()}.", $"Act as {string.Join(" or ", person.Roles.Select(held => held.Words()))}.") :
                null;
            source.Caller = new Caller(actor, source.Refusal is null ? role : Role.Viewer);
        }

        source.Caller = source.Caller with
        {
            ExpectedVersion = Version(headers.IfMatch.ToString()),
            IdempotencyKey = headers["Idempotency-Key"].ToString() is { Length: <= 200 } key ? key : "",
        };
        await next(context);
    }

    private static int? Version(string tag) => int.TryParse(tag.Trim().Trim('"'), out var version) && version >= 0 ? version : null;
}
