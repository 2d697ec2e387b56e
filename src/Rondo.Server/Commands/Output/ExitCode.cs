using Rondo.Contracts;

namespace Rondo.Server.Commands.Output;

/// <summary>What the process says when it ends.</summary>
internal static class ExitCode
{
    /// <summary>Good.</summary>
    public const int Good = 0;

    /// <summary>A check or a gate says no; the document still came.</summary>
    public const int SaysNo = 1;

    /// <summary>The command was written wrongly.</summary>
    public const int Usage = 2;

    /// <summary>The server cannot be reached.</summary>
    public const int NotReachable = 3;

    /// <summary>The input was refused.</summary>
    public const int Refused = 4;

    /// <summary>The code for a problem: a conflict is a gate that says no, everything else is refused input.</summary>
    public static int Of(Problem problem) => problem.Code == "not_reachable" ? NotReachable : problem.Status == 409 ? SaysNo : Refused;
}
