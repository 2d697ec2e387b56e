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

    // A minute, an hour, a day, a week, a month, a quarter: truth takes its time.
    private static readonly double[] Delays = [60, 3_600, 86_400, 604_800, 2_592_000, 7_776_000];

    public static void AddTelemetry(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().WithMetrics(metrics =>
        {
            metrics.AddMeter("Rondo.*", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.AspNetCore.RateLimiting", "System.Runtime")
                .AddView("model.prediction.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Seconds })
                .AddView("label.delay", new ExplicitBucketHistogramConfiguration { Boundaries = Delays })
                .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration { Boundaries = Seconds })
                .AddPrometheusExporter(exporter => exporter.ScrapeEndpointPath = "/metrics");
            if (!string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
            {
                metrics.AddOtlpExporter();
            }
        });
}
