using Rondo.Contracts;
using Rondo.Web.Format;

namespace Rondo.Web.Components;

/// <summary>Where things stand on the loop map: six places on a ring, chords for loops.</summary>
internal static class LoopGeometry
{
    public const double Radius = 168;

    /// <summary>Angle of a place, clockwise from the top, in radians.</summary>
    public static double Angle(int place) => (place * Math.PI / 3) - (Math.PI / 2);

    public static (double X, double Y) At(double angle, double radius = Radius) => (radius * Math.Cos(angle), radius * Math.Sin(angle));

    public static string Point((double X, double Y) at) => $"{Show.Css(at.X)} {Show.Css(at.Y)}";

    /// <summary>Path of the arrow head halfway between a place and the next one.</summary>
    public static string Arrow(int place)
    {
        var angle = Angle(place) + (Math.PI / 6);
        var tip = At(angle + 0.03);
        var outer = At(angle - 0.03, Radius + 6);
        var inner = At(angle - 0.03, Radius - 6);
        return $"M{Point(outer)} L{Point(tip)} L{Point(inner)}";
    }

    // Neighbours bend towards the hub; opposite places bend around it, because words stand there.
    private static (double X, double Y) Control(int fromPlace, int toPlace, (double X, double Y) from, (double X, double Y) to, int repeat)
    {
        (double X, double Y) middle = ((from.X + to.X) / 2, (from.Y + to.Y) / 2);
        var apart = Math.Min(Math.Abs(fromPlace - toPlace), 6 - Math.Abs(fromPlace - toPlace));
        if (apart == 3)
        {
            var (dx, dy) = (to.X - from.X, to.Y - from.Y);
            var length = Math.Sqrt((dx * dx) + (dy * dy));
            var reach = 196 + (24 * repeat);
            return (middle.X + (dy / length * reach), middle.Y - (dx / length * reach));
        }

        var bend = (apart == 2 ? 1.12 : 0.62) - (0.16 * repeat);
        return (middle.X * bend, middle.Y * bend);
    }

    /// <summary>
    /// A chord from one place to another, bent towards the hub and shortened so that it ends before the place.
    /// Later loops between the same places bend less, so that they do not cover each other.
    /// </summary>
    public static LoopChord Chord(LoopArc loop, int repeat)
    {
        var (start, end) = (Angle((int)loop.From), Angle((int)loop.To));
        var from = At(start - 0.13, Radius - 22);
        var to = At(end + 0.13, Radius - 24);
        var control = Control((int)loop.From, (int)loop.To, from, to, repeat);
        var direction = Math.Atan2(to.Y - control.Y, to.X - control.X);
        var left = (X: to.X - (11 * Math.Cos(direction - 0.42)), Y: to.Y - (11 * Math.Sin(direction - 0.42)));
        var right = (X: to.X - (11 * Math.Cos(direction + 0.42)), Y: to.Y - (11 * Math.Sin(direction + 0.42)));
        var line = (X: to.X - (8 * Math.Cos(direction)), Y: to.Y - (8 * Math.Sin(direction)));
        return new LoopChord($"M{Point(from)} Q{Point(control)} {Point(line)}", $"M{Point(left)} L{Point(to)} L{Point(right)} Z");
    }
}

/// <summary>A loop as the map draws it.</summary>
/// <param name="Line">Path of the line.</param>
/// <param name="Tip">Path of its head.</param>
internal sealed record LoopChord(string Line, string Tip);
