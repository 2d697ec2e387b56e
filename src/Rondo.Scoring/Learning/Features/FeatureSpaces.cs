using Rondo.Engines.Learning.Imports;
using Rondo.Engines.Tables;

namespace Rondo.Engines.Learning.Features;

/// <summary>Learns feature spaces from training rows and restores written ones.</summary>
internal sealed class FeatureSpaces : IFeatureSpaces
{
    /// <summary>Most terms over all text columns.</summary>
    public const int MaxTerms = 20_000;

    public IFeatureSpace Fit(Table training, IReadOnlySet<string> exclude)
    {
        ArgumentNullException.ThrowIfNull(training);
        ArgumentNullException.ThrowIfNull(exclude);
        var columns = training.Columns.Where(column => !exclude.Contains(column.Name)).ToList();
        var texts = columns.Where(column => column.Kind == ColumnKind.Text).Cast<TextColumn>().ToList();
        var dense = new List<DenseRule>();
        foreach (var column in columns)
        {
            switch (column)
            {
                case NumberColumn numbers:
                    dense.Add(NumberRule.Fit(numbers));
                    break;
                case TimeColumn times:
                    dense.Add(TimeRule.Fit(times));
                    break;
                case TextColumn { Kind: ColumnKind.Category } categories:
                    dense.Add(CategoryRule.Fit(categories));
                    break;
                default:
                    break; // Free text becomes terms; a name of a row says nothing about other rows.
            }
        }

        return new FeatureSpace([.. dense], [.. texts.Select(text => TextRule.Fit(text, MaxTerms / texts.Count))]);
    }

    public IFeatureSpace Declare(IReadOnlyList<DeclaredFeature> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        BoundedJson.Require(features.Select(feature => feature.Name).Distinct(StringComparer.Ordinal).Count() == features.Count, "a column stands twice");
        return new FeatureSpace([.. features.Select(Rule)], []);
    }

    private static DenseRule Rule(DeclaredFeature feature)
    {
        if (!feature.IsCategory)
        {
            BoundedJson.Require(feature.Low is null == feature.High is null && !(feature.Low > feature.High), $"the range of '{feature.Name}' is not one");
            return new NumberRule(feature.Name, double.NaN, feature.Low ?? double.NaN, feature.High ?? double.NaN);
        }

        BoundedJson.Require(feature.Categories!.Count <= CategoryRule.MaxCategories, $"'{feature.Name}' has {feature.Categories.Count} categories, and {CategoryRule.MaxCategories} are the most");
        BoundedJson.Require(feature.Categories.Distinct(StringComparer.Ordinal).Count() == feature.Categories.Count, $"a category of '{feature.Name}' stands twice");
        return new CategoryRule(feature.Name, feature.Categories);
    }

    public IFeatureSpace Read(Stream stream) => FeatureSpaceJson.Read(stream);
}
