using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using DuckDB.NET.Data;

// Rondo.Data.Bench RONDO DATA [PEERS]: profile and scout of a CSV of 20 mixed columns as whole processes, beside what users
// would pick instead, in turn, and the ratios. RONDO is the program; DATA holds profile_N.csv of the peers' generate.py;
// PEERS holds profile_pandas.py.
if (args is ["summarize", var summarized])
{
    using var connection = new DuckDBConnection("DataSource=:memory:");
    connection.Open();
    using var command = connection.CreateCommand();
    command.CommandText = $"SUMMARIZE SELECT * FROM read_csv('{summarized.Replace("'", "''", StringComparison.Ordinal)}')";
    using var reader = command.ExecuteReader();
    var described = 0;
    while (reader.Read())
    {
        described++;
    }

    Console.WriteLine(described);
    return 0;
}

if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: Rondo.Data.Bench RONDO DATA [PEERS]");
    return 2;
}

const int Rounds = 3;
var self = Environment.ProcessPath!;
foreach (var rows in new[] { 10_000, 100_000, 1_000_000, 10_000_000 })
{
    var file = Path.Combine(args[1], $"profile_{rows}.csv");
    if (!File.Exists(file))
    {
        continue;
    }

    var works = new List<(string Name, string Program, string[] Arguments)>
    {
        ("rondo profile", args[0], ["profile", file, "--json"]),
        ("rondo scout", args[0], ["scout", file, "--target", "target", "--json"]),
        ("DuckDB SUMMARIZE", self, ["summarize", file]),
    };
    if (args.Length > 2)
    {
        works.Add(("pandas", "/usr/bin/python3", [Path.Combine(args[2], "profile_pandas.py"), rows.ToString(CultureInfo.InvariantCulture)]));
    }

    // In turn, so that whatever else the machine does meets all of them alike.
    var runs = works.ToDictionary(work => work.Name, _ => new List<(double Wall, double Cpu, double Peak)>());
    for (var round = 0; round < Rounds; round++)
    {
        foreach (var (name, program, arguments) in works)
        {
            runs[name].Add(Run(program, arguments, args[1]));
        }
    }

    var ours = Median(runs["rondo profile"].Select(run => run.Cpu));
    Console.WriteLine($"{rows:N0} rows");
    foreach (var (name, _, _) in works)
    {
        var (wall, cpu, peak) = (Median(runs[name].Select(run => run.Wall)), Median(runs[name].Select(run => run.Cpu)), runs[name].Max(run => run.Peak));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-18} {wall,8:0.00} s wall {cpu,8:0.00} s CPU {peak,8:0} MiB   CPU beside rondo profile {cpu / ours,6:0.00}"));
    }
}

return 0;

static (double Wall, double Cpu, double Peak) Run(string program, string[] arguments, string data)
{
    var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
    start.Environment["RONDO_BENCH_DATA"] = data;
    var clock = Stopwatch.StartNew();
    using var process = Process.Start(start)!;
    var said = "";
    process.OutputDataReceived += (_, line) => said = line.Data is { Length: > 0 and < 1_000 } text ? text : said;
    process.ErrorDataReceived += (_, _) => { };
    process.BeginOutputReadLine();
    process.BeginErrorReadLine();
    double peak = 0, cpu = 0;
    while (!process.WaitForExit(20))
    {
        process.Refresh();
        try
        {
            (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64 / 1048576.0), process.TotalProcessorTime.TotalSeconds);
        }
        catch (InvalidOperationException)
        {
            break;
        }
    }

    process.WaitForExit();

    // The peer's script does the work several times and says the median of one.
    if (said.StartsWith("{\"work\"", StringComparison.Ordinal))
    {
        using var told = JsonDocument.Parse(said);
        return (told.RootElement.GetProperty("seconds").GetDouble(), told.RootElement.GetProperty("cpu_s").GetDouble(), told.RootElement.GetProperty("peak_mb").GetDouble());
    }

    return (clock.Elapsed.TotalSeconds, cpu, peak);
}

static double Median(IEnumerable<double> values)
{
    var sorted = values.Order().ToArray();
    return sorted[sorted.Length / 2];
}
