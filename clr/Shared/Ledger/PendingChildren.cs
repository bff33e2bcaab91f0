using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>
/// The pending rows of one receiver, a batch at a time: first those never tried, then those tried once without a clear answer, and so on, in
/// batches half as large each time, at last alone; who was tried as often as is allowed is left out. So a child that nobody can digest is found
/// without holding up the others. Within that deletions go first, each kind of change in order of person_id.
/// Keys are read ahead from the index alone, payloads for one batch only, so memory does not grow with what is pending.
/// </summary>
/// <param name="connection">Open connection.</param>
/// <param name="receiverId">The receiver.</param>
/// <param name="batchSize">Most children in a batch.</param>
/// <param name="maximumAttempts">Rows with so many attempts are left out; 2 or more.</param>
internal sealed class PendingChildren(DbConnection connection, int receiverId, int batchSize, int maximumAttempts)
{
    private const int KeysReadAhead = 10000;

    /// <summary>A row with something to send. A purge is sent by its body alone.</summary>
    internal const string HasContent = "([la_child_id] IS NOT NULL AND ([body] IS NOT NULL OR ([change] <> @purge AND [payload] IS NOT NULL)))";

    // What the row knows, of the sender before this one too.
    private const string IsKnownAsSent = "[child].[payload_hash] = [child].[acknowledged_hash] OR [earlier].[outcome] = @unknown";

    // What the ledger knows: this very content, or a purge, has left under this id before, whoever had the id then; unless the receiver confirmed it, and
    // something else since.
    private const string IsInLedger =
        "EXISTS (SELECT 1 FROM [csc].[batch_child] AS [sent] INNER JOIN [csc].[batch_log] AS [post] ON [post].[batch_id] = [sent].[batch_id] "
        + "WHERE [sent].[la_child_id] = [child].[la_child_id] AND [post].[receiver_id] = [child].[receiver_id] "
        + "AND ([sent].[sent_hash] = [child].[payload_hash] OR ([sent].[sent_hash] IS NULL AND [child].[payload_hash] IS NULL)) "
        + "AND ([post].[outcome] <> @accepted OR NOT EXISTS (SELECT 1 FROM [csc].[batch_child] AS [since] "
        + "INNER JOIN [csc].[batch_log] AS [confirmed] ON [confirmed].[batch_id] = [since].[batch_id] "
        + "WHERE [since].[la_child_id] = [child].[la_child_id] AND [since].[batch_id] > [sent].[batch_id] "
        + "AND [confirmed].[receiver_id] = [child].[receiver_id] AND [confirmed].[outcome] = @accepted "
        + "AND ([since].[sent_hash] <> [child].[payload_hash] OR ([since].[sent_hash] IS NULL AND [child].[payload_hash] IS NOT NULL) "
        + "OR ([since].[sent_hash] IS NOT NULL AND [child].[payload_hash] IS NULL)))))";

    // Persons may follow one another under one child id (a legacy id). A purge that is still to be confirmed would take the new one's record too.
    private const string WaitsForNoPurge =
        "([child].[change] = @purge OR NOT EXISTS (SELECT 1 FROM [csc].[staging] AS [purge] WHERE [purge].[receiver_id] = @receiver_id "
        + "AND [purge].[state] IN (@pending, @awaiting) AND [purge].[change] = @purge AND [purge].[la_child_id] = [child].[la_child_id]))";

    private readonly DbConnection _connection = connection;
    private readonly int _receiverId = receiverId;
    private readonly int _batchSize = batchSize;
    private readonly int _maximumAttempts = maximumAttempts;
    private readonly List<string> _keys = new();

    private int _attempts;
    private int _change;
    private int _nextKey;
    private string? _lastKey;
    private bool _isLastPage;

    /// <summary>How many rows are pending and may be tried.</summary>
    internal int Count() => CountOf("<");

    /// <summary>How many rows are pending and were tried as often as is allowed.</summary>
    internal int CountLeftAlone() => CountOf(">=");

    private int CountOf(string comparison)
    {
        using DbCommand command = _connection.Command(
            "SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [state] = @pending AND [attempts] " + comparison + " @maximum_attempts");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddInteger("@maximum_attempts", _maximumAttempts);
        return command.Count();
    }

    /// <summary>True where the receiver has, as far as is known, any child that it confirmed. One that has lost what it had has none.</summary>
    internal bool AnyAcknowledged()
    {
        using DbCommand command = _connection.Command("SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [acknowledged_hash] IS NOT NULL");
        command.AddInteger("@receiver_id", _receiverId);
        return command.Count() > 0;
    }

    /// <summary>Marks pending rows that have nothing to send, which only a fault in staging makes; <see cref="Next"/> leaves them out.</summary>
    /// <returns>How many there are.</returns>
    internal int MarkThoseWithoutContent()
    {
        using DbTransaction transaction = _connection.BeginTransaction();
        using DbCommand command = _connection.Command(
            "SELECT COUNT(*) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [state] = @pending AND NOT " + HasContent, transaction);
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddText("@purge", ChildChange.Purge.Text());
        int count = command.Count();
        if (count > 0)
        {
            command.CommandText = WritingStatements.MarkWithoutContent;
            command.AddText("@message", "Not sent: the row has nothing to send. Run csc.refresh, which prepares it again.");
            command.Execute();
        }

        transaction.Commit();
        return count;
    }

    /// <summary>The next children to send; empty when there are no more.</summary>
    /// <param name="most">No more than these, though a batch may hold more.</param>
    internal List<PendingChild> Next(int most)
    {
        while (true)
        {
            if (_nextKey < _keys.Count)
            {
                int size = System.Math.Min(most, BatchSizeOfAttempt());
                int first = _nextKey;
                int last = System.Math.Min(first + size, _keys.Count) - 1;
                _nextKey = last + 1;
                List<PendingChild> children = Read(_keys[first], _keys[last], size);
                if (children.Count > 0)
                {
                    return children;
                }
            }
            else if (!ReadKeys())
            {
                return [];
            }
        }
    }

    // Half as many each time, rounded up, so that a hundred are down to one at the eighth attempt; the last attempt is alone in any case.
    private int BatchSizeOfAttempt()
    {
        int size = _batchSize;
        for (int attempt = 0; attempt < _attempts && size > 1; attempt++)
        {
            size = (size + 1) / 2;
        }

        return _attempts == _maximumAttempts - 1 ? 1 : size;
    }

    /// <summary>Reads the next keys; goes on to the next kind of change, or the next number of attempts, where there are none. False at the end.</summary>
    private bool ReadKeys()
    {
        if (_isLastPage)
        {
            _change++;
            _lastKey = null;
        }

        if (_change >= LedgerText.ChangesInSendingOrder.Length)
        {
            if (NextAttempts() is not { } attempts)
            {
                return false;
            }

            _change = 0;
            _attempts = attempts;
        }

        _keys.Clear();
        _nextKey = 0;

        // Neither TOP nor LIMIT is understood by both databases: the reader is closed after enough rows.
        // With every column before it fixed, IX_csc_staging_state gives the keys in this order without a sort, and without touching a row.
        using DbCommand command = _connection.Command(
            "SELECT [person_id] FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [state] = @pending AND [change] = @change AND [attempts] = @attempts "
            + (_lastKey is null ? string.Empty : "AND [person_id] > @last_key ") + "ORDER BY [person_id]");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddText("@change", LedgerText.ChangesInSendingOrder[_change].Text());
        command.AddInteger("@attempts", _attempts);
        if (_lastKey is not null)
        {
            command.AddText("@last_key", _lastKey);
        }

        using DbDataReader reader = command.ExecuteReader();
        while (_keys.Count < KeysReadAhead && reader.Read())
        {
            _keys.Add(reader.GetString(0));
        }

        _isLastPage = _keys.Count < KeysReadAhead;
        _lastKey = _isLastPage ? null : _keys[_keys.Count - 1];
        return true;
    }

    /// <summary>The next higher number of attempts that any pending row has; null where no more are allowed.</summary>
    private int? NextAttempts()
    {
        using DbCommand command = _connection.Command(
            "SELECT MIN([attempts]) FROM [csc].[staging] WHERE [receiver_id] = @receiver_id AND [state] = @pending "
            + "AND [attempts] > @attempts AND [attempts] < @maximum_attempts");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddInteger("@attempts", _attempts);
        command.AddInteger("@maximum_attempts", _maximumAttempts);
        object? attempts = command.Scalar();
        return attempts is null ? null : System.Convert.ToInt32(attempts, CultureInfo.InvariantCulture);
    }

    private List<PendingChild> Read(string first, string last, int size)
    {
        var children = new List<PendingChild>(size);
        using DbCommand command = _connection.Command(
            "SELECT [child].[person_id], [child].[la_child_id], [child].[change], [child].[payload_hash], [child].[payload], [child].[body], [child].[partial_body], "
            + "CASE WHEN (" + IsKnownAsSent + ") OR " + IsInLedger + " THEN 1 ELSE 0 END "
            + "FROM [csc].[staging] AS [child] LEFT JOIN [csc].[batch_log] AS [earlier] ON [earlier].[batch_id] = [child].[unconfirmed_batch_id] "
            + "WHERE [child].[receiver_id] = @receiver_id AND [child].[state] = @pending AND [child].[change] = @change AND [child].[attempts] = @attempts "
            + "AND [child].[person_id] >= @first AND [child].[person_id] <= @last AND " + HasContent + " AND " + WaitsForNoPurge + " ORDER BY [child].[person_id]");
        command.AddInteger("@receiver_id", _receiverId);
        command.AddText("@pending", ChildState.Pending.Text());
        command.AddText("@change", LedgerText.ChangesInSendingOrder[_change].Text());
        command.AddInteger("@attempts", _attempts);
        command.AddText("@purge", ChildChange.Purge.Text());
        command.AddText("@awaiting", ChildState.AwaitingConfirmation.Text());
        command.AddText("@unknown", BatchOutcome.Unknown.Text());
        command.AddText("@accepted", BatchOutcome.Accepted.Text());
        command.AddText("@first", first);
        command.AddText("@last", last);
        using DbDataReader reader = command.ExecuteReader();

        // Nobody else writes to staging during a run; if somebody does, the row too many waits for the next run.
        while (children.Count < size && reader.Read())
        {
            children.Add(new PendingChild(reader, _attempts));
        }

        return children;
    }
}
