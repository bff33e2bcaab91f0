using System.Globalization;

namespace SsdClr.Local.Receiver;

/// <summary>A request that was refused.</summary>
/// <param name="RefusedAt">UTC.</param>
/// <param name="Place">What was asked: children or a token.</param>
/// <param name="Status">HTTP status code.</param>
/// <param name="Reason">The answer: paths and rules, never a value.</param>
internal sealed record Refusal(DateTimeOffset RefusedAt, FaultPlace Place, int Status, string Reason)
{
    private const int MostReasons = 5;

    /// <summary>The lines that the console shows: what was refused and why.</summary>
    public IReadOnlyList<string> Lines()
    {
        var reasons = Reason.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{RefusedAt:HH:mm:ss} UTC: refused {(Place == FaultPlace.Token ? "a token" : "children")}, status {Status}."),
            .. reasons.Take(MostReasons).Select(reason => "  " + reason),
            .. reasons.Length > MostReasons ? [string.Create(CultureInfo.InvariantCulture, $"  and {reasons.Length - MostReasons:N0} more")] : Array.Empty<string>(),
        ];
    }
}
