namespace Rondo.Statistics;

/// <summary>Bins of equal width over [0, 1]; the last one holds 1. Values outside go to the nearest bin.</summary>
internal static class EqualWidth
{
    internal static int BinOf(double score, int bins) => Math.Clamp((int)(score * bins), 0, bins - 1);
}
