using System.CommandLine;

namespace Rondo.Server.Commands;

/// <summary>Brings one command, or a family of them. Found, not listed.</summary>
internal interface ICommandSource
{
    /// <summary>Commands to add below <c>rondo</c>.</summary>
    IEnumerable<Command> Commands();
}
