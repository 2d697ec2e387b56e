using Rondo.Browser.House;

namespace Rondo.Browser.Story;

/// <summary>From an empty server to a closed loop, as one person in several roles does it.</summary>
internal static class WholeStory
{
    public static async Task<StoryPlaces> TellAsync(Visitor visitor)
    {
        var product = await Beginning.CreateProductAsync(visitor);
        await Beginning.DiscoverAsync(visitor);
        await DataWork.RefuseWhereNobodyLeftAsync(visitor);
        await DataWork.AcceptWhereSomeLeftAsync(visitor);
        await DataWork.UnderstandAsync(visitor);
        await DataWork.AgreeOnLabelsAsync(visitor);
        await ModelWork.PromiseAsync(visitor);
        await ModelWork.TrainAsync(visitor);
        var evaluation = await ModelWork.JudgeAsync(visitor);
        await EvidenceWork.SignAsync(visitor);
        await LiveWork.WatchAsync(visitor);
        await LiveWork.ReleaseAsync(visitor);
        await LiveWork.AskOnceAsync(visitor);
        await LiveWork.LetTheWorldChangeAsync(visitor.Address, product);
        var incident = await Ending.MeetIncidentAsync(visitor);
        await Ending.SeeLoopAsync(visitor);
        await DataWork.CollectAsync(visitor);
        await visitor.GoToPlaceAsync("Modeling");
        await ModelWork.TrainAsync(visitor, "customers-c", "logistic");
        await ModelWork.JudgeAsync(visitor);
        await EvidenceWork.SignAgainAsync(visitor);
        await LiveWork.ReleaseAsync(visitor, "release-2");
        await LiveWork.LetTheWorldChangeAsync(visitor.Address, product, seed: 12);
        await Ending.CloseLoopAsync(visitor);
        await Ending.VerifyLedgerAsync(visitor);
        return new StoryPlaces(product, evaluation, incident, [.. visitor.Complaints]);
    }
}
