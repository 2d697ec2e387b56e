namespace Rondo.Worlds;

/// <summary>What a draw is for; two purposes never share a draw.</summary>
internal enum Purpose : byte
{
    Sessions = 1,
    Tickets,
    SurveyAnswered,
    SurveyScore,
    LatePayment,
    AdoptionNoise,
    ReportDelay,
    Saved,
    Complaint,
}
