using System.Globalization;

namespace Rondo.Worlds;

/// <summary>Spoils clean rows as real exports are spoiled, and notes down what it did.</summary>
internal sealed class Spoiler(string[] header, Pcg random)
{
    private const double LostShare = 0.02;
    private const double OftenLostShare = 0.07;
    private const double FormatShare = 0.1;
    private const double SpellingShare = 0.12;
    private const double LabelSpellingShare = 0.25;
    private const double ImpossibleShare = 0.0006;
    private const int RowsPerExactDuplicate = 250;
    private const int RowsPerNearDuplicate = 400;
    private const int RowsPerConflictingDuplicate = 1500;

    /// <summary>The column that a near duplicate changes: it differs from one export to the next anyway.</summary>
    private const string Restless = "sessions_30d";

    private Pcg _random = random;

    private sealed record Row(string[] Cells, List<(int Column, MessKind Kind, string Clean)> Spoiled)
    {
        public (Row Original, MessKind Kind)? Repeats { get; init; }
    }

    /// <returns>The lines to write, and what was done to them.</returns>
    public (List<string[]> Lines, MessKey Key) Spoil(IReadOnlyList<string[]> clean)
    {
        var rows = clean.Select(SpoilRow).ToList();
        Repeat(rows);

        var places = new Dictionary<Row, int>(ReferenceEqualityComparer.Instance);
        for (var i = 0; i < rows.Count; i++)
        {
            places[rows[i]] = i;
        }

        var cells = rows.SelectMany((row, i) => row.Spoiled.Select(
            s => new SpoiledCell(i, header[s.Column], s.Kind, s.Clean, row.Cells[s.Column])));
        var repeated = rows.Where(r => r.Repeats is not null)
            .Select(r => new RepeatedRow(places[r], places[r.Repeats!.Value.Original], r.Repeats.Value.Kind));
        return (rows.ConvertAll(r => r.Cells), new MessKey(rows.Count, [.. cells], [.. repeated]));
    }

    private Row SpoilRow(string[] clean)
    {
        var row = new Row([.. clean], []);
        for (var column = 0; column < clean.Length; column++)
        {
            if (Written(header[column], clean[column]) is var (kind, written))
            {
                row.Cells[column] = written;
                row.Spoiled.Add((column, kind, clean[column]));
            }
        }

        return row;
    }

    /// <summary>What becomes of one cell: at most one thing, or null when it stays as it is.</summary>
    private (MessKind Kind, string Written)? Written(string column, string clean)
    {
        switch (column)
        {
            case ChurnColumns.CustomerId:
                return null;
            case ChurnColumns.Churned:
                return _random.Chance(LabelSpellingShare) ? (MessKind.LabelSpelling, Spelling.Of(clean, ref _random)) : null;
            case var _ when clean.Length == 0:
                return (MessKind.UnknownValue, Spelling.Missing(ref _random));
            case var _ when _random.Chance(column is "region" or "age_band" ? OftenLostShare : LostShare):
                return (MessKind.LostValue, Spelling.Missing(ref _random));
            case "sign_up_date":
                return _random.Chance(FormatShare) ? (MessKind.DateFormat, Spelling.Date(clean, ref _random)) : null;
            case "plan" or "contract" or "channel" or "region" or "payment_method":
                return _random.Chance(SpellingShare) ? (MessKind.Spelling, Spelling.Of(clean, ref _random)) : null;
            default:
                if (Spelling.Impossible(column) is { } impossible && _random.Chance(ImpossibleShare))
                {
                    return (MessKind.ImpossibleValue, impossible);
                }

                return _random.Chance(FormatShare) && Spelling.Number(column, clean, ref _random) is { } number
                    ? (MessKind.NumberFormat, number)
                    : null;
        }
    }

    private void Repeat(List<Row> rows)
    {
        var restless = Array.IndexOf(header, Restless);
        var label = Array.IndexOf(header, ChurnColumns.Churned);
        var (exact, near, conflicting) = (
            rows.Count / RowsPerExactDuplicate, rows.Count / RowsPerNearDuplicate, rows.Count / RowsPerConflictingDuplicate);

        // One original is repeated at most once, and repetitions are never repeated, so that each kind can be counted.
        var originals = rows.Where(r => r.Spoiled.All(s => s.Column != restless && s.Column != label)).ToArray();
        _random.Shuffle(originals.AsSpan());
        foreach (var (original, i) in originals.Take(exact + near + conflicting).Select((o, i) => (o, i)))
        {
            var kind = i < exact ? MessKind.ExactDuplicate
                : i < exact + near ? MessKind.NearDuplicate
                : MessKind.ConflictingDuplicate;
            var cells = original.Cells.ToArray();
            if (kind == MessKind.NearDuplicate)
            {
                cells[restless] = (int.Parse(cells[restless], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            }
            else if (kind == MessKind.ConflictingDuplicate)
            {
                cells[label] = cells[label] == "Yes" ? "No" : "Yes";
            }

            rows.Insert(_random.Next(rows.Count + 1), new Row(cells, original.Spoiled) { Repeats = (original, kind) });
        }
    }
}
