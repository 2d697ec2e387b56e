using Rondo.Serving.Bench;

// Rondo.Serving.Bench bare URL          serves a constant; the ceiling of what ASP.NET can do here
// Rondo.Serving.Bench facts             durable facts a second, beside appending the same bytes to a file
// Rondo.Serving.Bench score             one row, 100 trees: the trees alone, from JSON, and a whole decision in process
// Rondo.Serving.Bench soak [--seconds 600]  a fixed rate for minutes, and the memory of the server
// Rondo.Serving.Bench run [OPTIONS]     runs the server and its peers in turn under wrk and prints ratios
if (args is ["bare", var url])
{
    return await BareEndpoint.ServeAsync(url);
}

if (args is ["run", ..])
{
    return await ServingRace.RunAsync(RaceOptions.Parse(args[1..]));
}

if (args is ["facts"])
{
    return await FactBench.RunAsync();
}

if (args is ["score"])
{
    return await ScoreBench.RunAsync();
}

if (args is ["soak", ..])
{
    return await Soak.RunAsync(RaceOptions.Parse(args.Contains("--seconds") ? args : [.. args, "--seconds", "600"]));
}

Console.Error.WriteLine("""
    Works: bare URL | facts | score | soak [--seconds 600] | run [--seconds 6] [--rounds 3] [--connections 1,16,64] [--peers FOLDER] [--only NAME,NAME] [--keep FOLDER]
    FOLDER of --peers holds serve_fastapi.py; without it only the bare endpoint is the peer. wrk and taskset must be installed.
    """);
return 2;
