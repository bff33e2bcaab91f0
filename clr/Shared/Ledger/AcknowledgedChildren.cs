using System;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>The children of whom a receiver has acknowledged a payload, in order of person id, one in memory at a time.</summary>
internal sealed class AcknowledgedChildren : IDisposable
{
    private readonly DbCommand _command;
    private DbDataReader? _reader;

    internal AcknowledgedChildren(DbConnection connection, int receiverId)
    {
        _command = connection.Command(
            "SELECT [person_id], [la_child_id], [state], [acknowledged_payload] FROM [csc].[staging] "
            + "WHERE [receiver_id] = @receiver_id AND [acknowledged_payload] IS NOT NULL ORDER BY [person_id]");
        _command.AddInteger("@receiver_id", receiverId);
    }

    internal string PersonId => _reader!.GetString(0);

    internal string LaChildId => _reader!.GetString(1);

    /// <summary>True where that is what SSD says too.</summary>
    internal bool IsAccepted => LedgerText.State(_reader!.GetString(2)) == ChildState.Accepted;

    /// <summary>The payload that the receiver acknowledged.</summary>
    internal string Payload => _reader!.GetString(3);

    /// <summary>Goes to the next child; false after the last.</summary>
    internal bool Read()
    {
        _reader ??= _command.ExecuteReader();
        return _reader.Read();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reader?.Dispose();
        _command.Dispose();
    }
}
