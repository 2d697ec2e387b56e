using Microsoft.AspNetCore.Http;
using Rondo.Contracts;

namespace Rondo.Interop;

/// <summary>Of an endpoint of another protocol: how it says what goes wrong on the way to it, such as too many requests at once.</summary>
public interface IForeignProblems
{
    /// <summary>The problem in the protocol's own form.</summary>
    IResult Of(Problem problem);
}
