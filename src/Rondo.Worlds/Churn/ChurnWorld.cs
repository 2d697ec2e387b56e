using System.Globalization;

namespace Rondo.Worlds;

/// <summary>
/// A subscription business that can be lived through: customers who sign up, use the product, grow unhappy, leave
/// or stay, and a market that changes. Seeded and deterministic; immutable after construction and safe to read
/// from many threads. What is simulated, and the truths that hold, are in the project's README.
/// </summary>
public sealed partial class ChurnWorld
{
    private const int FirstNumber = 100_001;
    private readonly ulong _seed;
    private readonly ChurnWorldOptions _options;
    private readonly Drift _drift;
    private readonly Behaviour _behaviour;
    private readonly Life[] _lives;
    private readonly Customer[] _customers;

    /// <summary>Simulates the whole world.</summary>
    /// <param name="seed">The same seed and options give the same world.</param>
    /// <param name="options">Size and fate; null for the defaults.</param>
    /// <exception cref="ArgumentException">Options are out of range; all faults are listed.</exception>
    public ChurnWorld(ulong seed = 1, ChurnWorldOptions? options = null)
    {
        _options = options ?? new ChurnWorldOptions();
        var faults = string.Join(" ", _options.Faults());
        if (faults.Length > 0)
        {
            throw new ArgumentException(faults, nameof(options));
        }

        _seed = seed;
        _drift = new Drift(_options.DriftDay, _options.DriftRampDays, _options.DriftStrength);
        _behaviour = new Behaviour(_drift);
        _lives = [.. Population.Simulate(seed, _options.Customers, _options.Days + Life.CycleDays, _drift)];
        _customers = new Customer[_lives.Length];
        for (var i = 0; i < _lives.Length; i++)
        {
            _customers[i] = Describe(_lives[i], i);
        }
    }

    /// <summary>First day on which a snapshot can be taken.</summary>
    public DateOnly Start => _options.Start;

    /// <summary>Last day on which a snapshot can be taken; what happens in the 30 days after it is known too.</summary>
    public DateOnly End => _options.Start.AddDays(_options.Days);

    /// <summary>Day on which the market changes, or null when it never does.</summary>
    public DateOnly? DriftDate => _options.DriftDay is { } day ? _options.Start.AddDays(day) : null;

    /// <summary>Everybody who is a customer on some day between start and end, in order of sign-up.</summary>
    public IReadOnlyList<Customer> Customers => _customers;

    /// <summary>Those who are customers on the day, in order of sign-up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the simulated time.</exception>
    public IReadOnlyList<Customer> CustomersOn(DateOnly date) => [.. ActiveOn(DayOf(date)).Select(i => _customers[i])];

    /// <summary>What the business sees of each customer of the day, clean and complete, in order of sign-up.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the simulated time.</exception>
    public IReadOnlyList<CustomerFacts> Observe(DateOnly date)
    {
        var day = DayOf(date);
        return ActiveOn(day).ConvertAll(i => _behaviour.Observe(_lives[i], _customers[i], day));
    }

    /// <summary>
    /// The same as rows for scoring requests: column name to value (text, whole number, number, or null where the
    /// business does not know), with <c>customer_id</c> and without the outcome. Names are in <see cref="ChurnColumns"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the simulated time.</exception>
    public IReadOnlyList<IReadOnlyDictionary<string, object?>> Snapshot(DateOnly date) =>
        [.. Observe(date).Select(ChurnColumns.ToRow)];

    /// <summary>Hidden truth: whether the customer leaves within 30 days after the day, if nobody interferes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the simulated time.</exception>
    /// <exception cref="ArgumentException">Nobody of this id is a customer on the day.</exception>
    public bool WillChurn(string customerId, DateOnly date)
    {
        var day = DayOf(date);
        return Leaves(_lives[IndexOf(customerId, day)], day);
    }

    /// <summary>Hidden truth: the probability in (0, 1) that the customer leaves within 30 days after the day.</summary>
    /// <inheritdoc cref="WillChurn" path="/exception"/>
    public double TrueRisk(string customerId, DateOnly date) => RiskOn(customerId, date).Probability;

    /// <summary>Hidden truth: what weighs most in the customer's risk on the day.</summary>
    /// <inheritdoc cref="WillChurn" path="/exception"/>
    public RiskReason ReasonForRisk(string customerId, DateOnly date) => RiskOn(customerId, date).Reason;

    private static bool Leaves(Life life, int day) => life.LeavesOn <= day + Life.CycleDays;

    private RiskModel RiskOn(string customerId, DateOnly date)
    {
        var day = DayOf(date);
        return RiskOf(_lives[IndexOf(customerId, day)], day);
    }

    private RiskModel RiskOf(Life life, int day)
    {
        var cycle = life.Cycle(day);
        var renewal = life.NextRenewal(day);
        return RiskModel.Of(
            life.Traits,
            renewal - life.SignUpDay,
            life.Grudge(cycle),
            life.Upheaval(cycle),
            _drift.Competition(renewal));
    }

    private List<int> ActiveOn(int day)
    {
        var active = new List<int>(_options.Customers);
        for (var i = 0; i < _lives.Length; i++)
        {
            if (_lives[i].IsActive(day))
            {
                active.Add(i);
            }
        }

        return active;
    }

    private int DayOf(DateOnly date) => date >= Start && date <= End
        ? date.DayNumber - Start.DayNumber
        : throw new ArgumentOutOfRangeException(
            nameof(date),
            $"The world is simulated from {Start:yyyy-MM-dd} to {End:yyyy-MM-dd}. Got {date:yyyy-MM-dd}.");

    private DateOnly DateOf(int day) => Start.AddDays(day);

    private int IndexOf(string customerId, int day)
    {
        ArgumentNullException.ThrowIfNull(customerId);
        if (customerId.StartsWith('C')
            && int.TryParse(customerId.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number - FirstNumber is var index and >= 0
            && index < _lives.Length
            && _customers[index].Id == customerId
            && _lives[index].IsActive(day))
        {
            return index;
        }

        throw new ArgumentException($"'{customerId}' is not a customer on {DateOf(day):yyyy-MM-dd}.", nameof(customerId));
    }

    private Customer Describe(Life life, int index)
    {
        var traits = life.Traits;
        return new Customer(
            string.Create(CultureInfo.InvariantCulture, $"C{FirstNumber + index}"),
            DateOf(life.SignUpDay),
            Attributes.Plans[traits.Plan],
            Attributes.Contracts[traits.Contract],
            traits.MonthlyCharge,
            traits.Discount,
            Attributes.Channels[traits.Channel],
            Attributes.Regions[traits.Region],
            Attributes.Payments[traits.Payment],
            Attributes.AgeBands[traits.AgeBand]);
    }
}
