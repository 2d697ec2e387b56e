using System.Net;
using System.Text;
using System.Text.Json;
using Rondo.Contracts;

namespace Rondo.Web.Tests;

/// <summary>Answers GETs from what a test put there and writes with what it says; everything else is not found.</summary>
internal sealed class FakeApi : HttpMessageHandler
{
    private readonly Dictionary<string, object> _known = [];

    public List<(string What, string Body)> Writes { get; } = [];

    public Problem? RefuseWith { get; set; }

    public void Has(string path, object body) => _known[path] = body;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = request.RequestUri!.PathAndQuery["/api/v1/".Length..];
        var isWrite = request.Method != HttpMethod.Get;
        if (isWrite)
        {
            Writes.Add(($"{request.Method} {path}", request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken)));
            if (RefuseWith is { } refusal)
            {
                return Json(HttpStatusCode.Conflict, refusal);
            }
        }

        return _known.TryGetValue(path, out var body) || _known.TryGetValue(path.Split('?')[0], out body)
            ? Json(HttpStatusCode.OK, body)
            : Json(HttpStatusCode.NotFound, new Problem { Title = "There is no such document", Status = 404, Code = "unknown_document", Detail = path, NextStep = "Check it." });
    }

    private static HttpResponseMessage Json(HttpStatusCode status, object body) =>
        new(status) { Content = new StringContent(JsonSerializer.Serialize(body, body.GetType(), RondoJson.Options), Encoding.UTF8, "application/json") };
}
