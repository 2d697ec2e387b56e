using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Rondo.Interop.OpenInference.Grpc;
using Rondo.Kernel;
using Rondo.Kernel.Serving;

namespace Rondo.Interop.OpenInference;

/// <summary>The protocol's gRPC service. What it says and refuses is what REST says and refuses.</summary>
internal sealed class GrpcInference(IDecisions decisions, IIdSource ids, IHostApplicationLifetime life) : GRPCInferenceService.GRPCInferenceServiceBase
{
    public override Task<ServerLiveResponse> ServerLive(ServerLiveRequest request, ServerCallContext context) => Task.FromResult(new ServerLiveResponse { Live = true });

    public override Task<ServerReadyResponse> ServerReady(ServerReadyRequest request, ServerCallContext context) => Task.FromResult(new ServerReadyResponse { Ready = !life.ApplicationStopping.IsCancellationRequested });

    public override async Task<ModelReadyResponse> ModelReady(ModelReadyRequest request, ServerCallContext context)
    {
        var found = await Inference.FindAsync(request.Name, Version(request.Version), decisions, context.CancellationToken);
        return found is { Value: null, Status: not StatusCodes.Status503ServiceUnavailable } ? throw Failure(found.Error!, found.Status) : new ModelReadyResponse { Ready = found.Value is not null };
    }

    public override Task<ServerMetadataResponse> ServerMetadata(ServerMetadataRequest request, ServerCallContext context) =>
        Task.FromResult(new ServerMetadataResponse { Name = Inference.Server.Name, Version = Inference.Server.Version, Extensions = { Inference.Server.Extensions } });

    public override async Task<ModelMetadataResponse> ModelMetadata(ModelMetadataRequest request, ServerCallContext context)
    {
        var (model, error, status) = await Inference.DescribeAsync(request.Name, Version(request.Version), decisions, context.CancellationToken);
        return model is null ? throw Failure(error!, status) : new ModelMetadataResponse
        {
            Name = model.Name,
            Versions = { model.Versions },
            Platform = model.Platform,
            Inputs = { model.Inputs.Select(Described) },
            Outputs = { model.Outputs.Select(Described) },
        };
    }

    public override async Task<ModelInferResponse> ModelInfer(ModelInferRequest request, ServerCallContext context)
    {
        if (request.RawInputContents.Count > 0)
        {
            throw Failure("Raw contents are not read here: send typed contents (fp64_contents, bytes_contents, ...).", StatusCodes.Status400BadRequest);
        }

        var shared = request.Parameters.TryGetValue(Tensors.Entity, out var entity) && entity.ParameterChoiceCase == InferParameter.ParameterChoiceOneofCase.StringParam
            ? new Dictionary<string, JsonElement> { [Tensors.Entity] = JsonSerializer.SerializeToElement(entity.StringParam) }
            : null;
        var asked = new InferRequest(
            request.Id.Length == 0 ? null : request.Id,
            shared,
            [.. request.Inputs.Select(input => new InputTensor(input.Name, [.. input.Shape], input.Datatype, Data(input)))],
            request.Outputs.Count == 0 ? null : [.. request.Outputs.Select(output => new AskedOutput(output.Name))]);
        var (response, error, status) = await Inference.InferAsync(request.ModelName, Version(request.ModelVersion), asked, decisions, ids, context.CancellationToken);
        return response is null ? throw Failure(error!, status) : new ModelInferResponse
        {
            ModelName = response.ModelName,
            ModelVersion = response.ModelVersion,
            Id = response.Id ?? "",
            Outputs = { response.Outputs.Select(Tensor) },
        };
    }

    private static string? Version(string version) => version.Length == 0 ? null : version;

    private static ModelMetadataResponse.Types.TensorMetadata Described(TensorMetadata tensor) => new() { Name = tensor.Name, Datatype = tensor.Datatype, Shape = { tensor.Shape } };

    // NaN is a missing number: JSON has none, and null means the same there.
    private static JsonElement Data(ModelInferRequest.Types.InferInputTensor input)
    {
        var contents = input.Contents ?? new InferTensorContents();
        return input.Datatype switch
        {
            "BOOL" => JsonSerializer.SerializeToElement(contents.BoolContents),
            "INT8" or "INT16" or "INT32" => JsonSerializer.SerializeToElement(contents.IntContents),
            "INT64" => JsonSerializer.SerializeToElement(contents.Int64Contents),
            "UINT8" or "UINT16" or "UINT32" => JsonSerializer.SerializeToElement(contents.UintContents),
            "UINT64" => JsonSerializer.SerializeToElement(contents.Uint64Contents),
            "FP32" => JsonSerializer.SerializeToElement(contents.Fp32Contents.Select(value => float.IsFinite(value) ? value : (float?)null)),
            "FP64" => JsonSerializer.SerializeToElement(contents.Fp64Contents.Select(value => double.IsFinite(value) ? value : (double?)null)),
            "BYTES" => JsonSerializer.SerializeToElement(contents.BytesContents.Select(value => value.ToStringUtf8())),
            _ => JsonSerializer.SerializeToElement(Array.Empty<int>()),
        };
    }

    private static ModelInferResponse.Types.InferOutputTensor Tensor(OutputTensor output)
    {
        var contents = new InferTensorContents();
        foreach (var value in output.Data)
        {
            if (output.Datatype == "FP64")
            {
                contents.Fp64Contents.Add(value as double? ?? double.NaN);
            }
            else
            {
                contents.BytesContents.Add(ByteString.CopyFrom((string?)value ?? "", Encoding.UTF8));
            }
        }

        return new ModelInferResponse.Types.InferOutputTensor { Name = output.Name, Datatype = output.Datatype, Shape = { output.Shape }, Contents = contents };
    }

    private static RpcException Failure(string error, int status) => new(new Status(
        status switch
        {
            StatusCodes.Status404NotFound => StatusCode.NotFound,
            StatusCodes.Status503ServiceUnavailable => StatusCode.Unavailable,
            StatusCodes.Status409Conflict => StatusCode.FailedPrecondition,
            >= 500 => StatusCode.Internal,
            _ => StatusCode.InvalidArgument,
        },
        error));
}
