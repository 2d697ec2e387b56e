using OpenTelemetry.Metrics;

namespace Rondo.Server.Http;

/// <summary>
/// Numbers for those who run the program: Prometheus reads them at <c>/metrics</c>; where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// is set, they are sent there too.
/// </summary>
internal static class Telemetry
{
    // From half a millisecond to the longest budget that a release is likely to have.
    private static readonly double[] Seconds = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    public static void AddTelemetry(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter("Rondo.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime")
                .AddView("rondo.decision.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Seconds })
                .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Seconds })
                .AddPrometheusExporter(exporter => exporter.ScrapeEndpointPath = "/metrics");
            if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            {
                metrics.AddOtlpExporter();
            }
        });
}
