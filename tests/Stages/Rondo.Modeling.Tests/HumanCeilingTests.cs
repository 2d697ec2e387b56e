using Rondo.Contracts;
using Rondo.Modeling.Evaluations;

namespace Rondo.Modeling.Tests;

public sealed class HumanCeilingTests
{
    private readonly MemoryLedger _ledger = new(TimeProvider.System);

    [Fact]
    public async Task Labels_of_the_models_own_classes_are_its_ceiling_before_any_newer_ones_of_another_question()
    {
        await AgreeAsync("left-or-not", "Yes", "No");
        await AgreeAsync("mood", "happy", "angry");

        var ceiling = HumanCeiling.Of(_ledger["churn"], "left", ["No", "Yes"], Accuracy)!;

        ceiling.Labels.Id.ShouldBe("left-or-not");
        ceiling.SameQuestion.ShouldBeTrue();
        ceiling.Sentence.ShouldContain("the model gives the recorded one");
    }

    [Fact]
    public async Task Labels_of_another_question_are_shown_and_said_to_be_no_ceiling()
    {
        await AgreeAsync("mood", "happy", "angry");

        var ceiling = HumanCeiling.Of(_ledger["churn"], "left", ["No", "Yes"], Accuracy)!;

        ceiling.SameQuestion.ShouldBeFalse();
        ceiling.Sentence.ShouldContain("no ceiling");
    }

    [Fact]
    public async Task Without_labels_there_is_none()
    {
        await _ledger.WriteAsync("churn", "main", new Product { Name = "Churn" });

        HumanCeiling.Of(_ledger["churn"], "left", ["No", "Yes"], Accuracy).ShouldBeNull();
    }

    private static Estimate Accuracy => new() { Value = 0.9, Low = 0.85, High = 0.93, N = 200, Level = 0.95 };

    private Task AgreeAsync(string id, params string[] classes) => _ledger.WriteAsync("churn", id, new Agreement
    {
        Sentence = "They agree.",
        Items = 100,
        Annotators = 2,
        Annotations = 200,
        Unanimity = Accuracy,
        ChanceUnanimity = 0.5,
        PairwiseAgreement = Accuracy,
        KrippendorffAlpha = new Estimate { Value = 0.7, Low = 0.6, High = 0.8, N = 100 },
        PerClass = [.. classes.Select(name => new ClassAgreement(name, Accuracy, Accuracy))],
        PerPair = [],
        AnnotatorsDetail = [],
        Findings = [],
    });
}
