using System.Text.Json.Serialization;

namespace Rondo.Contracts;

/// <summary>The six places of an ML product's life. Places, not steps: everything may be revisited.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<Stage>))]
public enum Stage
{
    /// <summary>Where value, feasibility and data meet.</summary>
    Discovery,

    /// <summary>Understanding, evaluating and labelling the raw material.</summary>
    Data,

    /// <summary>Defining success and managing trade-offs.</summary>
    Modeling,

    /// <summary>Making the model useful in the real world.</summary>
    Deployment,

    /// <summary>Catching decay before users feel it.</summary>
    Monitoring,

    /// <summary>Closing the loop and improving over time.</summary>
    Learning,
}

/// <summary>What each stage is for, in one line.</summary>
public static class Stages
{
    /// <summary>In order.</summary>
    public static IReadOnlyList<Stage> All { get; } = [Stage.Discovery, Stage.Data, Stage.Modeling, Stage.Deployment, Stage.Monitoring, Stage.Learning];

    /// <summary>The purpose line.</summary>
    public static string Purpose(this Stage stage) => stage switch
    {
        Stage.Discovery => "Where value, feasibility and data meet: should this be ML at all?",
        Stage.Data => "Understand, evaluate and label the raw material: can this data teach it?",
        Stage.Modeling => "Define success and manage trade-offs: does a model keep the promise?",
        Stage.Deployment => "Make the model useful in the real world: who sees it, and what happens when it is unsure?",
        Stage.Monitoring => "Catch decay before users feel it: is it still right?",
        _ => "Close the loop and improve over time: what did we change, and did it help?",
    };
}
