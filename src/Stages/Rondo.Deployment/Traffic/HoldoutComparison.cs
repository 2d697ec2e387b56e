using System.Globalization;
using Rondo.Contracts;
using Rondo.Engines.Decisions;
using Rondo.Kernel;
using Rondo.Statistics;

namespace Rondo.Deployment.Traffic;

/// <summary>
/// What becomes of entities for whom the model acts beside those it is kept from: the only comparison that says what the
/// model is worth, since lot alone parted them. Valid at every look, because people look every day.
/// </summary>
/// <remarks>The first known outcome of each entity counts: several of one entity are no independent evidence.</remarks>
internal sealed class HoldoutComparison
{
    // The test is quickest for effects of about this size; a model that moves outcomes by less is hardly worth its keep.
    private const double Effect = 0.03;

    private readonly MixtureSprt _difference = new(Effect);
    private readonly HashSet<ulong> _seen = [];
    private long _held;
    private long _heldYes;
    private long _met;
    private long _metYes;

    public void Add(bool held, string entity, bool yes)
    {
        if (!_seen.Add(StickySplit.Hash("", entity)))
        {
            return;
        }

        if (held)
        {
            _held++;
            _heldYes += yes ? 1 : 0;
            _difference.AddFirst(yes ? 1 : 0);
        }
        else
        {
            _met++;
            _metYes += yes ? 1 : 0;
            _difference.AddSecond(yes ? 1 : 0);
        }
    }

    public ValueCheck Done(string positive)
    {
        var difference = _difference.Difference();
        difference = double.IsFinite(difference.Low) ? difference : Statistics.Estimate.Undefined(difference.N, difference.Method);
        var shown = difference.IsDefined && (difference.Low > 0 || difference.High < 0);
        return new ValueCheck(Proportion.Wilson(_metYes, _met).ToWire(), Proportion.Wilson(_heldYes, _held).ToWire(), difference.ToWire(), shown, Sentence(difference, shown, positive));
    }

    private string Sentence(Statistics.Estimate difference, bool shown, string positive)
    {
        if (!difference.IsDefined)
        {
            return $"What the model is worth is not known yet: outcomes are known of {_met:N0} entities for whom it acts and of {_held:N0} it is kept from; at least 100 of each and both kinds of outcome are needed.";
        }

        var shares = string.Create(CultureInfo.InvariantCulture, $"Where the model acts {100.0 * _metYes / _met:0.0} % turn out '{positive}' ({_met:N0} entities), where it is kept away {100.0 * _heldYes / _held:0.0} % ({_held:N0})");
        var (low, high) = (100 * difference.Low, 100 * difference.High);
        return shown
            ? string.Create(CultureInfo.InvariantCulture, $"{shares}: {Math.Abs(100 * difference.Value):0.0} points {(difference.Value < 0 ? "fewer" : "more")} ({Math.Min(Math.Abs(low), Math.Abs(high)):0.0} to {Math.Max(Math.Abs(low), Math.Abs(high)):0.0}).")
            : string.Create(CultureInfo.InvariantCulture, $"{shares}. A difference is not shown: it lies between {low:+0.0;-0.0} and {high:+0.0;-0.0} points.");
    }
}
