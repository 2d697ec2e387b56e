using System.Text.RegularExpressions;
using Rondo.Contracts;
using Rondo.Engines.Tables;

namespace Rondo.Data.Judgement.Checks;

/// <summary>Marks of personal data: what must not wander into models, exports and screenshots unnoticed.</summary>
internal sealed partial class PersonalData : IDataCheck
{
    private const int MostValues = 2_000;
    private const double Often = 0.2;

    // Two values under "mobile" say whether somebody has one, not which.
    private const int FewestDistinct = 10;

    private static readonly string[] Names = ["firstname", "lastname", "fullname", "surname", "customername", "email", "phone", "mobile", "telephone", "address", "street", "birthdate", "dateofbirth", "dob", "ssn", "passport", "iban"];

    private static readonly (string What, Regex Shape)[] Shapes = [("e-mail addresses", Mail()), ("telephone numbers", Phone()), ("card numbers", Card()), ("IP addresses", Ip()), ("bank accounts", Iban())];

    public IEnumerable<Finding> Look(Examination examination)
    {
        foreach (var column in examination.Table.Columns)
        {
            var plain = new string([.. column.Name.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
            var many = examination.Columns.FirstOrDefault(described => described.Name == column.Name)?.Distinct >= FewestDistinct;
            var what = many && Names.Any(name => plain.EndsWith(name, StringComparison.Ordinal)) ? "what its name says" : column is TextColumn text ? Inside(text) : null;
            if (what is not null)
            {
                yield return new Finding
                {
                    Code = "personal_data",
                    Severity = Severity.Info,
                    Sentence = $"{column.Name} looks like personal data: {what}.",
                    NextStep = "Keep it only where a purpose and a right to use it are on record; a model hardly ever needs it.",
                    Column = column.Name,
                };
            }
        }
    }

    // Free text holds them here and there, a column of them everywhere: one in five values, or one in twenty of free text.
    private static string? Inside(TextColumn column)
    {
        var values = column.Distinct.Take(MostValues).ToList();
        var enough = Math.Max(3, values.Count * (column.Kind == ColumnKind.Text ? Often / 4 : Often));
        return values.Count == 0 ? null : Shapes.Where(shape => values.Count(value => shape.Shape.IsMatch(value)) >= enough).Select(shape => shape.What).FirstOrDefault();
    }

    [GeneratedRegex(@"[\w.+-]{1,64}@[\w-]{1,63}(\.[\w-]{2,63}){1,4}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Mail();

    [GeneratedRegex(@"(^|\s)(\+|00)\d{1,3}[\s./-]?(\(?\d{2,5}\)?[\s./-]?){2,4}\d{2,}", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(^|\s)\d{4}[ -]\d{4}[ -]\d{4}[ -]\d{4}($|\s)", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Card();

    [GeneratedRegex(@"(^|\s)(25[0-5]|2[0-4]\d|1?\d{1,2})(\.(25[0-5]|2[0-4]\d|1?\d{1,2})){3}($|\s)", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Ip();

    [GeneratedRegex(@"(^|\s)[A-Z]{2}\d{2}( ?[A-Z0-9]{4}){3,7}( ?[A-Z0-9]{1,3})?($|\s)", RegexOptions.CultureInvariant, 100)]
    private static partial Regex Iban();
}
