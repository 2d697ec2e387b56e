using Rondo.Engines.Learning;
using Rondo.Kernel;

namespace Rondo.Modeling.Training;

/// <summary>Says why no learner was left.</summary>
internal static class LearnerChoice
{
    public static readonly ProblemCode NoLearnerFits = new("no_learner_fits", 409, "No learner can learn this");

    public static Refusal NoneFits(TrainingPlan plan, IEnumerable<ILearner> asked) => new(
        NoLearnerFits,
        $"None of the learners asked for can learn this. {string.Join(' ', asked.Select(plan.WhyNot).OfType<string>())}",
        "Ask for all learners, or for one that fits.");
}
