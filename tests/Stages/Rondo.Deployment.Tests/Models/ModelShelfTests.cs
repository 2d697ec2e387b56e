using Microsoft.Extensions.Logging.Abstractions;
using Rondo.Deployment.Models;

namespace Rondo.Deployment.Tests.Models;

public sealed class ModelShelfTests : IDisposable
{
    private readonly MemoryBlobs _blobs = new();
    private readonly ToyPackages _packages = new();
    private readonly ManualClock _clock = new(World.Start);
    private readonly ModelShelf _shelf;

    public ModelShelfTests()
    {
        for (var i = 0; i <= ModelShelf.Capacity; i++)
        {
            _blobs.Content[$"m{i}"] = [1];
        }

        _shelf = new ModelShelf(_blobs, _packages, _clock, NullLogger<ModelShelf>.Instance);
    }

    [Fact]
    public async Task Many_borrowers_at_once_load_a_package_once()
    {
        _packages.Gate.Reset();
        var borrowers = Enumerable.Range(0, 50).Select(_ => _shelf.RentAsync("m0", CancellationToken.None).AsTask()).ToList();
        _packages.Gate.Set();

        var leases = await Task.WhenAll(borrowers);

        leases.Select(lease => lease!.Model).Distinct().Count().ShouldBe(1);
        _packages.ReadCount.ShouldBe(1);
    }

    [Fact]
    public async Task The_longest_unused_package_goes_and_is_disposed_of_when_its_last_borrower_gives_it_back()
    {
        var held = await _shelf.RentAsync("m0", CancellationToken.None);
        for (var i = 1; i <= ModelShelf.Capacity; i++)
        {
            (await _shelf.RentAsync($"m{i}", CancellationToken.None))!.Dispose();
        }

        _packages.Disposed.ShouldBe(0);
        held!.Dispose();
        held.Dispose();
        _packages.Disposed.ShouldBe(1);
    }

    [Fact]
    public async Task A_package_that_is_not_there_is_asked_for_again_only_after_a_pause()
    {
        (await _shelf.RentAsync("lost", CancellationToken.None)).ShouldBeNull();
        (await _shelf.RentAsync("lost", CancellationToken.None)).ShouldBeNull();
        _blobs.Opened.ShouldBe(1);

        _blobs.Content["lost"] = [1];
        _clock.Add(TimeSpan.FromSeconds(11));

        (await _shelf.RentAsync("lost", CancellationToken.None)).ShouldNotBeNull();
    }

    [Fact]
    public async Task A_broken_package_is_no_exception()
    {
        _blobs.Content["broken"] = [];

        (await _shelf.RentAsync("broken", CancellationToken.None)).ShouldBeNull();
    }

    [Fact]
    public async Task The_shelf_disposes_of_what_it_holds()
    {
        (await _shelf.RentAsync("m0", CancellationToken.None))!.Dispose();

        _shelf.Dispose();

        _packages.Disposed.ShouldBe(1);
    }

    public void Dispose() => _shelf.Dispose();
}
