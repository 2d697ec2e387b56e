using System.Globalization;
using System.Text;
using System.Text.Json;
using Rondo.Engines.Learning.LightGbm;

namespace Rondo.Engines.Learning.Imports;

/// <summary>
/// LightGBM's text, as <c>booster.save_model("model.txt")</c> writes it. It names its columns, their ranges, and, where it
/// was trained on a data frame with categories, the texts of these.
/// </summary>
internal sealed class LightGbmImport : IModelImport
{
    public string FileName => "model.txt";

    public ImportedModel Read(byte[] model, IReadOnlyList<DeclaredFeature>? features)
    {
        ArgumentNullException.ThrowIfNull(model);
        var parsed = LightGbmModel.Parse(model);
        BoundedJson.Require(parsed.Classes == 2, $"it tells {parsed.Classes} classes apart, and a release decides about one of two");
        var lines = new TextLines(model);
        BoundedJson.Require(lines.Next(), "it is empty");
        var header = TextBlock.Read(ref lines);
        var count = header.Whole("max_feature_idx", 0, int.MaxValue - 1) + 1;
        var declared = features ?? Own(header, model, count);
        BoundedJson.Require(declared.Count == count, $"it expects {count} columns, and {declared.Count} are declared");
        return new ImportedModel(parsed, declared);
    }

    private static DeclaredFeature[] Own(TextBlock header, byte[] model, int count)
    {
        var names = header.Text("feature_names").Split(' ');
        var infos = header.Text("feature_infos").Split(' ');
        BoundedJson.Require(names.Length == count && infos.Length == count, "its columns and their ranges are not one for one");
        BoundedJson.Require(!names.All(name => name.StartsWith("Column_", StringComparison.Ordinal)), "it does not name its columns; add features.json");
        var texts = new Queue<string[]>(PandasCategories(model));
        var categories = infos.Count(info => IsCategory(info));
        BoundedJson.Require(texts.Count == 0 || texts.Count == categories, $"{categories} of its columns are categories, and it names the texts of {texts.Count}; add features.json");
        return [.. names.Zip(infos, (name, info) => IsCategory(info) ? new DeclaredFeature(name, texts.Count > 0 ? texts.Dequeue() : Codes(info)) : Number(name, info))];
    }

    private static bool IsCategory(string info) => info != "none" && !info.StartsWith('[');

    // Without texts the codes are the categories: callers send 0, 1, 2.
    private static string[] Codes(string info)
    {
        var codes = info.Split(':').Select(code => int.TryParse(code, NumberStyles.Integer, CultureInfo.InvariantCulture, out var value) ? value : throw new InvalidDataException("The document is broken: a category's code is no number.")).ToList();
        BoundedJson.Require(codes.Max() is >= 0 and < 10_000, "a category's code is out of bounds");
        return [.. Enumerable.Range(0, codes.Max() + 1).Select(code => code.ToString(CultureInfo.InvariantCulture))];
    }

    private static DeclaredFeature Number(string name, string info)
    {
        var ends = info.Trim('[', ']').Split(':');
        return ends.Length == 2 && double.TryParse(ends[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var low) && double.TryParse(ends[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var high) && low <= high
            ? new DeclaredFeature(name, null, low, high)
            : new DeclaredFeature(name);
    }

    private static List<string[]> PandasCategories(byte[] model)
    {
        var text = model.AsSpan();
        var at = text.LastIndexOf("pandas_categorical:"u8);
        if (at < 0)
        {
            return [];
        }

        var rest = text[(at + "pandas_categorical:"u8.Length)..];
        var end = rest.IndexOf((byte)'\n');
        var line = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]);
        try
        {
            using var lists = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = 4 });
            return lists.RootElement.ValueKind != JsonValueKind.Array ? [] :
                [.. lists.RootElement.EnumerateArray().Select(list => list.EnumerateArray().Select(value => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText()).ToArray())];
        }
        catch (Exception broken) when (broken is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("The document is broken: its pandas_categorical is no list of lists.", broken);
        }
    }
}
