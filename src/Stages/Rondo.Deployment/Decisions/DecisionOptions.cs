namespace Rondo.Deployment.Decisions;

/// <summary>How decisions are answered.</summary>
public sealed class DecisionOptions
{
    /// <summary>
    /// What becomes of a decision that cannot be made durable, for example because the disk is full. False, the policy
    /// "block": no answer is given, so that what was decided is always known, and the caller is told to come again. True,
    /// the policy "degrade": the answer is given, says that it is kept nowhere, and is counted; users are served, and
    /// monitors see less than there was.
    /// </summary>
    /// <value>Default: false.</value>
    public bool DegradeOnLoss { get; set; }
}
