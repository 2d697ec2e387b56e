using System.Globalization;

namespace Rondo.Engines.Learning;

/// <summary>What every learner may rely on; and settings, each within its stated range.</summary>
internal static class TrainingChecks
{
    /// <exception cref="ArgumentException">Rows and labels do not fit together, or a label names no class.</exception>
    public static void Require(TrainingSet training, int leastClassesSeen)
    {
        ArgumentNullException.ThrowIfNull(training);
        var (features, labels, task) = training;
        if (features.Rows == 0 || labels.Length != features.Rows)
        {
            throw new ArgumentException($"{features.Rows} rows and {labels.Length} labels: there must be as many labels as rows, and at least one.", nameof(training));
        }

        if (leastClassesSeen > 1 && features.Features.Count + features.Terms.Count == 0)
        {
            throw new ArgumentException("There is no column to learn from: all are excluded, names of rows, or empty.", nameof(training));
        }

        if (task.Classes.Count < 2)
        {
            throw new ArgumentException($"{task.Classes.Count} classes: there must be at least two.", nameof(training));
        }

        var rows = new int[task.Classes.Count];
        foreach (var label in labels)
        {
            if (label < 0 || label >= rows.Length)
            {
                throw new ArgumentException($"Label {label} is none of the {rows.Length} classes.", nameof(training));
            }

            rows[label]++;
        }

        var seen = rows.Count(count => count > 0);
        if (seen < leastClassesSeen)
        {
            throw new ArgumentException($"Only {seen} of {rows.Length} classes has rows; nothing can be told apart.", nameof(training));
        }
    }

    /// <summary>The value of a setting, or its default.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Outside the stated range.</exception>
    public static double Setting(this LearnerDescriptor descriptor, LearnerOptions options, string name)
    {
        var setting = descriptor.Settings.Single(one => one.Name == name);
        var value = options.Values.GetValueOrDefault(name, setting.Default);
        if (!(value >= setting.Low && value <= setting.High))
        {
            throw new ArgumentOutOfRangeException(
                nameof(options), value, string.Create(CultureInfo.InvariantCulture, $"'{name}' of {descriptor.Id} must be from {setting.Low} to {setting.High}."));
        }

        return value;
    }
}
