using System.Globalization;

namespace SsdClr.Local.Receiver;

/// <summary>A refusal as the console shows it: what was refused and why, by paths and rules, never a value.</summary>
internal static class RefusalLines
{
    private const int MostReasons = 5;

    /// <summary>The lines of a refusal.</summary>
    public static IReadOnlyList<string> Of(Refusal refusal)
    {
        var reasons = refusal.Reason.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var lines = new List<string>
        {
            string.Create(CultureInfo.InvariantCulture, $"{refusal.RefusedAt:HH:mm:ss} UTC: refused {(refusal.Place == FaultPlace.Token ? "a token" : "children")}, status {refusal.Status}."),
        };
        lines.AddRange(reasons.Take(MostReasons).Select(reason => "  " + reason));
        if (reasons.Length > MostReasons)
        {
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"  and {reasons.Length - MostReasons:N0} more"));
        }

        return lines;
    }
}
