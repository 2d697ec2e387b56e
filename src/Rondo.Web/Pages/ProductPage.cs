using Microsoft.AspNetCore.Components;
using MudBlazor;
using Rondo.Client;
using Rondo.Contracts;
using Rondo.Web.Session;

namespace Rondo.Web.Pages;

/// <summary>
/// What every page does alike: reads when its address or the persona changes, shows problems in place, and after
/// a write lets all parts of the page read again.
/// </summary>
public abstract class ProductPage : ComponentBase, IDisposable
{
    private string? _loaded;

    /// <summary>Product of the page.</summary>
    [Parameter] public string Product { get; set; } = "";

    /// <summary>Client.</summary>
    [Inject] protected RondoClient Api { get; set; } = null!;

    /// <summary>Who acts.</summary>
    [Inject] protected WebSession Session { get; set; } = null!;

    /// <summary>Addresses.</summary>
    [Inject] protected NavigationManager Navigation { get; set; } = null!;

    /// <summary>Clock.</summary>
    [Inject] protected TimeProvider Time { get; set; } = null!;

    /// <summary>Short notes at the foot of the window.</summary>
    [Inject] protected ISnackbar Notes { get; set; } = null!;

    /// <summary>Why the page could not be read; null where it could.</summary>
    protected Problem? Problem { get; set; }

    /// <summary>Why the last step was refused; null where it was not.</summary>
    protected Problem? Refused { get; set; }

    /// <summary>True until the page was read once.</summary>
    protected bool Loading { get; private set; } = true;

    /// <summary>True while a step is under way.</summary>
    protected bool Busy { get; private set; }

    /// <summary>Now.</summary>
    protected DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>What the page's content depends on; a change reads again.</summary>
    protected virtual string LoadKey => Product;

    /// <summary>Reads what the page shows.</summary>
    protected abstract Task LoadAsync();

    /// <inheritdoc/>
    protected override void OnInitialized() => Session.Changed += ReloadAsync;

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        // A page with one address inside a product and one outside gets null there, whatever the type says.
        Product ??= "";
        if (_loaded == LoadKey)
        {
            return;
        }

        _loaded = LoadKey;
        Refused = null;
        await ReadAsync();
    }

    /// <summary>The value, or null where there is none; any other problem is shown as the page's.</summary>
    protected T? Take<T>(Reply<T> reply, bool required = false)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(reply);
        if (!reply.Ok && (required || reply.Problem.Status != 404))
        {
            Problem ??= reply.Problem;
        }

        return reply.Value;
    }

    /// <summary>
    /// Takes a step: shows its refusal, or says what was done and reads again. What <paramref name="accepted"/> changes
    /// (a form that closes) changes before the page reads again, so that a click made meanwhile is not undone.
    /// </summary>
    protected async Task<T?> ActAsync<T>(Task<Reply<T>> call, string done, Action? accepted = null)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(call);
        Busy = true;
        StateHasChanged();
        var reply = await call;
        Busy = false;
        Refused = reply.Problem;
        if (reply.Ok)
        {
            accepted?.Invoke();
            Notes.Add(done, MudBlazor.Severity.Normal);
            await Session.NotifyAsync();
        }

        return reply.Value;
    }

    /// <summary>Keeps a choice in the address without reading the page again.</summary>
    protected void Remember(string name, object? value) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, value?.ToString()), replace: true);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the page holds.</summary>
    protected virtual void Dispose(bool disposing) => Session.Changed -= ReloadAsync;

    private Task ReloadAsync() => InvokeAsync(async () =>
    {
        await ReadAsync();
        StateHasChanged();
    });

    private async Task ReadAsync()
    {
        Problem = null;
        await LoadAsync();
        Loading = false;
    }
}
