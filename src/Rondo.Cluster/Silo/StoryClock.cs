namespace Rondo.Cluster.Silo;

/// <summary>
/// The clock by which people live: what jobs and schedules go by. It may be simulated and leap by months. The silo has the
/// machine's clock instead: an answer that is a second away must not time out because the story has moved on.
/// </summary>
internal sealed record StoryClock(TimeProvider Time);
