using System.Globalization;
using System.Text;
using Rondo.Acceptance.House;
using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Acceptance.Labeling;

/// <summary>What people do not agree on in a pilot they will not agree on in ten thousand items.</summary>
public sealed class PilotTests(SharedRondo rondo)
{
    private static readonly LabelingPlan Plan = new() { Items = 10_000, LabelsPerItem = 2, SecondsPerLabel = 30, HourlyRate = 24 };

    [Fact, Trait("Requirement", "A9")]
    public async Task Labelling_at_scale_waits_for_a_pilot_in_which_people_agree()
    {
        var team = await rondo.NewTeamAsync("pilot");
        (await team.RefusedAsync("no_pilot", () => team.Manager.StartLabelingAsync(team.Product, Plan))).Status.ShouldBe(409);

        (await UploadAsync(team, "first", disagreeing: 30)).Must();
        (await team.RefusedAsync("pilot_disagrees", () => team.Manager.StartLabelingAsync(team.Product, Plan))).Detail.ShouldContain("alpha");

        (await UploadAsync(team, "second", disagreeing: 2)).Must();
        var started = (await team.Manager.StartLabelingAsync(team.Product, Plan)).Must();
        started.Body.Pilot.ShouldBe("second");
        started.Body.Hours!.Value.ShouldBe(10_000 * 2 * 30 / 3600.0, 1e-9);
        started.Body.Cost!.Value.ShouldBe(4_000, 1e-9);
        started.BasedOn.ShouldContain(basis => basis.Kind == Agreement.Kind);
        await team.RefusedAsync("invalid_field", () => team.Manager.StartLabelingAsync(team.Product, Plan with { Items = 0 }));
    }

    private static async Task<Reply<Document<LabelSet>>> UploadAsync(Team team, string id, int disagreeing)
    {
        var csv = new StringBuilder("item,annotator,label\n");
        for (var item = 0; item < 60; item++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"i{item},ann,{(item % 2 == 0 ? "yes" : "no")}\ni{item},bob,{(item % 2 == 0 ^ item < disagreeing ? "yes" : "no")}\n");
        }

        return await team.Reviewer.UploadLabelSetAsync(team.Product, id, new LabelSetUpload { Name = id, File = $"{id}.csv" }, new MemoryStream(Encoding.UTF8.GetBytes(csv.ToString())));
    }
}
