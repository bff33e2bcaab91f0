using SsdClr.Data;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;
using SsdClr.Submission.Http;

namespace SsdClr.Simulation.Checks;

/// <summary>What must hold whatever happens: looked at before every POST, at every commit and after every run.</summary>
internal sealed class Invariants
{
    private readonly Observed _seen;
    private readonly DeliveryChecks _deliveries;
    private readonly PurgeChecks _purges;
    private readonly ContentChecks _contents;
    private readonly HeldChecks _held;

    internal Invariants(Store store, SimulatedSsd ssd, SimulatedInternet internet, SimulatedClock clock)
    {
        _seen = new Observed(store, ssd, internet);
        _purges = new PurgeChecks(_seen);
        _deliveries = new DeliveryChecks(_seen, clock, _purges);
        _contents = new ContentChecks(_seen);
        _held = new HeldChecks(_seen);
        internet.OnLeaving = Leaving;
    }

    /// <summary>Told what happens, for a person to read; null for nobody.</summary>
    internal Action<string>? Journal { get; set; }

    /// <summary>The first violation; null while there is none. A program under test may well catch the exception.</summary>
    internal ViolationException? First => _seen.First;

    /// <summary>A program has a transaction open: others see nothing of it, and do not get in between.</summary>
    internal bool IsTransactionOpen => _seen.Store.IsTransactionOpen;

    /// <summary>A run starts.</summary>
    internal void StartRun(RunTerms terms)
    {
        _seen.Terms = terms;
        _seen.Ssd.StartRun(terms.AsOf);
        _deliveries.StartRun();
        _contents.StartRun();
    }

    /// <summary>Looks at what was just committed.</summary>
    internal void Committed()
    {
        if (First is not null || _seen.Store.IsTransactionOpen || !_seen.Store.IsStagingChanged)
        {
            return;
        }

        _seen.Store.IsStagingChanged = false;
        var before = _seen.Rows;
        var heldBefore = _seen.Held;
        _seen.Read();
        foreach (var (key, row) in _seen.Rows)
        {
            if (row != before.GetValueOrDefault(key))
            {
                var earlier = Earlier(row, before, heldBefore);
                Journal?.Invoke($"  {row.PersonId} as {row.ChildId} at {InvariantText.Of(row.ReceiverId)}: {earlier?.State} {earlier?.Change} {earlier?.PayloadHash?[..4]} -> {row.State} {row.Change} {row.PayloadHash?[..4]} acknowledged {row.AcknowledgedHash?[..4]} batch {row.BatchId} body {row.Body} held {row.Held}");
                _seen.Demand(StateRules.FaultOf(row, _seen.Hash), row);
                _seen.Demand(StateRules.FaultOf(earlier, row), row);
                _purges.CheckCauseOfPurges(earlier, row);
                _purges.CheckGuard(earlier, row);
                _purges.RememberClaim(row);
                _held.CheckLaw(row);
                _deliveries.CheckAcknowledgement(row);
            }
        }

        foreach (var (key, row) in heldBefore)
        {
            // A row may go from person to person with the id the receiver knows, and come to its end as purged; or begin anew once a purge was confirmed.
            if (!_seen.Held.ContainsKey(key) && _seen.Rows.GetValueOrDefault((row.ReceiverId, row.PersonId)) is not { State: "purged" or "pending" or "withheld" })
            {
                _seen.Demand("a child that was sent was dropped", row);
            }
        }
    }

    /// <summary>Looks at everything when a run has ended, in whatever way.</summary>
    /// <param name="isRefreshGood">Its refresh succeeded, and SSD stood still all the while.</param>
    internal void AfterRun(bool isRefreshGood)
    {
        _seen.Store.IsStagingChanged = true;
        Committed();
        foreach (var row in _seen.Rows.Values)
        {
            _seen.Demand(StateRules.FaultOf(row, _seen.Hash), row);
            _deliveries.CheckAcknowledgement(row);
            _seen.Demand(PrivateText.IsIn(row.LastMessage) ? "last_message tells more than it may" : null, row);
        }

        _deliveries.CheckBatches();
        _held.CheckLaw();
        foreach (var run in _seen.Store.Query("SELECT [message] FROM [csc].[run_log]"))
        {
            if (PrivateText.IsIn(run[0] as string))
            {
                throw _seen.Violation("a message in csc.run_log tells more than it may");
            }
        }

        if (isRefreshGood)
        {
            foreach (var child in _seen.Ssd.Children)
            {
                _contents.CheckStaged(child);
            }
        }
    }

    /// <summary>When faults have ceased: the receiver holds what SSD says.</summary>
    /// <param name="clearedValuesOf">The values of a person that an analyst is told the receiver may still have, by their paths.</param>
    internal void AfterSettling(Func<string, IReadOnlySet<string>> clearedValuesOf) => _contents.CheckSettled(clearedValuesOf);

    private void Leaving(HttpPost post, Delivery delivery)
    {
        _seen.Store.IsStagingChanged = true;
        Committed();
        _deliveries.CheckLeaving(post, delivery);
    }

    /// <summary>The row as it was: what was sent belongs to the id it was sent under, whoever carries it; what never was, to the person.</summary>
    private static StagingRow? Earlier(
        StagingRow row,
        Dictionary<(int ReceiverId, string PersonId), StagingRow> before,
        Dictionary<(int ReceiverId, string ChildId), StagingRow> heldBefore)
    {
        if (row is { IsHeld: true, ChildId: not null } && heldBefore.TryGetValue((row.ReceiverId, row.ChildId), out var held))
        {
            return held;
        }

        var own = before.GetValueOrDefault((row.ReceiverId, row.PersonId));
        return own is { IsHeld: true } && own.ChildId != row.ChildId ? null : own;
    }
}
