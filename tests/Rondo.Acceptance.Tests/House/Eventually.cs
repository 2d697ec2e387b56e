using System.Diagnostics;

namespace Rondo.Acceptance.House;

/// <summary>Waits for what happens in the background.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private const int Looks = 400;

    /// <summary>What was seen once it was enough, or at the last look.</summary>
    public static async Task<T> UntilAsync<T>(Func<Task<T>> look, Func<T, bool> enough)
    {
        for (var i = 0; i < Looks; i++)
        {
            if (await look() is var seen && enough(seen))
            {
                return seen;
            }

            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }

        return await look();
    }

    /// <summary>Where a program listens that says so on its standard output; what it says later must not fill the pipe.</summary>
    public static async Task<Uri> ListensAsync(Process process)
    {
        while (await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.IndexOf("http://127.0.0.1:", StringComparison.Ordinal) is >= 0 and var start)
            {
                _ = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, TestContext.Current.CancellationToken);
                var end = line.IndexOfAny([' ', ';', ','], start);
                return new Uri((end < 0 ? line[start..] : line[start..end]).TrimEnd('/') + "/");
            }
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }
}
