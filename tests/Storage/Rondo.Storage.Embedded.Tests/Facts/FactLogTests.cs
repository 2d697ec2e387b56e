using Rondo.Kernel.Facts;
using Rondo.Storage.Embedded.Facts;

namespace Rondo.Storage.Embedded.Tests.Facts;

public sealed class FactLogTests
{
    private const long OneFile = 1 << 20;

    [Fact]
    public void What_was_appended_is_replayed_in_order()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 5);

        Replay(folder.Path, moved: 0).ShouldBe([1, 2, 3, 4, 5]);
        Replay(folder.Path, moved: 3).ShouldBe([4, 5]);
        Replay(folder.Path, moved: 5).ShouldBeEmpty();
    }

    [Fact]
    public void Wherever_a_crash_tears_the_last_record_all_before_it_is_replayed_and_writing_goes_on()
    {
        using var whole = new TemporaryFolder();
        Write(whole.Path, 1, 2);
        var shorter = new FileInfo(OnlyFile(whole.Path)).Length;
        using (var more = new TemporaryFolder())
        {
            Write(more.Path, 1, 3);
            var bytes = File.ReadAllBytes(OnlyFile(more.Path));
            for (var end = shorter; end < bytes.Length; end++)
            {
                using var torn = new TemporaryFolder();
                File.WriteAllBytes(torn.At("00000000000000000001.log"), bytes[..(int)end]);

                Replay(torn.Path, moved: 0).ShouldBe([1, 2]);
                Write(torn.Path, 3, 4, moved: 0);
                Replay(torn.Path, moved: 0).ShouldBe([1, 2, 3, 4]);
            }
        }
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_the_last_record_is_noticed()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 1);
        var first = (int)new FileInfo(OnlyFile(folder.Path)).Length;
        using var two = new TemporaryFolder();
        Write(two.Path, 1, 2);
        var bytes = File.ReadAllBytes(OnlyFile(two.Path));
        for (var bit = first * 8; bit < bytes.Length * 8; bit++)
        {
            using var flipped = new TemporaryFolder();
            var damaged = bytes.ToArray();
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(flipped.At("00000000000000000001.log"), damaged);

            Replay(flipped.Path, moved: 0).ShouldBe([1]);
        }
    }

    [Fact]
    public void A_tail_of_zeros_as_some_file_systems_leave_it_is_cut()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 2);
        var file = OnlyFile(folder.Path);
        var length = new FileInfo(file).Length;
        using (var stream = new FileStream(file, FileMode.Append))
        {
            stream.Write(new byte[4096]);
        }

        Replay(folder.Path, moved: 0).ShouldBe([1, 2]);
        new FileInfo(file).Length.ShouldBe(length);
    }

    [Fact]
    public void Damage_that_no_crash_leaves_stops_the_start_instead_of_losing_facts_silently()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 4, segmentBytes: 1);
        var second = Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).ElementAt(1);
        var bytes = File.ReadAllBytes(second);
        bytes[^1] ^= 1;
        File.WriteAllBytes(second, bytes);

        Should.Throw<InvalidDataException>(() => Replay(folder.Path, moved: 0)).Message.ShouldContain("damaged");
        Replay(folder.Path, moved: 2).ShouldBe([3, 4], "what the columns hold is not needed any more");
    }

    [Fact]
    public void A_missing_file_stops_the_start()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 4, segmentBytes: 1);
        File.Delete(Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal).ElementAt(1));

        Should.Throw<InvalidDataException>(() => Replay(folder.Path, moved: 0)).Message.ShouldContain("missing");
    }

    [Fact]
    public void Columns_that_lost_batches_which_the_log_has_dropped_stop_the_start()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 4, segmentBytes: 1);
        Replay(folder.Path, moved: 3);

        Should.Throw<InvalidDataException>(() => Replay(folder.Path, moved: 0)).Message.ShouldContain("missing");
    }

    [Fact]
    public void Files_go_once_everything_in_them_was_moved_and_not_before()
    {
        using var folder = new TemporaryFolder();
        using var log = FactLog.Open(folder.Path, 1, 0, _ => { });
        for (var number = 1; number <= 4; number++)
        {
            log.Append(new RecordWriter().Record(Batch(number)), sync: number % 2 == 0);
        }

        log.DropThrough(2);
        Directory.GetFiles(folder.Path).Length.ShouldBe(2);
        log.DropThrough(4);
        Directory.GetFiles(folder.Path).Length.ShouldBe(1, "the newest file is being written");
    }

    [Fact]
    public void Syncing_before_between_and_after_files_changes_nothing_of_what_is_there()
    {
        using var folder = new TemporaryFolder();
        using (var log = FactLog.Open(folder.Path, 1, 0, _ => { }))
        {
            log.Sync();
            for (var number = 1; number <= 3; number++)
            {
                log.Append(new RecordWriter().Record(Batch(number)), sync: false);
                log.Sync();
            }
        }

        Replay(folder.Path, moved: 0).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void An_empty_file_from_a_crash_right_after_its_making_is_used_again()
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path, 1, 2);
        File.WriteAllBytes(folder.At("00000000000000000003.log"), []);

        Write(folder.Path, 3, 4, moved: 0);

        Replay(folder.Path, moved: 0).ShouldBe([1, 2, 3, 4]);
    }

    [Fact]
    public void A_batch_of_a_newer_format_is_not_guessed_at()
    {
        var bytes = new RecordWriter().Record(Batch(1))[LogRecord.HeaderBytes..].ToArray();
        bytes[0] = 2;

        Should.Throw<InvalidDataException>(() => new RecordReader(bytes).Batch()).Message.ShouldContain("format 2");
    }

    private static FactBatch Batch(long number) => new(number, [new Fact { Product = "churn", Kind = "kpi", Id = $"f{number}", At = DateTimeOffset.UnixEpoch, RecordedAt = DateTimeOffset.UnixEpoch, Value = number }]);

    private static string OnlyFile(string folder) => Directory.GetFiles(folder).Single();

    private static void Write(string folder, int from, int to, long segmentBytes = OneFile, long? moved = null)
    {
        using var log = FactLog.Open(folder, segmentBytes, moved ?? from - 1, _ => { });
        log.Next.ShouldBe(from);
        for (var number = from; number <= to; number++)
        {
            log.Append(new RecordWriter().Record(Batch(number)), sync: number % 2 == 0);
        }
    }

    private static List<long> Replay(string folder, long moved)
    {
        var replayed = new List<long>();
        using var log = FactLog.Open(folder, OneFile, moved, batch =>
        {
            batch.Facts.Single().Value.ShouldBe(batch.Number);
            replayed.Add(batch.Number);
        });
        log.Next.ShouldBe(Math.Max(moved, replayed.LastOrDefault()) + 1);
        return replayed;
    }
}
