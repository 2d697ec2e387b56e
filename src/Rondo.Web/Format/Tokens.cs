using MudBlazor;

namespace Rondo.Web.Format;

/// <summary>The colours of css/tokens.css for what cannot read CSS: MudBlazor's theme.</summary>
internal static class Tokens
{
    private static readonly string[] Sans = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Helvetica Neue", "sans-serif"];

    public static MudTheme Theme { get; } = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#2F5DA8", Background = "#FBFAF7", Surface = "#FFFFFF", TextPrimary = "#16202A", TextSecondary = "#5D6B78",
            Success = "#2E7D5B", Warning = "#8F5E12", Error = "#B23A48", Divider = "#E3E0D8", LinesDefault = "#E3E0D8", Dark = "#16202A",
        },
        PaletteDark = new PaletteDark
        {
            Primary = "#7FA8EA", Background = "#11171D", Surface = "#182029", TextPrimary = "#E8EDF2", TextSecondary = "#93A1AE",
            Success = "#63BF97", Warning = "#E2B45C", Error = "#EE8A94", Divider = "#2B3641", LinesDefault = "#2B3641", Dark = "#E8EDF2",
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "8px" },
        Typography = new Typography { Default = new DefaultTypography { FontFamily = Sans, FontSize = "14px" } },
    };
}
