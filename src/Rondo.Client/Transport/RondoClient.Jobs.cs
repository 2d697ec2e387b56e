using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>A job as it stands.</summary>
    public Task<Reply<JobStatus>> GetJobAsync(string job, CancellationToken cancellation = default) =>
        GetAsync<JobStatus>($"jobs/{Enc(job)}", cancellation);

    /// <summary>Jobs of a product, newest first.</summary>
    public Task<Reply<IReadOnlyList<JobStatus>>> GetJobsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<JobStatus>>(OfProduct(product, "/jobs"), cancellation);

    /// <summary>Asks a job to stop.</summary>
    public Task<Reply<Nothing>> CancelJobAsync(string job, CancellationToken cancellation = default) =>
        PostAsync<Nothing>($"jobs/{Enc(job)}/cancel", null, null, cancellation);

    /// <summary>
    /// Follows a job until it ends, by server-sent events. The last reply holds the ended job, or the problem
    /// that cut the watch short; the job itself goes on either way.
    /// </summary>
    public async IAsyncEnumerable<Reply<JobStatus>> WatchJobAsync(string job, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var (response, problem) = await OpenAsync($"jobs/{Enc(job)}/events", cancellation);
        if (response is null)
        {
            yield return new Reply<JobStatus> { Problem = problem };
            yield break;
        }

        using (response)
        {
            using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation), Encoding.UTF8);
            var data = new StringBuilder();
            while (true)
            {
                string? line;
                Problem? broken = null;
                try
                {
                    line = await reader.ReadLineAsync(cancellation);
                }
                catch (Exception failure) when (failure is IOException or HttpRequestException)
                {
                    line = null;
                    broken = ClientProblems.CannotReach(http.BaseAddress, failure.Message);
                }

                if (broken is not null)
                {
                    yield return new Reply<JobStatus> { Problem = broken };
                    yield break;
                }

                if (line is { Length: > 0 })
                {
                    AddData(data, line);
                    continue;
                }

                if (data.Length > 0 && JsonSerializer.Deserialize<JobStatus>(data.ToString(), RondoJson.Options) is { } status)
                {
                    yield return new Reply<JobStatus> { Value = status };
                    if (status.HasEnded)
                    {
                        yield break;
                    }
                }

                data.Clear();
                if (line is null)
                {
                    yield break;
                }
            }
        }
    }

    private static void AddData(StringBuilder data, string line)
    {
        if (line.StartsWith("data:", StringComparison.Ordinal))
        {
            data.Append(line.AsSpan(5).TrimStart());
        }
    }

    private async Task<(HttpResponseMessage? Response, Problem? Problem)> OpenAsync(string path, CancellationToken cancellation)
    {
        using var request = Request(HttpMethod.Get, path, null, null);
        request.Headers.Accept.ParseAdd("text/event-stream");
        try
        {
            var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (response.IsSuccessStatusCode)
            {
                return (response, null);
            }

            using (response)
            {
                return (null, ClientProblems.Read(response.StatusCode, await response.Content.ReadAsStringAsync(cancellation)));
            }
        }
        catch (HttpRequestException failure)
        {
            return (null, ClientProblems.CannotReach(http.BaseAddress, failure.Message));
        }
    }
}
