using Rondo.Contracts;

namespace Rondo.Kernel.Gates;

/// <summary>What was set aside, by whom and why: the same words on the model card and on every later page.</summary>
internal static class OverrideWords
{
    public static OverrideNote Note(GateOverride signed) =>
        new(signed.Gate, signed.Subject, signed.Codes, Sentence(signed), signed.Signatures.Max(signature => signature.At));

    public static string Sentence(GateOverride signed)
    {
        var gate = signed.Subject.Length > 0 ? $"the gate '{signed.Gate}' ({signed.Subject})" : $"the gate '{signed.Gate}'";
        var people = signed.Signatures.Select(signature => $"{signature.Actor} ({signature.Role.Words()}): {signature.Reason}");
        return $"{string.Join(", ", signed.Codes)} at {gate} overridden by {string.Join(" and ", people)}";
    }
}
