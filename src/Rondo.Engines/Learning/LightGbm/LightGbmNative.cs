using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Rondo.Engines.Learning.LightGbm;

/// <summary>The part of LightGBM's C interface that training needs. Each call gives 0, or -1 with a message to fetch.</summary>
internal static partial class LightGbmNative
{
    private const string Library = "lib_lightgbm";

    /// <summary>False where the native library cannot be loaded, which mostly means that libgomp1 is missing.</summary>
    public static bool IsHere { get; } = NativeLibrary.TryLoad(Library, typeof(LightGbmNative).Assembly, null, out _);

    public enum DataType
    {
        Float32 = 0,
        Float64 = 1,
        Int32 = 2,
        Int64 = 3,
    }

    public enum Prediction
    {
        Probability = 0,
        Raw = 1,
        Contributions = 3,
    }

    [LibraryImport(Library, EntryPoint = "LGBM_GetLastError")]
    private static partial nint GetLastError();

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetCreateFromMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetCreateFromMat(ReadOnlySpan<double> data, DataType type, int rows, int columns, int rowMajor, string parameters, nint reference, out DatasetHandle dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetCreateFromCSR", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetCreateFromCsr(
        ReadOnlySpan<int> rowStart, DataType rowStartType, ReadOnlySpan<int> indices, ReadOnlySpan<double> data, DataType type, long rowStarts, long elements, long columns, string parameters, nint reference, out DatasetHandle dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetField", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetField(DatasetHandle dataset, string field, ReadOnlySpan<float> data, int elements, DataType type);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetSetFeatureNames", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int DatasetSetFeatureNames(DatasetHandle dataset, string[] names, int count);

    [LibraryImport(Library, EntryPoint = "LGBM_DatasetFree")]
    public static partial int DatasetFree(nint dataset);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterCreate", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterCreate(DatasetHandle dataset, string parameters, out BoosterHandle booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterUpdateOneIter")]
    public static partial int BoosterUpdateOneIter(BoosterHandle booster, out int finished);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterSaveModelToString")]
    public static partial int BoosterSaveModelToString(BoosterHandle booster, int firstIteration, int iterations, int importanceType, long bufferLength, out long length, Span<byte> buffer);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterPredictForMat", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterPredictForMat(
        BoosterHandle booster, ReadOnlySpan<double> data, DataType type, int rows, int columns, int rowMajor, Prediction prediction, int firstIteration, int iterations, string parameters, out long length, Span<double> result);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterLoadModelFromString", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BoosterLoadModelFromString(string model, out int iterations, out BoosterHandle booster);

    [LibraryImport(Library, EntryPoint = "LGBM_BoosterFree")]
    public static partial int BoosterFree(nint booster);

    /// <exception cref="InvalidOperationException">The library refused; carries its message.</exception>
    public static void Check(int result)
    {
        if (result != 0)
        {
            throw new InvalidOperationException("LightGBM: " + Marshal.PtrToStringUTF8(GetLastError()));
        }
    }
}

/// <summary>Owns a native data set.</summary>
internal sealed class DatasetHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => LightGbmNative.DatasetFree(handle) == 0;
}

/// <summary>Owns a native booster.</summary>
internal sealed class BoosterHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle() => LightGbmNative.BoosterFree(handle) == 0;
}
