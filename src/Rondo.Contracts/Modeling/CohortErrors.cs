namespace Rondo.Contracts;

/// <summary>How a candidate does in a cohort, on held-out rows, beside everybody else.</summary>
/// <param name="Cohort">Cohort id.</param>
/// <param name="Words">Who is meant.</param>
/// <param name="Rows">Held-out rows in it.</param>
/// <param name="Of">Held-out rows.</param>
/// <param name="Recall">Share of its positives that are found.</param>
/// <param name="RecallElsewhere">The same among the others.</param>
/// <param name="Precision">Share of its alarms that are right.</param>
/// <param name="PrecisionElsewhere">The same among the others.</param>
/// <param name="Sentence">In one sentence.</param>
public sealed record CohortErrors(string Cohort, string Words, int Rows, int Of, Estimate Recall, Estimate RecallElsewhere, Estimate Precision, Estimate PrecisionElsewhere, string Sentence);
