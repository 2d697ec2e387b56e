using System.Text;
using Rondo.Contracts;

namespace Rondo.Web.Format;

/// <summary>Words for what travels as codes.</summary>
public static class Wording
{
    /// <summary>"CollectAndRetrain" or "collect_and_retrain" reads "Collect and retrain".</summary>
    public static string Of(object? code)
    {
        var text = code?.ToString() ?? "";
        var words = new StringBuilder(text.Length + 8);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] is '_' or '-')
            {
                words.Append(' ');
            }
            else if (i > 0 && char.IsUpper(text[i]) && char.IsLower(text[i - 1]))
            {
                words.Append(' ').Append(char.ToLowerInvariant(text[i]));
            }
            else
            {
                words.Append(i == 0 ? char.ToUpperInvariant(text[i]) : text[i]);
            }
        }

        return words.ToString();
    }

    /// <summary>The same in lower case, for the middle of a sentence.</summary>
    public static string Low(object? code) => Of(code) is { Length: > 0 } text ? char.ToLowerInvariant(text[0]) + text[1..] : "";

    /// <summary>"ok", "doubtful", "bad", "not known".</summary>
    public static string Of(Standing standing) => standing switch
    {
        Standing.Good => "good",
        Standing.Doubtful => "doubtful",
        Standing.Bad => "bad",
        _ => "not known",
    };

    /// <summary>How a promise's verdict stands.</summary>
    public static Standing Stand(PromiseVerdict verdict) => verdict switch
    {
        PromiseVerdict.Holds => Standing.Good,
        PromiseVerdict.NotProven => Standing.Doubtful,
        _ => Standing.Bad,
    };

    /// <summary>How a readiness verdict stands.</summary>
    public static Standing Stand(ReadinessVerdict verdict) => verdict switch
    {
        ReadinessVerdict.Plausible => Standing.Good,
        ReadinessVerdict.NeedData => Standing.Doubtful,
        _ => Standing.Bad,
    };

    /// <summary>How a risk stands.</summary>
    public static Standing Stand(RiskScore score) => score switch
    {
        RiskScore.Green => Standing.Good,
        RiskScore.Amber => Standing.Doubtful,
        RiskScore.Red => Standing.Bad,
        _ => Standing.Unknown,
    };

    /// <summary>How a finding stands.</summary>
    public static Standing Stand(Severity severity) => severity switch
    {
        Severity.Fail => Standing.Bad,
        Severity.Warning => Standing.Doubtful,
        _ => Standing.Unknown,
    };

    /// <summary>How the five risks stand together.</summary>
    public static Standing Stand(Plausibility plausibility) => plausibility switch
    {
        Plausibility.Plausible => Standing.Good,
        Plausibility.Doubtful => Standing.Doubtful,
        Plausibility.DeadEnd => Standing.Bad,
        _ => Standing.Unknown,
    };

    /// <summary>Names of learners as the field says them.</summary>
    public static string Learner(string name) => name switch
    {
        "gam" => "GAM",
        "lightgbm" or "light_gbm" => "LightGBM",
        "logistic" => "Logistic regression",
        "majority" => "Majority",
        "onnx" => "ONNX model",
        _ => Of(name),
    };

    /// <summary>"data scientist" reads "Data scientist".</summary>
    public static string Upper(string text) => string.IsNullOrEmpty(text) ? "" : char.ToUpperInvariant(text[0]) + text[1..];

    /// <summary>"product-manager" reads "Product manager".</summary>
    public static string Person(string id) => Upper((id ?? "").Replace('-', ' '));

    /// <summary>Names of metrics as the field says them.</summary>
    public static string Metric(string name) => name switch
    {
        "roc_auc" => "ROC-AUC",
        "average_precision" => "Average precision",
        "brier" => "Brier score",
        "log_loss" => "Log loss",
        "ece" => "Calibration error",
        "f1" => "F1",
        "mcc" => "Matthews correlation",
        "selection_rate" => "Share flagged",
        _ => Of(name),
    };

    /// <summary>Whether a metric reads as a share.</summary>
    public static NumberKind MetricKind(string name) => name is "selection_rate" or "recall" or "precision" or "specificity" or "accuracy" ? NumberKind.Percent : NumberKind.Ratio;
}
