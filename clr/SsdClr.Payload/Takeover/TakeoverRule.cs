using System;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Ledger;

namespace SsdClr.Payload.Takeover;

/// <summary>
/// What one row of the national tool's table is worth. Pure. Only what is proven counts as acknowledged: a payload wrongly taken for acknowledged
/// loses an update for good, while one wrongly taken for unknown costs one POST.
/// </summary>
internal static class TakeoverRule
{
    /// <summary>A receipt bears the receiver's time, a row the server's: summer time sets them an hour apart, and neither clock need be right.</summary>
    internal static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(75);

    /// <summary>The reason of a row by itself; whether it agrees with other rows is decided elsewhere.</summary>
    /// <param name="row">The row.</param>
    /// <param name="payload">Its payload, read; null where it is no JSON object.</param>
    /// <param name="receipt">Its receipt; null where there is none.</param>
    /// <param name="trust">What is known of the tool.</param>
    internal static TakeoverReason Of(D2iRow row, D2iPayload? payload, D2iReceipt? receipt, TakeoverTrust trust)
    {
        bool isSent = Is(row.Status, "sent");
        if (!isSent && !MayHaveBeenSent(row))
        {
            return TakeoverReason.NeverTried;
        }

        return Is(row.RowState, "deleted") ? TakeoverReason.MarkedDeleted
            : !isSent ? TakeoverReason.NotSentLast
            : receipt is null ? TakeoverReason.NoReceipt
            : payload is not { IsExact: true } ? TakeoverReason.PayloadUnreadable
            : !IsBlank(row.PartialPayload) ? TakeoverReason.PartialPayload
            : !IsAsWhenSent(row, trust) ? TakeoverReason.BuiltAgain
            : payload.HoldsMoreThanAscii() ? TakeoverReason.NotAscii
            : trust.MaySendPartials ? TakeoverReason.PartialPossible
            : !trust.BuiltApart && !(row.BuiltAt <= receipt.Moment - ClocksApart) ? TakeoverReason.BuiltAfterReceipt
            : TakeoverReason.Proven;
    }

    // New, pending, built once and never answered: the tool has not come to it. All else leaves room for a POST.
    private static bool MayHaveBeenSent(D2iRow row) =>
        !(IsBlank(row.Status) || Is(row.Status, "pending"))
        || !(IsBlank(row.RowState) || Is(row.RowState, "new"))
        || !IsBlank(row.Response)
        || !IsBlank(row.PreviousPayload)
        || row.PreviousHash is not null;

    // A sender copies hash and payload of the row when it calls it sent; a build after that changes one of each. Where the table
    // keeps no payload of before, the hash must be of the very text: some builds hash a selection of fields.
    private static bool IsAsWhenSent(D2iRow row, TakeoverTrust trust) =>
        ContentHash.AreSame(row.CurrentHash, row.PreviousHash)
        && (trust.HasPreviousPayloads
            ? string.Equals(row.Payload, row.PreviousPayload, StringComparison.Ordinal)
            : ContentHash.AreSame(row.CurrentHash, HashOf(row.Payload!)));

    // As HASHBYTES('SHA2_256') of an nvarchar(max).
    private static byte[] HashOf(string text)
    {
        using SHA256 sha256 = SHA256.Create();
        return sha256.ComputeHash(Encoding.Unicode.GetBytes(text));
    }

    private static bool IsBlank(string? text) => string.IsNullOrWhiteSpace(text);

    private static bool Is(string? text, string word) => string.Equals(text?.Trim(), word, StringComparison.OrdinalIgnoreCase);
}
