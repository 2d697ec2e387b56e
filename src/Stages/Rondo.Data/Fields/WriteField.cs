using Rondo.Contracts;
using Rondo.Kernel;
using Rondo.Kernel.Ledger;
using Rondo.Kernel.UseCases;

namespace Rondo.Data.Fields;

/// <summary>Says what a field means and how it maps to behaviour.</summary>
[UseCase("PUT /products/{product}/fields/{field}", "field write", "Says what a field means, and what people do when it changes.")]
[AllowedTo(Role.ProductManager, Role.DataScientist, Role.Engineer)]
internal static class WriteField
{
    private const int Longest = 2_000;

    public static async Task<Answer<Document<Field>>> Handle(string product, string field, Field body, Desk desk, CancellationToken cancellation)
    {
        if (!(await desk.OpenAsync(product, cancellation)).Try(out var state, out var refusal))
        {
            return refusal;
        }

        return Refuse(field, body) is { } refused ? refused : await desk.WriteAsync(state, field, body, [], "", cancellation);
    }

    internal static Refusal? Refuse(string id, Field body) =>
        string.IsNullOrWhiteSpace(body.Name) ? CommonProblems.Missing("The field", ["name"]) :
        FieldName.Id(body.Name) != id ? CommonProblems.Invalid("name", $"'{body.Name}' is not the field '{id}'.", $"Write it under '{FieldName.Id(body.Name)}'.") :
        (body.Meaning ?? "").Length > Longest || (body.Behaviour ?? "").Length > Longest ? CommonProblems.Invalid("meaning", $"A note has up to {Longest:N0} characters.", "Write it shorter.") :
        null;
}
