using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Rondo.Server.Http;

/// <summary>
/// Numbers for those who run the program: Prometheus reads them at <c>/metrics</c>; where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>
/// is set, they are sent there too. A stage's meter is found by its name; its instruments bring their own buckets.
/// </summary>
internal static class Telemetry
{
    public static void AddTelemetry(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().ConfigureResource(resource => resource.AddService("rondo")).WithMetrics(metrics =>
        {
            metrics.AddMeter("Rondo.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime")
                .AddPrometheusExporter(exporter => exporter.ScrapeEndpointPath = "/metrics");
            if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            {
                metrics.AddOtlpExporter();
            }
        });
}
