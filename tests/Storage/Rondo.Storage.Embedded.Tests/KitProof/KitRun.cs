using System.Reflection;
using Rondo.Storage.TestKit;

namespace Rondo.Storage.Embedded.Tests.KitProof;

/// <summary>Runs the facts of a specification as the test framework would, and returns the names of those that fail.</summary>
internal static class KitRun
{
    /// <summary>A store that is broken may also hang; then the fact failed.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<IReadOnlyList<string>> FailingFactsAsync(object specification)
    {
        var failing = new List<string>();
        foreach (var fact in specification.GetType().GetMethods().Where(method => method.GetCustomAttributes().Any(attribute => attribute is FactAttribute)).OrderBy(method => method.Name, StringComparer.Ordinal))
        {
            var rows = fact.GetCustomAttributes<InlineDataAttribute>().Select(row => row.Data).DefaultIfEmpty([]);
            foreach (var row in rows)
            {
                if (!await PassesAsync(specification, fact, row))
                {
                    failing.Add(fact.Name);
                    break;
                }
            }
        }

        return failing;
    }

    private static async Task<bool> PassesAsync(object specification, MethodInfo fact, object?[] row)
    {
        var run = Task.Run(() => (Task)fact.Invoke(specification, row)!);
        await run.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return run.IsCompletedSuccessfully;
    }
}
