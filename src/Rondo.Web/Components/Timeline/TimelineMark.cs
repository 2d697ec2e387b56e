namespace Rondo.Web.Components;

/// <summary>Something that happened: a release, an incident, a campaign.</summary>
/// <param name="At">When.</param>
/// <param name="Label">In two or three words.</param>
/// <param name="Kind"><c>release</c>, <c>incident</c> or <c>other</c>.</param>
public sealed record TimelineMark(DateTimeOffset At, string Label, string Kind);
