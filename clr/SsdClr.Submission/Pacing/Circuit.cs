using System;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Time;

namespace SsdClr.Submission.Pacing;

/// <summary>
/// Counts failures in a row that may pass by themselves. After so many the run stops: more of the same would only load a receiver in
/// trouble. That is remembered (csc.receiver.circuit_opened_at), and the next run begins with one small batch: one more failure stops it, and
/// the first clear answer makes it a run like any other.
/// </summary>
/// <param name="connection">Open connection.</param>
/// <param name="clock">The time.</param>
/// <param name="receiverId">The receiver.</param>
/// <param name="failuresAllowed">So many failures in a row stop a run.</param>
internal sealed class Circuit(DbConnection connection, IClock clock, int receiverId, int failuresAllowed)
{
    private readonly DbConnection _connection = connection;
    private readonly IClock _clock = clock;
    private readonly int _receiverId = receiverId;
    private readonly int _failuresAllowed = failuresAllowed;

    private bool _isStoredAsOpen;

    /// <summary>True in the run after one that was stopped, until the receiver has given a clear answer.</summary>
    internal bool IsHalfOpen { get; private set; }

    /// <summary>Failures since the last clear answer.</summary>
    internal int FailuresInARow { get; private set; }

    /// <summary>Reads how the last run ended.</summary>
    internal void Read()
    {
        using DbCommand command = _connection.Command("SELECT [circuit_opened_at] FROM [csc].[receiver] WHERE [receiver_id] = @receiver_id");
        command.AddInteger("@receiver_id", _receiverId);
        _isStoredAsOpen = command.Scalar() is not null;
        IsHalfOpen = _isStoredAsOpen;
    }

    /// <summary>Notes a failure that may pass by itself.</summary>
    /// <returns>True where the run has to stop.</returns>
    internal bool Fail()
    {
        FailuresInARow++;
        bool isOpen = IsHalfOpen || FailuresInARow >= _failuresAllowed;
        if (isOpen)
        {
            Store(_clock.UtcNow);
        }

        return isOpen;
    }

    /// <summary>Notes a clear answer: the receiver took children, or said which it does not take; or that nothing is left to send.</summary>
    internal void Succeed()
    {
        FailuresInARow = 0;
        IsHalfOpen = false;
        if (_isStoredAsOpen)
        {
            Store(null);
        }
    }

    private void Store(DateTime? openedAt)
    {
        using DbCommand command = _connection.Command("UPDATE [csc].[receiver] SET [circuit_opened_at] = @opened_at WHERE [receiver_id] = @receiver_id");
        command.AddMoment("@opened_at", openedAt);
        command.AddInteger("@receiver_id", _receiverId);
        command.Execute();
        _isStoredAsOpen = openedAt is not null;
    }
}
