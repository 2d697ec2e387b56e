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
        return $"Set aside at {gate}: {string.Join(", ", signed.Codes.Select(code => code.Replace('_', ' ')))}. {string.Join(' ', signed.Signatures.Select(Said))}";
    }

    private static string Said(Signature signature)
    {
        var role = signature.Role.Words();
        var who = signature.Actor.Replace('-', ' ') == role ? $"The {role}" : $"{signature.Actor} ({role})";
        return $"{who}: “{signature.Reason.Trim()}”";
    }
}
