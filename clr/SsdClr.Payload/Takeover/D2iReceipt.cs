using System;
using SsdClr.Ledger;

namespace SsdClr.Payload.Takeover;

/// <summary>The receipt of one child as the national tool's senders keep it: whole, its UUID alone, or either behind the words Data received_.</summary>
internal sealed class D2iReceipt
{
    private const string Words = "Data received_";
    private const string Extension = ".json";

    // Before that there was no receiver; and not every year is one to SQL Server.
    private const int EarliestYear = 2000;

    private D2iReceipt(string text, string uuid, DateTime moment)
    {
        Text = text;
        Uuid = uuid;
        Moment = moment;
    }

    /// <summary>As it was kept, less words, quotes and brackets.</summary>
    internal string Text { get; }

    /// <summary>The UUID in lower case.</summary>
    internal string Uuid { get; }

    /// <summary>When the receiver took the child, on the receiver's clock.</summary>
    internal DateTime Moment { get; }

    /// <summary>Reads api_response; null where it is no receipt of one child, or nothing says when it was given.</summary>
    /// <param name="response">api_response.</param>
    /// <param name="submittedAt">submission_timestamp: the moment, where only the UUID was kept.</param>
    internal static D2iReceipt? Read(string? response, DateTime? submittedAt)
    {
        // An answer to one child may have been kept as the array it came in.
        string text = (response ?? string.Empty).Trim().Trim('[', ']', '"', ' ', '\r', '\n', '\t');
        if (text.StartsWith(Words, StringComparison.OrdinalIgnoreCase))
        {
            text = text.Substring(Words.Length);
        }

        if (Receipt.TryRead(text, out DateTime moment, out string uuid) && moment.Year >= EarliestYear)
        {
            return new D2iReceipt(text, uuid.ToLowerInvariant(), moment);
        }

        bool isUuid = Receipt.IsUuid(text, 0) && (text.Length == Receipt.UuidLength || string.Equals(text.Substring(Receipt.UuidLength), Extension, StringComparison.Ordinal));
        return isUuid && submittedAt is { Year: >= EarliestYear } at ? new D2iReceipt(text, text.Substring(0, Receipt.UuidLength).ToLowerInvariant(), at) : null;
    }
}
