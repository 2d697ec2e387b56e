using Rondo.Client;
using Rondo.Contracts;

namespace Rondo.Web.Session;

/// <summary>What one open browser tab knows: who acts in which role, and what it chose to look like.</summary>
/// <param name="api">Client of this tab.</param>
public sealed class WebSession(RondoClient api)
{
    private bool _started;

    /// <summary>Everybody who may act; empty until the server was asked.</summary>
    public IReadOnlyList<PersonView> People { get; private set; } = [];

    /// <summary>Who acts.</summary>
    public Persona Persona { get; private set; } = new("product-manager", Role.ProductManager);

    /// <summary><c>auto</c>, <c>light</c> or <c>dark</c>.</summary>
    public string Theme { get; private set; } = "auto";

    /// <summary>Raised when the persona changed or something was written: pages read again.</summary>
    public event Func<Task>? Changed;

    /// <summary>Reads the people and picks the persona that the browser remembers, or the first product manager.</summary>
    /// <param name="remembered">"actor|role" from the browser's cookie; may be empty.</param>
    /// <param name="theme">Theme from the cookie; may be empty.</param>
    public async Task StartAsync(string remembered, string theme)
    {
        if (_started)
        {
            return;
        }

        _started = true;
        Theme = theme is "light" or "dark" ? theme : "auto";
        var reply = await api.GetPeopleAsync();
        People = reply.Ok ? reply.Value : [];
        Persona = Choices.FirstOrDefault(choice => Key(choice) == remembered)
            ?? Choices.FirstOrDefault(choice => choice.Role == Role.ProductManager)
            ?? Choices.FirstOrDefault()
            ?? Persona;
        api.Persona = Persona;
    }

    /// <summary>Each person in each of their roles.</summary>
    public IEnumerable<Persona> Choices => People.SelectMany(person => person.Roles.Select(role => new Persona(person.Id, role)));

    /// <summary>How a persona is remembered: "actor|role".</summary>
    public static string Key(Persona persona)
    {
        ArgumentNullException.ThrowIfNull(persona);
        return $"{persona.Actor}|{persona.Role}";
    }

    /// <summary>Acts as somebody else from now on.</summary>
    public Task ActAsAsync(Persona persona)
    {
        Persona = persona;
        api.Persona = persona;
        return NotifyAsync();
    }

    /// <summary>Looks different from now on.</summary>
    public Task UseThemeAsync(string theme)
    {
        Theme = theme;
        return Task.CompletedTask;
    }

    /// <summary>Says that something was written, so that all parts of the page read again.</summary>
    public async Task NotifyAsync()
    {
        foreach (var listener in (Changed?.GetInvocationList() ?? []).Cast<Func<Task>>())
        {
            await listener();
        }
    }
}
