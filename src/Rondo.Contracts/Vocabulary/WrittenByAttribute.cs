namespace Rondo.Contracts;

/// <summary>Only these roles may change the field; everybody may read it.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class WrittenByAttribute(params Role[] roles) : Attribute
{
    /// <summary>Roles that may write.</summary>
    public Role[] Roles { get; } = roles;
}
