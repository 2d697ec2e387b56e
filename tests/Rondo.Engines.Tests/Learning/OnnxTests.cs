using Rondo.Engines.Learning;
using Rondo.Engines.Learning.Imports;
using Rondo.Engines.Learning.Onnx;
using Rondo.Tests;

namespace Rondo.Engines.Tests.Learning;

public sealed class OnnxTests
{
    private static readonly DeclaredFeature[] Two = [new("a"), new("b")];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_matrix_of_columns_gets_the_scores_of_the_formula(bool maps)
    {
        using var model = new OnnxImport().Read(maps ? TinyOnnx.LogisticWithMaps([1.5f, -2f], 0.25f) : TinyOnnx.Logistic([1.5f, -2f], 0.25f), Two).Model;
        var random = new Random(3);
        double[] dense = [.. Enumerable.Range(0, 5_000).Select(_ => (random.NextDouble() * 4) - 2)];
        var all = new double[5_000];
        model.Score(new FeatureMatrix { Rows = 2_500, Features = [new("a", FeatureKind.Number, []), new("b", FeatureKind.Number, [])], Dense = dense }, all);
        var one = new double[2];
        for (var row = 0; row < 2_500; row++)
        {
            var expected = 1 / (1 + Math.Exp(-((1.5 * dense[row * 2]) - (2 * dense[(row * 2) + 1]) + 0.25)));
            all[(row * 2) + 1].ShouldBe(expected, 1e-6);
            model.Score(dense.AsSpan(row * 2, 2), one);
            one[1].ShouldBe(all[(row * 2) + 1], 1e-7);
        }

        model.Importance(new FeatureMatrix { Rows = 2_500, Features = [new("a", FeatureKind.Number, []), new("b", FeatureKind.Number, [])], Dense = dense })[0].Feature.ShouldBe("b");
    }

    [Fact]
    public void One_input_a_column_takes_numbers_and_texts_and_survives_being_stored()
    {
        DeclaredFeature[] features = [new("plan", ["yearly", "monthly"]), new("usage")];
        using var first = new OnnxImport().Read(TinyOnnx.NumberAndText("usage", "plan", "monthly", 2, 1.5f), features).Model;
        using var stored = new MemoryStream();
        first.Write(stored);
        stored.Position = 0;
        using var model = new OnnxFormat().Read(stored);
        var scores = new double[2];
        foreach (var (plan, usage, lift) in new[] { (0.0, 0.3, 0.0), (1.0, 0.3, 1.5), (double.NaN, -0.7, 0.0) })
        {
            model.Score([plan, usage], scores);
            scores[1].ShouldBe(1 / (1 + Math.Exp(-((2 * usage) + lift))), 1e-6);
            (scores[0] + scores[1]).ShouldBe(1, 1e-12);
        }
    }

    [Theory]
    [InlineData("Loop")]
    [InlineData("Scan")]
    [InlineData("If")]
    [InlineData("ConstantOfShape")]
    [InlineData("Expand")]
    [InlineData("Range")]
    [InlineData("MatMul", "com.evil")]
    public void Operators_that_a_tabular_model_does_not_need_are_refused_by_name(string type, string domain = "") =>
        Should.Throw<InvalidDataException>(() => new OnnxImport().Read(TinyOnnx.WithOperator(type, domain), Two)).Message.ShouldContain(type);

    [Fact]
    public void Weights_in_another_file_are_refused() =>
        Should.Throw<InvalidDataException>(() => new OnnxImport().Read(TinyOnnx.WithWeightsElsewhere(), Two)).Message.ShouldContain("outside the file");

    [Fact]
    public void Whatever_is_no_model_is_refused_and_never_more()
    {
        var good = TinyOnnx.Logistic([1, 2], 0);
        var random = new Random(5);
        for (var i = 0; i < 500; i++)
        {
            var broken = (byte[])good.Clone();
            switch (i % 3)
            {
                case 0:
                    broken = broken[..random.Next(broken.Length)];
                    break;
                case 1:
                    for (var j = 0; j < 5; j++)
                    {
                        broken[random.Next(broken.Length)] = (byte)random.Next(256);
                    }

                    break;
                default:
                    random.NextBytes(broken);
                    break;
            }

            try
            {
                using var model = new OnnxImport().Read(broken, Two).Model;
                model.Score([0.5, 0.5], new double[2]);
            }
            catch (InvalidDataException refused)
            {
                refused.Message.ShouldNotBeEmpty();
            }
        }
    }

    [Fact]
    public void Columns_must_be_declared_and_fit_the_inputs()
    {
        Should.Throw<InvalidDataException>(() => new OnnxImport().Read(TinyOnnx.Logistic([1, 2], 0), null)).Message.ShouldContain("features.json");
        Should.Throw<InvalidDataException>(() => new OnnxImport().Read(TinyOnnx.Logistic([1, 2, 3], 0), Two)).Message.ShouldContain("2");
        Should.Throw<InvalidDataException>(() => new OnnxImport().Read(TinyOnnx.NumberAndText("usage", "plan", "x", 1, 1), Two)).Message.ShouldContain("usage");
        Should.Throw<InvalidDataException>(() => new OnnxImport().Read(TinyOnnx.NumberAndText("a", "b", "x", 1, 1), Two)).Message.ShouldContain("categories");
    }
}
