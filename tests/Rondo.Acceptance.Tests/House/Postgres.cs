using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Rondo.Acceptance.House;

/// <summary>A PostgreSQL of one's own, in a folder of its own, on loopback; it ends with the test.</summary>
internal sealed class Postgres : IDisposable
{
    private readonly string _folder;
    private readonly string _binaries;

    private Postgres(string folder, string binaries, int port) => (_folder, _binaries, Port) = (folder, binaries, port);

    public int Port { get; }

    public string Connection => $"Host=127.0.0.1;Port={Port};Username=postgres;Password=not-checked-secret;Database=postgres;Pooling=false;Timeout=10";

    /// <summary>Null where PostgreSQL is not installed.</summary>
    public static Postgres? Start()
    {
        var binaries = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")).LastOrDefault(bin => File.Exists(Path.Combine(bin, "initdb"))) : null;
        if (binaries is null)
        {
            return null;
        }

        var folder = Directory.CreateTempSubdirectory("rondo-postgres-").FullName;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        listener.Stop();
        var postgres = new Postgres(folder, binaries, port);

        // It refuses to run as root.
        if (Environment.UserName == "root")
        {
            Run("chown", ["postgres", folder]);
        }

        postgres.AsOwner("initdb", ["-D", Path.Combine(folder, "data"), "-U", "postgres", "-A", "trust", "-N", "-E", "UTF8"]);
        postgres.AsOwner("pg_ctl", ["-D", Path.Combine(folder, "data"), "-w", "-l", Path.Combine(folder, "log"), "-o", string.Create(CultureInfo.InvariantCulture, $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -c fsync=off"), "start"]);
        return postgres;
    }

    public void Execute(string sql) => AsOwner("psql", ["-h", "127.0.0.1", "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", "postgres", "-v", "ON_ERROR_STOP=1", "-q", "-c", sql]);

    public void Dispose()
    {
        AsOwner("pg_ctl", ["-D", Path.Combine(_folder, "data"), "-m", "immediate", "stop"]);
        Directory.Delete(_folder, recursive: true);
    }

    private void AsOwner(string program, IReadOnlyList<string> arguments)
    {
        var path = Path.Combine(_binaries, program);
        if (Environment.UserName == "root")
        {
            Run("runuser", ["-u", "postgres", "--", path, .. arguments]);
        }
        else
        {
            Run(path, arguments);
        }
    }

    private static void Run(string program, IReadOnlyList<string> arguments)
    {
        // Its output goes nowhere: the server that pg_ctl leaves behind would hold a pipe open for ever.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" > /dev/null 2>&1", "sh", program, .. arguments]) { WorkingDirectory = Path.GetTempPath() };
        using var process = Process.Start(start)!;
        process.WaitForExit(TimeSpan.FromSeconds(60)).ShouldBeTrue($"{program} did not end");
        process.ExitCode.ShouldBe(0, $"{program} {string.Join(' ', arguments)}");
    }
}
