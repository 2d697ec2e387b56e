using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;
using Rondo.Acceptance.House;
using Rondo.Contracts;
using Rondo.Interop.OpenInference.Grpc;

namespace Rondo.Acceptance.Deployment;

/// <summary>The Open Inference Protocol over gRPC says what it says over REST.</summary>
public sealed class OpenInferenceGrpcTests : IAsyncLifetime
{
    private RunningRondo _server = null!;
    private Team _team = null!;
    private GrpcChannel _channel = null!;
    private GRPCInferenceService.GRPCInferenceServiceClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await RunningRondo.StartAsync(grpc: "http://127.0.0.1:0");
        _team = await Team.OnAsync(_server, "wire");
        _channel = GrpcChannel.ForAddress(_server.Grpc!);
        _client = new GRPCInferenceService.GRPCInferenceServiceClient(_channel);
    }

    public async ValueTask DisposeAsync()
    {
        _channel.Dispose();
        await _server.DisposeAsync();
    }

    [Fact, Trait("Requirement", "P2")]
    public async Task Server_model_and_scores_are_those_of_the_programs_own_address()
    {
        (await _client.ServerLiveAsync(new ServerLiveRequest())).Live.ShouldBeTrue();
        (await _client.ServerReadyAsync(new ServerReadyRequest())).Ready.ShouldBeTrue();
        (await _client.ServerMetadataAsync(new ServerMetadataRequest())).Name.ShouldBe("rondo");
        (await _client.ModelReadyAsync(new ModelReadyRequest { Name = "wire" })).Ready.ShouldBeFalse();
        await _team.ReachReleaseAsync();
        await _team.GoLiveAsync();
        (await _client.ModelReadyAsync(new ModelReadyRequest { Name = "wire", Version = "release-1" })).Ready.ShouldBeTrue();
        var metadata = await _client.ModelMetadataAsync(new ModelMetadataRequest { Name = "wire" });
        metadata.Versions.ShouldBe(["release-1"]);
        metadata.Inputs.Select(input => (input.Name, input.Datatype)).ShouldBe([("usage", "FP64"), ("tickets", "FP64"), ("plan", "BYTES"), ("entity", "BYTES")], ignoreOrder: true);

        var random = new Random(8);
        var rows = Enumerable.Range(0, 40).Select(i => Files.Customer(random, i)).ToList();
        var request = new ModelInferRequest { ModelName = "wire", Id = "call-1" };
        request.Inputs.Add(Numbers("usage", rows.Select((row, i) => i == 3 ? double.NaN : (double)row["usage"])));
        request.Inputs.Add(Numbers("tickets", rows.Select(row => (double)(int)row["tickets"])));
        request.Inputs.Add(Texts("plan", rows.Select(row => (string)row["plan"])));
        request.Inputs.Add(Texts("entity", rows.Select((_, i) => $"g{i}")));
        var answer = await _client.ModelInferAsync(request);

        answer.Id.ShouldBe("call-1");
        answer.ModelVersion.ShouldBe("release-1");
        var scores = answer.Outputs.Single(output => output.Name == "score").Contents.Fp64Contents;
        var ids = answer.Outputs.Single(output => output.Name == "prediction_id").Contents.BytesContents.Select(value => value.ToStringUtf8()).ToList();
        var there = (await _team.Engineer.DecideManyAsync("wire", [.. rows.Select((row, i) => Steps.Request($"r{i}", i == 3 ? Without(row, "usage") : row))])).Must();
        scores.Count.ShouldBe(40);
        for (var i = 0; i < 40; i++)
        {
            scores[i].ShouldBe(there[i].Score!.Value, 1e-9);
        }

        ids.ShouldBeUnique();
        (await _team.Viewer.GetTrafficAsync("wire", "release-1")).Must().Decisions.ShouldBe(80);
        request.Outputs.Add(new ModelInferRequest.Types.InferRequestedOutputTensor { Name = "decision" });
        (await _client.ModelInferAsync(request)).Outputs.Single().Name.ShouldBe("decision");
    }

    [Fact]
    public async Task What_is_wrong_comes_with_the_protocols_own_codes()
    {
        await _team.ReachReleaseAsync();
        await _team.GoLiveAsync();
        (await RefusedAsync(() => _client.ModelMetadataAsync(new ModelMetadataRequest { Name = "nobody" }))).StatusCode.ShouldBe(StatusCode.NotFound);
        (await RefusedAsync(() => _client.ModelReadyAsync(new ModelReadyRequest { Name = "wire", Version = "release-9" }))).StatusCode.ShouldBe(StatusCode.NotFound);
        var wrong = new ModelInferRequest { ModelName = "wire" };
        (await RefusedAsync(() => _client.ModelInferAsync(wrong))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        wrong.Inputs.Add(Numbers("usage", [1, 2, 3]));
        wrong.Inputs[0].Shape[0] = 2;
        (await RefusedAsync(() => _client.ModelInferAsync(wrong))).Status.Detail.ShouldContain("asks for 2 elements");
        wrong.Inputs[0].Shape[0] = 3;
        wrong.Inputs[0].Datatype = "COMPLEX";
        (await RefusedAsync(() => _client.ModelInferAsync(wrong))).StatusCode.ShouldBe(StatusCode.InvalidArgument);
        wrong.RawInputContents.Add(ByteString.CopyFrom(1, 2, 3));
        (await RefusedAsync(() => _client.ModelInferAsync(wrong))).Status.Detail.ShouldContain("typed contents");
        (await _team.Viewer.GetTrafficAsync("wire", "release-1")).Must().Decisions.ShouldBe(0);
    }

    private static async Task<RpcException> RefusedAsync<T>(Func<AsyncUnaryCall<T>> call) => await Should.ThrowAsync<RpcException>(async () => await call());

    private static Dictionary<string, object> Without(IReadOnlyDictionary<string, object> row, string column) => row.ToDictionary(cell => cell.Key, cell => cell.Key == column ? null! : cell.Value);

    private static ModelInferRequest.Types.InferInputTensor Numbers(string name, IEnumerable<double> values)
    {
        var tensor = new ModelInferRequest.Types.InferInputTensor { Name = name, Datatype = "FP64", Contents = new InferTensorContents() };
        tensor.Contents.Fp64Contents.AddRange(values);
        tensor.Shape.Add(tensor.Contents.Fp64Contents.Count);
        return tensor;
    }

    private static ModelInferRequest.Types.InferInputTensor Texts(string name, IEnumerable<string> values)
    {
        var tensor = new ModelInferRequest.Types.InferInputTensor { Name = name, Datatype = "BYTES", Contents = new InferTensorContents() };
        tensor.Contents.BytesContents.AddRange(values.Select(value => ByteString.CopyFromUtf8(value)));
        tensor.Shape.Add(tensor.Contents.BytesContents.Count);
        return tensor;
    }
}
