using System;
using System.Data.Common;
using System.Globalization;

namespace SsdClr.Ledger;

/// <summary>A row of csc.staging that is to be sent, as it was read.</summary>
internal sealed class PendingChild
{
    /// <param name="row">A row with person_id, la_child_id, change, payload_hash, payload, body, partial_body, and whether it was sent before (1 or 0).</param>
    /// <param name="attempts">POSTs of it before this one that ended without a clear answer.</param>
    internal PendingChild(DbDataReader row, int attempts)
    {
        PersonId = row.GetString(0);
        ChildId = row.GetString(1);
        Change = LedgerText.Change(row.GetString(2));
        PayloadHash = row.GetValue(3) as byte[];
        Payload = row.GetValue(4) as string;
        Body = row.GetValue(5) as string;
        IsResend = Convert.ToInt32(row.GetValue(7), CultureInfo.InvariantCulture) == 1;
        Content = (IsResend ? null : row.GetValue(6) as string) ?? Whole;
        Attempts = attempts;
    }

    /// <summary>Key of the row.</summary>
    internal string PersonId { get; }

    /// <summary>The la_child_id under which it is sent.</summary>
    internal string ChildId { get; }

    /// <summary>What it is to the receiver.</summary>
    internal ChildChange Change { get; }

    /// <summary>SHA-256 of the payload; null for a purge.</summary>
    internal byte[]? PayloadHash { get; }

    /// <summary>What SSD says of the child: what is acknowledged once the receiver has accepted <see cref="Content"/>.</summary>
    internal string? Payload { get; }

    /// <summary>The whole body, where that is not the payload; null where it is.</summary>
    internal string? Body { get; }

    /// <summary>What is sent. A partial body leaves once: after that it is not certain any more what the receiver has, and the child goes whole.</summary>
    internal string Content { get; private set; }

    /// <summary>POSTs of it before this one that ended without a clear answer.</summary>
    internal int Attempts { get; }

    /// <summary>The receiver may have had this content before: it was sent already, or was in a POST whose outcome is unknown.</summary>
    internal bool IsResend { get; private set; }

    /// <summary>True where the receiver is told to purge the child.</summary>
    internal bool IsPurge => Change == ChildChange.Purge;

    private string Whole => Body ?? Payload ?? string.Empty;

    /// <summary>The same child, sent once more.</summary>
    internal PendingChild AsResend()
    {
        var again = (PendingChild)MemberwiseClone();
        again.IsResend = true;
        again.Content = Whole;
        return again;
    }
}
