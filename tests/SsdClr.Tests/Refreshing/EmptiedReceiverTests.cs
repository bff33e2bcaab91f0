using System.Globalization;
using SsdClr.Local.Receiver;
using SsdClr.Runs;

namespace SsdClr.Tests.Refreshing;

/// <summary>A receiver that has lost what it had: csc.requeue with @everything = 1, and the night after it.</summary>
[TestClass]
public sealed class EmptiedReceiverTests : IDisposable
{
    private const int Children = 23;

    private readonly ReceivingScene _receiving = new(ReceiverSemantics.Replace);

    public EmptiedReceiverTests()
    {
        for (int child = 1; child <= Children; child++)
        {
            _receiving.Scene.Ssd.ChildInCohort(child.ToString(CultureInfo.InvariantCulture));
        }

        _receiving.NightOfTheProduct(() => PostOutcome.Accepted);

        // A run that is cut short leaves a purge and a change in flight.
        _receiving.Scene.Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id = '23'; UPDATE dbo.ssd_person SET pers_surname = 'Other' WHERE pers_person_id = '1'");
        _receiving.Night(NightOutcome.Interrupted);
        _receiving.Scene.Ssd.EmptyReceiver(_receiving.Scene.Clock);
    }

    public void Dispose() => _receiving.Dispose();

    [TestMethod]
    public void Nothing_is_acknowledged_any_more_purges_and_what_is_in_flight_included()
    {
        Assert.AreEqual("0 22 1", _receiving.Scene.Value(
            "SELECT COUNT(acknowledged_hash) || ' ' || SUM(state = 'dormant') || ' ' || SUM(state = 'in_flight' AND change = 'purge' AND held IS NOT NULL) FROM csc.staging"));
    }

    [TestMethod]
    public void The_next_run_has_to_be_confirmed_as_a_first_run()
    {
        ReceiverRegister.Current(_receiving.Scene.Ssd.Context, _receiving.Scene.Clock, _receiving.Scene.Settings, ReceiverRegister.NotScrambled);
        _receiving.Scene.Ssd.Execute(
            "INSERT INTO csc.receiver (receiver_id, base_url, la_code, scrambling, la_child_id_column, first_used_at, is_current) SELECT 99, 'https://former.test', la_code, scrambling, la_child_id_column, first_used_at, 0 FROM csc.receiver; "
            + "INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, acknowledged_at, attempts, error_count, warning_count, state_changed_at) VALUES (99, '1', '1', 'accepted', 'none', '2026-01-01', 0, 0, 0, '2026-01-01')");

        string? stopped = _receiving.NightOfTheProduct(() => PostOutcome.Accepted, confirmFirstRun: false);

        Assert.StartsWith("Nothing was sent: this counts as a first run, because nothing that the receiver has is acknowledged, and 23 children are pending.", stopped, StringComparison.Ordinal);
        Assert.IsEmpty(_receiving.Sent);
    }

    [TestMethod]
    public void Every_child_goes_whole_once_more_and_purges_go_as_they_were()
    {
        Assert.IsNull(_receiving.NightOfTheProduct(() => PostOutcome.Accepted));

        Assert.AreEqual("22 accepted,1 purged", _receiving.Scene.Value("SELECT group_concat(n || ' ' || state) FROM (SELECT COUNT(*) AS n, state FROM csc.staging GROUP BY state ORDER BY state)"));
        (string wanted, string held) = _receiving.Compare();
        Assert.AreEqual(wanted, held);
    }
}
