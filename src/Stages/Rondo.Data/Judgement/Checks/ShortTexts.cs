using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement.Checks;

/// <summary>Texts too short to say anything: "ok", "see above", a lone greeting.</summary>
internal sealed class ShortTexts : IDataCheck
{
    private const int FewestWords = 3;
    private const double Worth = 0.05;

    public IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var column in examination.Table.Columns.OfType<TextColumn>().Where(column => column.Kind == ColumnKind.Text && column.Name != examination.TargetName))
        {
            var shorts = column.Distinct.Select(text => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length < FewestWords).ToArray();
            var (few, all) = (0, 0);
            foreach (var code in column.Codes)
            {
                all += code >= 0 ? 1 : 0;
                few += code >= 0 && shorts[code] ? 1 : 0;
            }

            if (all > 0 && few >= all * Worth)
            {
                yield return new Finding
                {
                    Code = "short_texts",
                    Severity = Severity.Warning,
                    Topic = FindingTopic.Record,
                    Sentence = string.Create(CultureInfo.InvariantCulture, $"{few:N0} of {all:N0} texts of {column.Name} ({100.0 * few / all:0} %) have fewer than {FewestWords} words."),
                    Numbers = new Dictionary<string, double> { ["count"] = few, ["rows"] = all },
                    NextStep = "Find out what people did who wrote so little; a model will have to guess there, and should say so.",
                    Column = column.Name,
                };
            }
        }
    }
}
