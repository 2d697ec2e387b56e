using Rondo.Contracts;

namespace Rondo.Client;

public sealed partial class RondoClient
{
    /// <summary>Writes a monitor.</summary>
    public Task<Reply<Document<Contracts.Monitor>>> SaveMonitorAsync(string product, string monitor, Contracts.Monitor body, WriteOptions? options = null, CancellationToken cancellation = default) =>
        PutAsync<Document<Contracts.Monitor>>(OfProduct(product, $"/monitors/{Enc(monitor)}"), body, options, cancellation);

    /// <summary>Monitors.</summary>
    public Task<Reply<IReadOnlyList<Document<Contracts.Monitor>>>> GetMonitorsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Contracts.Monitor>>>(OfProduct(product, "/monitors"), cancellation);

    /// <summary>Retires a monitor; refused for the last one of a live release.</summary>
    public Task<Reply<Nothing>> RetireMonitorAsync(string product, string monitor, string reason, CancellationToken cancellation = default) =>
        SendAsync<Nothing>(HttpMethod.Delete, OfProduct(product, $"/monitors/{Enc(monitor)}{Query(("reason", reason))}"), null, null, cancellation);

    /// <summary>Evaluates all monitors now, or as of another time.</summary>
    public Task<Reply<MonitoringRound>> EvaluateMonitorsAsync(string product, EvaluateMonitorsRequest request, CancellationToken cancellation = default) =>
        PostAsync<MonitoringRound>(OfProduct(product, "/monitoring/rounds"), request, null, cancellation);

    /// <summary>What a monitor saw, oldest window first.</summary>
    public Task<Reply<IReadOnlyList<MonitorPoint>>> GetMonitorPointsAsync(string product, string monitor, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<MonitorPoint>>(OfProduct(product, $"/monitors/{Enc(monitor)}/points"), cancellation);

    /// <summary>Incidents.</summary>
    public Task<Reply<IReadOnlyList<Document<Incident>>>> GetIncidentsAsync(string product, CancellationToken cancellation = default) =>
        GetAsync<IReadOnlyList<Document<Incident>>>(OfProduct(product, "/incidents"), cancellation);

    /// <summary>One incident.</summary>
    public Task<Reply<Document<Incident>>> GetIncidentAsync(string product, string incident, CancellationToken cancellation = default) =>
        GetAsync<Document<Incident>>(OfProduct(product, $"/incidents/{Enc(incident)}"), cancellation);

    /// <summary>Takes an incident on.</summary>
    public Task<Reply<Document<Incident>>> AcknowledgeIncidentAsync(string product, string incident, AcknowledgeRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Incident>>(OfProduct(product, $"/incidents/{Enc(incident)}/acknowledge"), request, null, cancellation);

    /// <summary>Closes an incident with a decision, a cause and a remedy.</summary>
    public Task<Reply<Document<Incident>>> CloseIncidentAsync(string product, string incident, CloseIncidentRequest request, CancellationToken cancellation = default) =>
        PostAsync<Document<Incident>>(OfProduct(product, $"/incidents/{Enc(incident)}/close"), request, null, cancellation);
}
