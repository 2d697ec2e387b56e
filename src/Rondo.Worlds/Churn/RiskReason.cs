namespace Rondo.Worlds;

/// <summary>The hidden cause that weighs most in a customer's risk of leaving.</summary>
public enum RiskReason
{
    /// <summary>Finds it too expensive, or sees a cheaper competitor.</summary>
    Price,

    /// <summary>Unhappy after bad service.</summary>
    Service,

    /// <summary>Never found a use for the product.</summary>
    Product,

    /// <summary>Moves house, or life changes in another way that the business cannot help.</summary>
    Moving,
}
