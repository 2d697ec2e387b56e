using System.Net;
using System.Text;

namespace Rondo.Client.Tests;

/// <summary>Answers every request as a test says, and remembers the last one.</summary>
internal sealed class Answers(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
{
    public HttpRequestMessage? Last { get; private set; }

    public string LastBody { get; private set; } = "";

    public static RondoClient Client(out Answers answers, HttpStatusCode status, string body, string type = "application/json")
    {
        answers = new Answers(_ => new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) });
        return new RondoClient(new HttpClient(answers) { BaseAddress = new Uri("http://rondo.test/") });
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Last = request;
        LastBody = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        return answer(request);
    }
}
