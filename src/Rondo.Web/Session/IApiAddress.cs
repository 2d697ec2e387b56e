namespace Rondo.Web.Session;

/// <summary>Where the HTTP API answers, as seen from the server's own process.</summary>
public interface IApiAddress
{
    /// <summary>Root address, with a slash at its end. Read when a page is first opened, so that a port chosen at start is known.</summary>
    Uri Address { get; }
}
