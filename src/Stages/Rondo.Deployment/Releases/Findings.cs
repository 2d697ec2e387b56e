using Rondo.Contracts;
using Rondo.Kernel;

namespace Rondo.Deployment.Releases;

/// <summary>Makes findings of this stage.</summary>
internal static class Findings
{
    public static Finding Fail(ProblemCode code, string sentence, string nextStep, params ReadOnlySpan<(string Name, double Value)> numbers)
    {
        var named = new Dictionary<string, double>();
        foreach (var (name, value) in numbers)
        {
            named[name] = value;
        }

        return new Finding { Code = code.Code, Severity = Severity.Fail, Sentence = sentence, NextStep = nextStep, Numbers = named };
    }
}

/// <summary>Steps and arms as people say them.</summary>
internal static class Words
{
    public static string Of(ReleaseStep step) => step switch
    {
        ReleaseStep.Draft => "draft",
        ReleaseStep.Shadow => "shadow",
        ReleaseStep.Percentage => "percentage",
        ReleaseStep.Full => "full",
        _ => "stopped",
    };
}
