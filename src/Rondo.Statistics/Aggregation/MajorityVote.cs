namespace Rondo.Statistics;

/// <summary>Each item gets the label that most annotators gave; ties are stated, not hidden.</summary>
public static class MajorityVote
{
    /// <summary>Votes count alike, or by the weight of their annotator.</summary>
    /// <param name="table">Ratings.</param>
    /// <param name="weights">Weight of each annotator, at least 0; empty counts all alike.</param>
    /// <returns>Posteriors are vote shares; there are no confusions and no likelihood. An item whose votes weigh nothing has equal shares.</returns>
    public static AggregationResult Of(RatingTable table, ReadOnlySpan<double> weights = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        var posteriors = VoteShares(table, weights);
        var k = table.Categories.Count;
        var priors = new double[k];
        double items = 0;
        for (var i = 0; i < table.Items; i++)
        {
            if (!table.CodesOf(i).IsEmpty)
            {
                items++;
                for (var c = 0; c < k; c++)
                {
                    priors[c] += posteriors[(i * k) + c];
                }
            }
        }

        for (var c = 0; c < k; c++)
        {
            priors[c] /= items;
        }

        return new AggregationResult(table, posteriors, priors, [], double.NaN, 1);
    }

    internal static double[] VoteShares(RatingTable table, ReadOnlySpan<double> weights = default)
    {
        var k = table.Categories.Count;
        var shares = new double[table.Items * k];
        for (var i = 0; i < table.Items; i++)
        {
            var codes = table.CodesOf(i);
            var people = table.AnnotatorsOf(i);
            double total = 0;
            for (var a = 0; a < codes.Length; a++)
            {
                var weight = weights.IsEmpty ? 1 : weights[people[a]];
                shares[(i * k) + codes[a]] += weight;
                total += weight;
            }

            foreach (ref var share in shares.AsSpan(i * k, k))
            {
                share = share == 0 && total > 0 ? 0 : total > 0 ? share / total : 1.0 / k;
            }
        }

        return shares;
    }
}

internal sealed class MajorityVoteStatistic() : Statistic(
    new Descriptor
    {
        Id = "majority",
        Name = "Majority vote",
        Family = "Aggregation",
        Meaning = "The share of items on which more annotators agree on one label than on any other.",
        Unit = "share",
        Range = (0, 1),
        Direction = Direction.HigherIsBetter,
        Inputs = AgreementInputs.Labels,
        Parameters = [CommonParameters.Level],
        EdgeCases = "Items without a label are left out; undefined where none is left. Ties count as not decided.",
        Source = "Condorcet 1785.",
        Example = AgreementInputs.Example,
    },
    inputs =>
    {
        var table = RatingTable.FromRows(inputs.LabelRows("labels"));
        var result = MajorityVote.Of(table);
        var labelled = result.Labels.Count(l => l >= 0);
        return StatisticResult.Of(Proportion.Wilson(labelled - result.IsTied.Count(t => t), labelled, inputs.Number("level"))) with { Lists = AggregationLists.Of(result) };
    });
