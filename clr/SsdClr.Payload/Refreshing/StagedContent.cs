using SsdClr.Json;
using SsdClr.Ledger;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Refreshing;

/// <summary>The texts of a row of csc.staging, read as the payloads they are.</summary>
internal sealed class StagedContent(StagedTexts texts)
{
    private readonly StagedTexts _texts = texts;

    /// <summary>The payload the receiver confirmed last; null for none.</summary>
    internal string? Acknowledged => _texts.Acknowledged;

    /// <summary>What is known of what the receiver has.</summary>
    /// <param name="row">The row. It has an id that the receiver knows the child by.</param>
    internal Held Held(StagedChild row) => Holding.Held.Read(_texts.Acknowledged, _texts.Held, row.IsCertain, row.LaChildId!);

    /// <summary>True where payload and body differ from the staged ones by nothing but ids of nested records. A setting may have changed the body alone.</summary>
    internal bool IsStagedButForRecordIds(string payload, StagedBody body) =>
        ChildPayload.TryRead(_texts.Payload) is { } staged && ChildPayload.TryRead(payload) is { } current && ComparisonForm.AreSame(staged.Root, current.Root)
        && Parsed(_texts.Body.Whole ?? staged.Text) is { } stagedBody && ComparisonForm.AreSameBodies(stagedBody, JsonValue.Parse(body.Texts.Whole ?? payload));

    /// <summary>True where that body is staged already.</summary>
    internal bool HasBody(StagedBody body) => _texts.Body.IsStagedAs(body.Texts);

    private static JsonValue? Parsed(string text)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }
}
