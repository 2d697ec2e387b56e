namespace Rondo.Contracts;

/// <summary>Names of fields as people and as files write them: "Total Charges", "total_charges" and "TotalCharges" are one field.</summary>
public static class FieldName
{
    /// <summary>True where both name one field: the same letters and digits, singular or plural.</summary>
    public static bool Same(string? a, string? b) => Plain(a) is { Length: > 0 } plain && plain == Plain(b);

    /// <summary>The column that holds a field; null where none does.</summary>
    public static string? Find(string? field, IEnumerable<string> columns) => columns.FirstOrDefault(column => column == field) ?? columns.FirstOrDefault(column => Same(field, column));

    /// <summary>A field's name as an id: lower-case letters, digits and dashes.</summary>
    public static string Id(string field)
    {
        ArgumentNullException.ThrowIfNull(field);
        var letters = new List<char>(field.Length + 4);
        for (var i = 0; i < field.Length; i++)
        {
            if (char.IsLetterOrDigit(field[i]))
            {
                if (letters.Count > 0 && letters[^1] != '-' && char.IsUpper(field[i]) && i > 0 && char.IsLower(field[i - 1]))
                {
                    letters.Add('-');
                }

                letters.Add(char.ToLowerInvariant(field[i]));
            }
            else if (letters.Count > 0 && letters[^1] != '-')
            {
                letters.Add('-');
            }
        }

        return new string([.. letters]).Trim('-');
    }

    private static string Plain(string? name)
    {
        var plain = new string([.. (name ?? "").Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        return plain.Length > 3 && plain[^1] == 's' && plain[^2] != 's' ? plain[..^1] : plain;
    }
}
