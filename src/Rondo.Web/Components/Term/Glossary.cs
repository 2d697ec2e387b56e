namespace Rondo.Web.Components;

/// <summary>One sentence for each term of art, for a reader who is intelligent and not a statistician.</summary>
internal static class Glossary
{
    private static readonly Dictionary<string, string> Meanings = new(StringComparer.OrdinalIgnoreCase)
    {
        ["recall"] = "Of all cases that we look for, the share that the model finds.",
        ["precision"] = "Of all alarms that the model raises, the share that is right.",
        ["ROC-AUC"] = "How often a random case that we look for gets a higher score than a random other one: 0.5 is a coin, 1 is perfect.",
        ["alpha"] = "Krippendorff's alpha: agreement beyond chance. 1 is perfect, 0 is what guessing would give. 0.667 is the usual floor, a convention.",
        ["unanimity"] = "Share of items on which every annotator gave the same label.",
        ["chance level"] = "How often everybody would agree if they labelled at random with the same class shares.",
        ["interval"] = "The range in which the true value lies in 95 of 100 such measurements.",
        ["calibration"] = "Whether a score of 0.7 comes true in 70 of 100 cases.",
        ["PSI"] = "Population stability index: how far a distribution moved from the one the model was trained on. 0 means not at all.",
        ["maturity"] = "Share of a window's true outcomes that are known already; young windows are not judged.",
        ["shadow"] = "The new model scores every request in the background; nobody sees its answers.",
        ["bound"] = "The end of the interval that counts against the promise: a floor is judged on the lower end.",
        ["hash chain"] = "Each entry carries a fingerprint of the one before, so a change to the past shows.",
        ["kappa"] = "Cohen's kappa: agreement of two people beyond chance.",
    };

    public static IEnumerable<string> Words => Meanings.Keys;

    public static string Meaning(string word) => Meanings.GetValueOrDefault(word, word);
}
