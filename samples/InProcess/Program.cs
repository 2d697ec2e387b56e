using Rondo.Client;
using Rondo.Client.InProcess;
using Rondo.Contracts;

// Settings: --rondo http://127.0.0.1:5180 --product churn --folder ./decisions --urls http://127.0.0.1:5300
var builder = WebApplication.CreateBuilder(args);
builder.Services.ConfigureHttpJsonOptions(json => RondoJson.Configure(json.SerializerOptions));
using var http = new HttpClient { BaseAddress = new Uri(builder.Configuration["rondo"] ?? "http://127.0.0.1:5180/") };
await using var rondo = await RondoInProcess.OpenAsync(new RondoClient(http), builder.Configuration["product"] ?? "churn", new InProcessOptions { Folder = builder.Configuration["folder"] ?? "decisions" });
var app = builder.Build();
app.MapPost("/decide", (DecisionRequest request) => rondo.Decide(request));
app.MapPost("/outcome", (OutcomeRequest outcome) => rondo.SendOutcome(outcome));
app.MapGet("/state", () => rondo.State);
await app.RunAsync();
