using System.Text.RegularExpressions;
using Microsoft.Playwright;
using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>A file that cannot teach, one that can, and whether people agree on the labels.</summary>
internal static partial class DataWork
{
    public static async Task RefuseWhereNobodyLeftAsync(Visitor visitor)
    {
        await visitor.ActAsAsync("data scientist");
        await visitor.GoToPlaceAsync("Data");
        await visitor.SeesAsync("Your data sets will stand here");
        await UploadAsync(visitor, "customers-a.csv", Customers.File(nobodyLeft: true));
        await visitor.PressAsync("Measure what it can teach");
        await visitor.SeesAsync(Refusal());
    }

    public static async Task AcceptWhereSomeLeftAsync(Visitor visitor)
    {
        await visitor.FollowAsync("Add another data set");
        await UploadAsync(visitor, "customers-b.csv", Customers.File());
        await visitor.PressAsync("Measure what it can teach");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Go to Modeling" })).ToBeVisibleAsync(new() { Timeout = 20_000 });
    }

    /// <summary>What a field means, where the outcome comes more often, and whether what was thought holds.</summary>
    public static async Task UnderstandAsync(Visitor visitor)
    {
        await visitor.FollowAsync("Fields");
        await visitor.SeesAsync("usage matters most");
        await visitor.FollowAsync("usage");
        await visitor.SeesAsync("Nobody has said yet what it means");
        var form = visitor.Form("Save what it means");
        await Visitor.TypeAsync(form, "Business meaning", "Hours a week, against the customer's own average.");
        await Visitor.TypeAsync(form, "How it maps to behaviour", "Falls weeks before somebody leaves.");
        await visitor.PressAsync("Save what it means");
        await visitor.SeesAsync("Written by data scientist");

        await visitor.FollowAsync("Explore by it");
        await visitor.ReadAsync();
        await Visitor.TypeAsync(visitor.Form("Look"), "Rows where", "tickets >= 4 and plan = 'monthly'");
        await visitor.PressAsync("Look");
        await visitor.SeesAsync("Rows where tickets is at least 4 and plan is 'monthly'.");
        await visitor.UnfoldAsync("Keep this slice");
        await Visitor.TypeAsync(visitor.Form("Keep it"), "Name", "Loud monthly customers");
        await visitor.PressAsync("Keep it");
        await visitor.SeesAsync("1 cohort is kept");

        await visitor.GoToPlaceAsync("Data");
        await visitor.FollowAsync("What we need");
        var hypothesis = visitor.Form("State the hypothesis");
        await Visitor.TypeAsync(hypothesis, "Hypothesis", "Customers who use it less than usual leave more often.");
        await Visitor.TypeAsync(hypothesis, "As a condition on columns", "usage < -0.5");
        await Visitor.TypeAsync(hypothesis, "Fields that it rests on", "usage, satisfaction_score");
        await visitor.PressAsync("State the hypothesis");
        await visitor.Page.GetByRole(AriaRole.Button, new() { NameRegex = new Regex("^Test it") }).ClickAsync();
        await visitor.SeesAsync(new Regex("Supported: 'Yes' in "));
        await visitor.GoToPlaceAsync("Data");
    }

    public static async Task AgreeOnLabelsAsync(Visitor visitor)
    {
        await visitor.GoToPlaceAsync("Labeling");
        await visitor.SeesAsync("How far your annotators agree will stand here");
        await visitor.Page.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = "round-1.csv", MimeType = "text/csv", Buffer = Customers.Annotations() });
        var form = visitor.Form("Add it");
        await Visitor.TypeAsync(form, "Item column", "item");
        await Visitor.TypeAsync(form, "Annotator column", "annotator");
        await Visitor.TypeAsync(form, "Label column", "label");
        await visitor.PressAsync("Add it");
        await visitor.SeesAsync(Unanimity());
        await visitor.SeesAsync("Krippendorff's alpha");

        await visitor.PressAsync("Freeze these labels");
        await visitor.GiveReasonAsync("Two of sixty items are in dispute; the rest is agreed.", "Freeze");
        await visitor.SeesAsync(Frozen());
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Freeze these labels" })).ToHaveCountAsync(0);
    }

    /// <summary>Customers as they are now, in answer to the loop.</summary>
    public static async Task CollectAsync(Visitor visitor)
    {
        await visitor.ActAsAsync("data scientist");
        await visitor.GoToPlaceAsync("Data");
        await visitor.UnfoldAsync("Add a data set");
        await Assertions.Expect(visitor.Form("Add it").GetByRole(AriaRole.Combobox, new() { NameRegex = new Regex("Which loop asked for it") })).ToBeVisibleAsync();
        await UploadAsync(visitor, "customers-c.csv", Customers.File(rows: 20_000, seed: 8, shift: LiveWork.Shift));
        await visitor.PressAsync("Measure what it can teach");
        await Assertions.Expect(visitor.Page.GetByRole(AriaRole.Link, new() { Name = "Go to Modeling" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
    }

    private static async Task UploadAsync(Visitor visitor, string name, byte[] content)
    {
        await visitor.Page.GetByLabel("File").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "text/csv", Buffer = content });
        var form = visitor.Form("Add it");
        await Assertions.Expect(form.GetByText(name)).ToBeVisibleAsync(new() { Timeout = 20_000 });
        await Visitor.TypeAsync(form, "Column to predict", "left");
        await Visitor.TypeAsync(form, "Value looked for", "Yes");
        await visitor.PressAsync("Add it");
        await visitor.Page.WaitForURLAsync($"**/data/{Path.GetFileNameWithoutExtension(name)}");
    }

    [GeneratedRegex("0 of 3,000 rows are left = .Yes., so a model cannot learn it")]
    private static partial Regex Refusal();

    [GeneratedRegex("Frozen on .*60 labels by majority, 0 ties left out")]
    private static partial Regex Frozen();

    [GeneratedRegex("Everybody agrees on \\d+")]
    private static partial Regex Unanimity();
}
