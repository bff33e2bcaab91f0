using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace SsdClr.Local.Receiver;

/// <summary>
/// <c>/faults</c>: shows the faults in force as text, one a line, and takes others in their place: a body of such lines, or the page's form.
/// It is open to whoever can reach this machine's loopback, but not to a page of another site in somebody's browser.
/// </summary>
internal sealed class FaultsEndpoint(FaultPlan plan)
{
    private const int MaxBytes = 16 * 1024;

    /// <summary>The faults in force.</summary>
    public Reply Show() => Reply.Text(StatusCodes.Status200OK, Lines(plan));

    /// <summary>The faults in force, one a line, ending with the chance where there is one.</summary>
    public static string Lines(FaultPlan plan) =>
        string.Concat(plan.InForce.Select(fault => fault + "\n")) + (plan.Chance is { } chance ? string.Create(CultureInfo.InvariantCulture, $"chance={chance}\n") : string.Empty);

    /// <summary>Takes the faults of the body.</summary>
    public async Task<Reply> AnswerAsync(HttpRequest request)
    {
        if (request.Headers.Origin.Count > 0 && !string.Equals(request.Headers.Origin, $"https://{request.Host}", StringComparison.OrdinalIgnoreCase))
        {
            return Reply.Text(StatusCodes.Status403Forbidden, "Faults are taken from the receiver's own page, or from a program.");
        }

        var body = await RequestBody.ReadAsync(request, MaxBytes).ConfigureAwait(false);
        if (body is null)
        {
            return Reply.Text(StatusCodes.Status413PayloadTooLarge, $"The faults have more than {MaxBytes} bytes.");
        }

        var text = Encoding.UTF8.GetString(body.Value.Span);
        var isPage = IsForm(request) && QueryHelpers.ParseQuery(text).TryGetValue("faults", out _);
        if (isPage)
        {
            text = QueryHelpers.ParseQuery(text)["faults"].ToString();
        }

        try
        {
            Replace(text);
        }
        catch (FormatException fault)
        {
            return Reply.Text(StatusCodes.Status400BadRequest, fault.Message);
        }

        return isPage ? Reply.Text(StatusCodes.Status303SeeOther, string.Empty) with { Header = ("Location", "/") } : Show();
    }

    private void Replace(string text)
    {
        const string Chance = "chance=";
        var lines = text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        double? chance = null;
        foreach (var line in lines.Where(line => line.StartsWith(Chance, StringComparison.Ordinal)))
        {
            chance = double.TryParse(line[Chance.Length..], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1
                ? value
                : throw new FormatException("The chance of a fault must be 0 to 1.");
        }

        var faults = lines.Where(line => !line.StartsWith(Chance, StringComparison.Ordinal)).SelectMany(line => line == "everything" ? Fault.Everything : [Fault.Parse(line)]).ToList();
        plan.Replace(faults, chance);
    }

    private static bool IsForm(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && string.Equals(type.MediaType, "application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);
}
