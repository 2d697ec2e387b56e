using Microsoft.ML;
using Microsoft.ML.Data;

namespace Rondo.Engines.Learning.MlNet;

/// <summary>
/// Expanded rows as ML.NET reads them. Iterative trainers read all rows once an iteration, which is where a
/// cancellation gets through: ML.NET has no public way to stop a trainer.
/// </summary>
internal static class TrainingView
{
    /// <summary>Two classes: a flag for the second one.</summary>
    public static IDataView Binary(MLContext ml, Expansion expansion, int[] labels, CancellationToken cancellation)
    {
        var rows = labels.Select((label, row) => new BinaryRow { Label = label == 1, Features = expansion.Row(row) }).ToArray();
        return ml.Data.LoadFromEnumerable(Stoppable(rows, cancellation), Schema(typeof(BinaryRow), expansion.Width));
    }

    /// <summary>Many classes: a key. In memory it counts from 0; ML.NET adds the 1 by which it tells "missing" itself.</summary>
    public static IDataView Many(MLContext ml, Expansion expansion, int[] labels, int classes, CancellationToken cancellation)
    {
        var rows = labels.Select((label, row) => new ManyRow { Label = (uint)label, Features = expansion.Row(row) }).ToArray();
        var schema = Schema(typeof(ManyRow), expansion.Width);
        schema[nameof(ManyRow.Label)].ColumnType = new KeyDataViewType(typeof(uint), classes);
        return ml.Data.LoadFromEnumerable(Stoppable(rows, cancellation), schema);
    }

    private static IEnumerable<T> Stoppable<T>(T[] rows, CancellationToken cancellation)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            if ((i & 0x3FF) == 0)
            {
                cancellation.ThrowIfCancellationRequested();
            }

            yield return rows[i];
        }
    }

    private static SchemaDefinition Schema(Type row, int width)
    {
        var schema = SchemaDefinition.Create(row);
        schema[nameof(BinaryRow.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, width);
        return schema;
    }

    internal sealed class BinaryRow
    {
        public bool Label { get; set; }

        public VBuffer<float> Features { get; set; }
    }

    internal sealed class ManyRow
    {
        public uint Label { get; set; }

        public VBuffer<float> Features { get; set; }
    }
}
