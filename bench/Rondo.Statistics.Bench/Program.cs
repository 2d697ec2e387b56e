using Rondo.Statistics.Bench;

// Rondo.Statistics.Bench WORK [DATA]: prints one JSON line a measurement, in the form of the peers' scripts, so that
// side_by_side.py can interleave both. DATA is the folder that the peers' generate.py filled.
if (args.Length == 0)
{
    Console.Error.WriteLine("Works: drift, agreement, cbpe, auc, streams, sketches. Set RONDO_BENCH_THREADS=1 for one thread.");
    return 2;
}

var data = args.Length > 1 ? args[1] : Environment.GetEnvironmentVariable("RONDO_BENCH_DATA") ?? "data";
switch (args[0])
{
    case "drift": DriftBench.Run(data); break;
    case "agreement": AgreementBench.Run(data); break;
    case "cbpe": CbpeBench.Run(data); break;
    case "auc": AucBench.Run(data); break;
    case "streams": StreamBench.Run(); break;
    case "sketches": SketchBench.Run(); break;
    default: return 2;
}

return 0;
