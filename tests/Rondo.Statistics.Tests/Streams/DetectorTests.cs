using Rondo.Statistics;

namespace Rondo.Tests.Statistics;

public sealed class DetectorTests
{
    public static TheoryData<string> Cases => ["ph", "ddm", "eddm", "hddm_a", "hddm_a2", "hddm_w", "hddm_w2", "adwin", "adwin_multi"];

    [Theory, MemberData(nameof(Cases))]
    public void Detections_equal_the_published_indices(string id)
    {
        var json = Table.Json("refnum_streams", "cases.json");
        var found = json.EnumerateArray().First(c => c.GetProperty("id").GetString() == id);
        var stream = found.GetProperty("stream").GetString()!;
        double[] values = File.Exists(SharedData.File("refnum_streams", stream + ".csv"))
            ? Table.Read("refnum_streams", stream + ".csv").Numbers("value")
            : Table.Read("refnum_streams", "streams.csv").Numbers(stream);
        var name = found.GetProperty("detector").GetString()! switch { "Page-Hinkley" => "page_hinkley", var other => other.ToLowerInvariant() };
        var parameters = found.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.ToString().ToLowerInvariant());
        Run(StreamDetectors.Create(name, parameters), values).ShouldBe(found.GetProperty("expected_drift_indices").EnumerateArray().Select(e => e.GetInt32()));
    }

    [Fact]
    public void Documentation_examples_equal_the_published_indices()
    {
        double[] stream = Table.Read("refnum_streams", "doc_stream.csv").Numbers("value");
        Run(new Adwin(), stream).ShouldBe([1023]);
        Run(new PageHinkley(), stream).ShouldBe([1006]);
        var ddm = new Ddm();
        double[] errors = Table.Read("refnum_streams", "doc_ddm.csv").Numbers("value");
        var warning = -1;
        List<int> drifts = [];
        for (var i = 0; i < errors.Length; i++)
        {
            if (ddm.Update(errors[i]))
            {
                drifts.Add(i);
            }
            else if (ddm.IsWarning && warning < 0)
            {
                warning = i;
            }
        }

        drifts.ShouldBe([1334]);
        warning.ShouldBe(1084);
    }

    [Fact]
    public void Kswin_finds_the_change_soon_after_it()
    {
        double[] stream = Table.Read("refnum_streams", "streams.csv").Numbers("stream_1");
        var at = Run(new Kswin(0.0001, 200, 100, 42), stream);
        at.Count.ShouldBe(1);
        at[0].ShouldBeInRange(1001, 1100);
    }

    [Theory]
    [InlineData("page_hinkley")]
    [InlineData("adwin")]
    [InlineData("kswin")]
    [InlineData("cusum")]
    [InlineData("ewma")]
    [InlineData("gma")]
    public void A_shift_is_found_after_it_happened_and_direction_is_told(string id)
    {
        double[] values = [.. Simulated.Normals(2000, 3), .. Simulated.Normals(600, 4, mean: 3)];
        var detector = StreamDetectors.Create(id, id == "kswin" ? new Dictionary<string, string> { ["alpha"] = "0.000001" } : null);
        for (var i = 0; i < values.Length; i++)
        {
            if (detector.Update(values[i]))
            {
                i.ShouldBeInRange(2000, 2400);
                detector.Direction.ShouldBe(1);
                return;
            }
        }

        Assert.Fail("The shift was not found.");
    }

    [Fact]
    public void Every_detector_ignores_missing_values_and_stays_quiet_on_a_constant()
    {
        StreamDetectors.Ids.Count.ShouldBeGreaterThanOrEqualTo(10);
        foreach (var id in StreamDetectors.Ids)
        {
            var detector = StreamDetectors.Create(id);
            detector.Update(double.NaN).ShouldBeFalse();
            detector.Update(double.PositiveInfinity).ShouldBeFalse();
            Enumerable.Range(0, 3000).Any(_ => detector.Update(0)).ShouldBeFalse(id);
            detector.Reset();
            detector.IsWarning.ShouldBeFalse();
        }
    }

    [Fact]
    public void Adwin_window_equals_the_plain_window_while_nothing_changes()
    {
        double[] values = Simulated.Normals(5000, 8);
        var adwin = new Adwin();
        foreach (var value in values)
        {
            adwin.Update(value).ShouldBeFalse();
        }

        adwin.Width.ShouldBe(5000);
        adwin.Mean.ShouldBe(values.Average(), 1e-9);
        adwin.Variance.ShouldBe(values.Average(x => Math.Pow(x - values.Average(), 2)), 1e-6);
    }

    [Fact]
    public void Detectors_allocate_nothing_per_value()
    {
        foreach (var id in StreamDetectors.Ids)
        {
            var detector = StreamDetectors.Create(id);
            double[] values = Simulated.Normals(2000, 5);
            foreach (var value in values)
            {
                detector.Update(value > 1 ? 1 : 0);
            }

            detector.Reset();
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var value in values)
            {
                detector.Update(value > 1 ? 1 : 0);
            }

            (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(2000, id);
        }
    }

    [Fact]
    public void Martingale_rarely_alarms_without_a_change_and_finds_one()
    {
        const int Runs = 300;
        int alarms = 0, found = 0;
        for (ulong r = 0; r < Runs; r++)
        {
            double[] reference = Simulated.Normals(3000, r + 1), quiet = Simulated.Normals(400, r + 1000), moved = Simulated.Normals(400, r + 2000, mean: 0.7);
            var martingale = new ConformalMartingale(reference, limit: 20, seed: r);
            alarms += quiet.Any(martingale.Update) ? 1 : 0;
            martingale.Reset();
            found += moved.Any(martingale.Update) ? 1 : 0;
        }

        ((double)alarms / Runs).ShouldBeLessThan(0.08);
        found.ShouldBe(Runs);
    }

    [Fact]
    public void An_unknown_detector_or_parameter_is_refused()
    {
        Should.Throw<StatisticInputException>(() => StreamDetectors.Create("no_such_detector"));
        Should.Throw<StatisticInputException>(() => StreamDetectors.Create("ddm", new Dictionary<string, string> { ["nonsense"] = "1" }));
    }

    private static List<int> Run(IStreamDetector detector, double[] values) => [.. Enumerable.Range(0, values.Length).Where(i => detector.Update(values[i]))];
}
