using System;
using System.Threading.Tasks;

namespace Example.Web;

public record struct Point(double X, double Y) { public readonly double Length => Math.Sqrt(X * X + Y * Y); }

public sealed class Handler(ILogger<Handler> logger)
{
    /// <summary>Führt die Anfrage aus.</summary>
    public async Task<string?> HandleAsync(Request? request, CancellationToken token = default)
    {
        if (request is not { Path: [_, ..] path }) return null;
        logger.LogInformation("Handling {Path} at {Time:O}", path, DateTime.UtcNow);
        await Task.Delay(100, token).ConfigureAwait(false);
        return $@"C:\temp\{path}";
    }
}
