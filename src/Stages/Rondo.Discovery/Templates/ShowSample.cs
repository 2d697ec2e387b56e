using Rondo.Kernel;
using Rondo.Kernel.UseCases;

namespace Rondo.Discovery.Templates;

/// <summary>Made-up data of the kind that a product of this template has.</summary>
[UseCase("GET /templates/{template}/sample", "product sample", "Writes a bundled sample of data for a template, as CSV.")]
internal static class ShowSample
{
    public static Task<Answer<Stream>> Handle(string template, IEnumerable<IProductTemplate> templates, CancellationToken cancellation) => Task.FromResult(Write(template, templates));

    internal static Answer<Stream> Write(string template, IEnumerable<IProductTemplate> templates)
    {
        var known = templates.ToList();
        if (known.Find(one => one.About.Id == template) is not { } chosen)
        {
            return ApplyTemplate.Unknown(template, known);
        }

        var content = new MemoryStream();
        using (var csv = new StreamWriter(content, leaveOpen: true))
        {
            chosen.WriteSample(csv);
        }

        content.Position = 0;
        return AnswerOf.Good<Stream>(content);
    }
}
