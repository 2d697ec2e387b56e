using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Acceptance.House;

/// <summary>The people of one product, each acting in their role.</summary>
internal sealed class Team
{
    private Team(RunningRondo server, string product)
    {
        Server = server;
        Product = product;
        Manager = server.As(Role.ProductManager);
        Scientist = server.As(Role.DataScientist);
        Engineer = server.As(Role.Engineer);
        Reviewer = server.As(Role.Reviewer);
        Annotator = server.As(Role.Annotator);
        Viewer = server.As(Role.Viewer);
    }

    public RunningRondo Server { get; }

    public string Product { get; }

    public RondoClient Manager { get; }

    public RondoClient Scientist { get; }

    public RondoClient Engineer { get; }

    public RondoClient Reviewer { get; }

    public RondoClient Annotator { get; }

    public RondoClient Viewer { get; }

    /// <summary>Makes a product with its team.</summary>
    public static async Task<Team> OnAsync(RunningRondo server, string product)
    {
        var team = Of(server, product);
        (await team.Manager.CreateProductAsync(new CreateProductRequest { Id = product, Name = product, Summary = "Find customers who are about to leave." })).Must();
        return team;
    }

    /// <summary>The team of a product that exists.</summary>
    public static Team Of(RunningRondo server, string product) => new(server, product);

    /// <summary>Entries in the product's ledger.</summary>
    public async Task<long> EntriesAsync() => (await Viewer.GetProductAsync(Product)).Must().Entries;

    /// <summary>Runs what must be refused, and proves that it left nothing behind in the ledger.</summary>
    public async Task<Problem> RefusedAsync<T>(string code, Func<Task<Reply<T>>> call)
    {
        var before = await EntriesAsync();
        var problem = (await call()).MustRefuse(code);
        (await EntriesAsync()).ShouldBe(before, $"the refusal '{code}' must leave the ledger as it was");
        return problem;
    }
}

/// <summary>What tests expect of an answer.</summary>
internal static class Replies
{
    /// <summary>The value, or a failure that says what the server said.</summary>
    public static T Must<T>(this Reply<T> reply)
    {
        reply.Ok.ShouldBeTrue($"{reply.Problem?.Status} {reply.Problem?.Code}: {reply.Problem?.Detail} {reply.Problem?.NextStep}");
        return reply.Value!;
    }

    /// <summary>A refusal with that code, a sentence and a next step.</summary>
    public static Problem MustRefuse<T>(this Reply<T> reply, string code, int? status = null)
    {
        reply.Ok.ShouldBeFalse($"expected the refusal '{code}'");
        reply.Problem!.Code.ShouldBe(code, reply.Problem.Detail);
        reply.Problem.ShouldBeComplete();
        if (status is { } expected)
        {
            reply.Problem.Status.ShouldBe(expected);
        }

        return reply.Problem;
    }

    /// <summary>Title, sentence and next step, in words.</summary>
    public static void ShouldBeComplete(this Problem problem)
    {
        problem.Title.ShouldNotBeNullOrWhiteSpace();
        problem.Detail.Trim().Length.ShouldBeGreaterThan(10);
        problem.NextStep.Trim().Length.ShouldBeGreaterThan(5);
        problem.Status.ShouldBeInRange(400, 499);
        problem.Detail.ShouldNotContain("   at ", customMessage: "no stack trace reaches a caller");
    }
}
