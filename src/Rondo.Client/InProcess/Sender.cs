using System.Runtime.InteropServices;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client.InProcess;

/// <summary>Sends what the journal holds, in order and at least once; the server makes it once.</summary>
internal sealed class Sender(RondoClient client, string product, Journal journal, string refusedPath)
{
    private const int MostAtOnce = 1_000;

    // Columns of one row may be long; a request stays well within what servers take.
    private const int MostBytesAtOnce = 8 << 20;

    private long _sent;
    private long _refused;

    public long Sent => Interlocked.Read(ref _sent);

    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Sends everything that waits; says what stopped it where something did.</summary>
    public async Task<string?> SendAsync(CancellationToken cancellation)
    {
        foreach (var file in journal.Close())
        {
            foreach (var batch in Batches(Journal.Read(file)))
            {
                var reply = batch[0].Decision is not null
                    ? await client.SendGivenAsync(product, [.. batch.Select(entry => entry.Decision!)], cancellation)
                    : await client.SendOutcomesAsync(product, [.. batch.Select(entry => entry.Outcome!)], cancellation);
                if (!reply.Ok)
                {
                    return $"{reply.Problem.Detail} {reply.Problem.NextStep}";
                }

                Interlocked.Add(ref _sent, reply.Value.Stored + reply.Value.Repeated);
                SetAside(batch, reply.Value.Refused);
            }

            journal.Forget(file);
        }

        return null;
    }

    // An outcome must not overtake its decision, so a batch ends where the kind changes.
    private static IEnumerable<List<JournalEntry>> Batches(IEnumerable<JournalEntry> entries)
    {
        var (batch, bytes) = (new List<JournalEntry>(), 0);
        foreach (var entry in entries.Where(entry => entry.Decision is not null || entry.Outcome is not null))
        {
            if (batch.Count == MostAtOnce || bytes >= MostBytesAtOnce || (batch.Count > 0 && batch[0].Decision is null != entry.Decision is null))
            {
                yield return batch;
                (batch, bytes) = ([], 0);
            }

            batch.Add(entry);
            bytes += entry.Decision is { } decision ? JsonMarshal.GetRawUtf8Value(decision.Request.Features).Length : 0;
        }

        if (batch.Count > 0)
        {
            yield return batch;
        }
    }

    private void SetAside(List<JournalEntry> batch, IReadOnlyList<BatchRefusal> refused)
    {
        if (refused.Count > 0)
        {
            Interlocked.Add(ref _refused, refused.Count);
            File.AppendAllLines(refusedPath, refused.Select(item => JsonSerializer.Serialize(new { item.Problem, Entry = batch[item.Index] }, RondoJson.Options)));
        }
    }
}
