using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Sheets;

/// <summary>A data set in the vocabulary in which other tools look for data: Croissant 1.0, JSON-LD.</summary>
[UseCase("GET /products/{product}/datasets/{dataset}/croissant", "dataset croissant", "Describes a data set in the Croissant vocabulary (JSON-LD).")]
internal static class ExportCroissant
{
    public static async Task<Answer<JsonElement>> Handle(string product, string dataset, Desk desk, CancellationToken cancellation) =>
        !(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal) ? refusal :
        state.Find<Dataset>(dataset) is { } found ? Croissant.Of(product, found, state.Find<DataSheet>(dataset)?.Body, state) :
        CommonProblems.NoDocument(Dataset.Kind, dataset);
}

/// <summary>Writes Croissant 1.0.</summary>
/// <remarks>Source: MLCommons, "Croissant format specification" 1.0, whose context is repeated word for word.</remarks>
internal static class Croissant
{
    private const string Context = """
        {"@language":"en","@vocab":"https://schema.org/","citeAs":"cr:citeAs","column":"cr:column","conformsTo":"dct:conformsTo","cr":"http://mlcommons.org/croissant/","rai":"http://mlcommons.org/croissant/RAI/","data":{"@id":"cr:data","@type":"@json"},"dataType":{"@id":"cr:dataType","@type":"@vocab"},"dct":"http://purl.org/dc/terms/","examples":{"@id":"cr:examples","@type":"@json"},"extract":"cr:extract","field":"cr:field","fileProperty":"cr:fileProperty","fileObject":"cr:fileObject","fileSet":"cr:fileSet","format":"cr:format","includes":"cr:includes","isLiveDataset":"cr:isLiveDataset","jsonPath":"cr:jsonPath","key":"cr:key","md5":"cr:md5","parentField":"cr:parentField","path":"cr:path","recordSet":"cr:recordSet","references":"cr:references","regex":"cr:regex","repeated":"cr:repeated","replace":"cr:replace","sc":"https://schema.org/","separator":"cr:separator","source":"cr:source","subField":"cr:subField","transform":"cr:transform"}
        """;

    public static JsonElement Of(string product, Stored<Dataset> dataset, DataSheet? sheet, ProductState state)
    {
        var body = dataset.Body;
        var file = $"{dataset.Id}-file";
        var written = new JsonObject
        {
            ["@context"] = JsonNode.Parse(Context),
            ["@type"] = "sc:Dataset",
            ["conformsTo"] = "http://mlcommons.org/croissant/1.0",
            ["name"] = body.Name,
            ["description"] = Describe(body, sheet),
            ["version"] = $"{dataset.Entry.Version}.0.0",
            ["datePublished"] = dataset.Entry.At.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["creator"] = new JsonObject { ["@type"] = "Organization", ["name"] = dataset.Entry.Actor },
            ["citeAs"] = $"{body.Name}, version {dataset.Entry.Version}, SHA-256 {body.Blob}",
            ["url"] = $"/api/v1/products/{Uri.EscapeDataString(product)}/datasets/{Uri.EscapeDataString(dataset.Id)}",
            ["distribution"] = new JsonArray(new JsonObject
            {
                ["@type"] = "cr:FileObject",
                ["@id"] = file,
                ["name"] = body.FileName.Length > 0 ? body.FileName : file,
                ["contentUrl"] = $"/api/v1/products/{Uri.EscapeDataString(product)}/datasets/{Uri.EscapeDataString(dataset.Id)}/file",
                ["contentSize"] = $"{body.Bytes} B",
                ["encodingFormat"] = body.Format switch { "parquet" => "application/x-parquet", "json_lines" => "application/jsonlines", _ => "text/csv" },
                ["sha256"] = body.Blob,
            }),
            ["recordSet"] = new JsonArray(new JsonObject
            {
                ["@type"] = "cr:RecordSet",
                ["@id"] = "rows",
                ["name"] = "rows",
                ["field"] = new JsonArray([.. body.Columns.Select(column => (JsonNode)FieldOf(column, file, state))]),
            }),
        };
        if (sheet?.License is { Length: > 0 } license)
        {
            written["license"] = license;
        }

        return JsonSerializer.SerializeToElement(written);
    }

    private static JsonObject FieldOf(ColumnSummary column, string file, ProductState state)
    {
        var field = new JsonObject
        {
            ["@type"] = "cr:Field",
            ["@id"] = $"rows/{column.Name}",
            ["name"] = column.Name,
            ["dataType"] = column.Kind switch { "number" => "sc:Float", "time" => "sc:Date", _ => "sc:Text" },
            ["source"] = new JsonObject { ["fileObject"] = new JsonObject { ["@id"] = file }, ["extract"] = new JsonObject { ["column"] = column.Name } },
        };
        if (state.Find<Field>(FieldName.Id(column.Name))?.Body.Meaning is { Length: > 0 } meaning)
        {
            field["description"] = meaning;
        }

        return field;
    }

    private static string Describe(Dataset body, DataSheet? sheet)
    {
        var words = new[] { sheet?.Motivation, sheet?.Composition, sheet?.Uses }.Where(text => !string.IsNullOrWhiteSpace(text)).ToList();
        return words.Count > 0 ? string.Join(' ', words) : string.Create(CultureInfo.InvariantCulture, $"{body.Rows:N0} rows and {Plural.Of(body.Columns.Count, "column")}{(body.Target.Length > 0 ? $"; the outcome is {body.Target}" : "")}.");
    }
}
