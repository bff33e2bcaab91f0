using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Local.Database;
using SsdClr.Runs;
using SsdClr.Time;

namespace SsdClr.Local.Runs;

/// <summary>
/// What <c>csc.requeue @everything = 1</c> does in SQL Server, from outside of it: what the current receiver acknowledged is from now on only what it may have, so
/// that the next refresh prepares every child of the cohort whole. The caller holds the run lock.
/// </summary>
internal sealed class EmptiedReceiver(CompanionDatabase database)
{
    /// <summary>What to do next.</summary>
    public const string Next = "The next run needs --confirm-first-run, because nothing is acknowledged any more.";

    /// <summary>Children that the receiver has, or may have, as far as is known here.</summary>
    public long Count()
    {
        using var command = database.Connection.Command(WritingStatements.CountHeld());
        command.AddInteger("@receiver_id", ReceiverId());
        return command.Count();
    }

    /// <summary>Forgets what was acknowledged, and logs how many children that were.</summary>
    /// <param name="clock">The time.</param>
    /// <param name="confirmed">The number that a person confirmed.</param>
    /// <exception cref="CompanionException">There is another number of children. Nothing was changed.</exception>
    public void Apply(IClock clock, long confirmed)
    {
        var children = Count();
        if (children != confirmed)
        {
            throw new CompanionException(string.Create(CultureInfo.InvariantCulture, $"{children} children would be sent once more, not {confirmed}. Nothing was changed."));
        }

        LoggedRun.Perform(database, clock, RunOperation.Requeue, () =>
        {
            using var transaction = database.BeginWrite();
            Forget(transaction, clock, ofPurges: true);
            Forget(transaction, clock, ofPurges: false);
            transaction.Commit();
            return string.Create(CultureInfo.InvariantCulture, $"The receiver is taken to be empty: {children} children go once more. {Next}");
        });
    }

    private void Forget(DbTransaction transaction, IClock clock, bool ofPurges)
    {
        using var command = database.Connection.Command(WritingStatements.Event(ChildEvent.ReceiverEmptied, ofPurges), transaction);
        command.AddInteger("@receiver_id", ReceiverId(transaction));
        command.AddMoment("@now", clock.UtcNow);
        command.Execute();
    }

    private int ReceiverId(DbTransaction? transaction = null)
    {
        using var command = database.Connection.Command("SELECT [receiver_id] FROM [csc].[receiver] WHERE [is_current] = 1", transaction);
        return Convert.ToInt32(command.Scalar() ?? 0, CultureInfo.InvariantCulture);
    }
}
