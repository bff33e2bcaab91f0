using SsdClr.Simulation;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Schedules;

namespace SsdClr.Tests.Simulation;

/// <summary>
/// The simulation sees faults. Each is built into the database, as a trigger that does what a faulty program would have done: the
/// product stays as it is.
/// </summary>
[TestClass]
public sealed class InvariantTests
{
    private const long MostSchedules = 2000;
    private const int MostNights = 200;

    [TestMethod]
    [DataRow(
        "acknowledges what was merely sent",
        "AFTER UPDATE ON csc.staging WHEN NEW.state = 'in_flight' AND NEW.payload IS NOT NULL BEGIN "
        + "UPDATE staging SET acknowledged_payload = payload, acknowledged_hash = payload_hash WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "is acknowledged as the receiver never took it")]
    [DataRow(
        "counts as accepted what has an unknown outcome",
        "AFTER UPDATE OF outcome ON csc.batch_log WHEN NEW.outcome = 'unknown' BEGIN UPDATE batch_log SET outcome = 'accepted' WHERE batch_id = NEW.batch_id; END",
        "counts as accepted, and the receiver never said so")]
    [DataRow(
        "writes something else to the ledger than it sends",
        "AFTER UPDATE ON csc.staging WHEN NEW.state = 'in_flight' AND NEW.change <> 'purge' BEGIN "
        + "UPDATE batch_child SET change = 'purge' WHERE batch_id = NEW.unconfirmed_batch_id AND person_id = NEW.person_id; END",
        "the ledger says purge and the body says otherwise")]
    [DataRow(
        "does not call a re-send one",
        "AFTER INSERT ON csc.batch_child WHEN NEW.is_resend = 1 BEGIN UPDATE batch_child SET is_resend = 0 WHERE batch_id = NEW.batch_id AND position = NEW.position; END",
        "the ledger does not call it a re-send")]
    [DataRow(
        "does not recover what is in flight",
        "BEFORE UPDATE ON csc.staging WHEN OLD.state = 'in_flight' AND NEW.state = 'pending' AND NEW.last_message LIKE 'An earlier run%' BEGIN SELECT RAISE(IGNORE); END",
        "still in_flight")]
    [DataRow(
        "gives up what it could not send",
        "AFTER UPDATE ON csc.staging WHEN OLD.state = 'in_flight' AND NEW.state = 'pending' AND NEW.change = 'new' BEGIN "
        + "DELETE FROM staging WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "a child that was sent was dropped")]
    [DataRow(
        "rejects a child with the batch it was in",
        "AFTER UPDATE ON csc.staging WHEN OLD.state = 'in_flight' AND NEW.state = 'pending' AND NEW.last_message LIKE '%refused the batch%' BEGIN "
        + "UPDATE staging SET state = 'rejected' WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "the receiver did not refuse the child alone")]
    [DataRow(
        "does not purge who is gone",
        "BEFORE UPDATE ON csc.staging WHEN NEW.change = 'purge' AND OLD.change <> 'purge' BEGIN SELECT RAISE(IGNORE); END",
        "gone from SSD, and ")]
    [DataRow(
        "purges who merely left the cohort",
        "AFTER UPDATE ON csc.staging WHEN NEW.state = 'dormant' BEGIN UPDATE staging SET state = 'pending', change = 'purge', "
        + "body = '{\"la_child_id\":\"' || la_child_id || '\",\"purge\":true}' WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "is to be purged, and is in SSD")]
    [DataRow(
        "sends one child under the id of another",
        "AFTER UPDATE ON csc.staging WHEN NEW.state = 'pending' AND NEW.person_id = 'p1' AND OLD.payload_hash <> NEW.payload_hash BEGIN "
        + "UPDATE staging SET body = replace(payload, '\"la_child_id\":\"p1\"', '\"la_child_id\":\"p2\"') WHERE receiver_id = NEW.receiver_id AND person_id = 'p1'; END",
        "leaves under another child's id")]
    [DataRow(
        "names a child in a message",
        "AFTER UPDATE ON csc.staging WHEN NEW.last_message IS NOT NULL BEGIN "
        + "UPDATE staging SET last_message = 'refused: ' || substr(payload, 1, 300) WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "tells more than it may")]
    [DataRow(
        "claims after the POST instead of before it",
        "BEFORE INSERT ON csc.batch_log BEGIN SELECT RAISE(IGNORE); END",
        "a POST leaves, and 0 batches are in flight")]
    [DataRow(
        "acknowledges what the row holds now instead of what was sent",
        "AFTER UPDATE OF acknowledged_hash ON csc.staging WHEN NEW.acknowledged_hash <> NEW.payload_hash BEGIN UPDATE staging SET "
        + "acknowledged_payload = payload, acknowledged_hash = payload_hash WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "is acknowledged as the receiver never took it")]
    [DataRow(
        "keeps no whole of a child of whom it sends a part",
        "AFTER UPDATE OF partial_body ON csc.staging WHEN NEW.partial_body IS NOT NULL AND NEW.state IN ('pending', 'awaiting_confirmation') BEGIN "
        + "UPDATE staging SET body = NEW.partial_body WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "body and payload differ at")]
    [DataRow(
        "keeps a part of a child that has left",
        "AFTER UPDATE ON csc.staging WHEN OLD.partial_body IS NOT NULL AND NEW.partial_body IS NULL AND NEW.state = 'in_flight' BEGIN "
        + "UPDATE staging SET partial_body = OLD.partial_body WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "could be sent in part once more")]
    [DataRow(
        "lets removals go that the guard holds",
        "AFTER UPDATE ON csc.staging WHEN NEW.state = 'awaiting_confirmation' AND NEW.change = 'updated' BEGIN "
        + "UPDATE staging SET state = 'pending' WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "removals may leave that no guard let pass")]
    [DataRow(
        "forgets what may be held after an unknown outcome",
        "AFTER UPDATE ON csc.staging WHEN OLD.state = 'in_flight' AND NEW.state = 'pending' AND NEW.acknowledged_payload IS NOT NULL BEGIN "
        + "UPDATE staging SET held = NULL WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "and held says that it cannot")]
    [DataRow(
        "forgets which values it could not clear",
        "AFTER UPDATE OF held ON csc.staging WHEN NEW.state = 'accepted' AND NEW.held IS NOT NULL BEGIN "
        + "UPDATE staging SET held = NULL WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "and held says that it cannot")]
    [DataRow(
        "takes in what leaves only when it has left",
        "AFTER UPDATE ON csc.staging WHEN NEW.state = 'in_flight' AND NEW.change <> 'purge' BEGIN "
        + "UPDATE staging SET held = OLD.held WHERE receiver_id = NEW.receiver_id AND person_id = NEW.person_id; END",
        "in flight without a claim")]
    [DataRow(
        "does not see placements",
        "BEFORE INSERT ON dbo.ssd_cla_placement BEGIN SELECT RAISE(IGNORE); END",
        "staged otherwise than SSD has it at social_care_episodes/")]
    [DataRow(
        "does not see that dates of an adoption change",
        "BEFORE UPDATE ON dbo.ssd_permanence BEGIN SELECT RAISE(IGNORE); END",
        "/adoption/")]
    public void A_program_that(string fault, string trigger, string violation)
    {
        StringAssert.Contains(FirstViolation(trigger), violation, StringComparison.Ordinal, fault);
    }

    [TestMethod]
    public void A_program_that_tells_nobody_of_a_value_the_receiver_keeps()
    {
        using var store = new Store();
        var world = new SimulatedWorld(store, new SimulationRandom(1), merges: true);
        world.Ssd.Begin(children: 2);
        var violation = "none";
        for (var night = 1; night <= MostNights && violation == "none"; night++)
        {
            world.Ssd.Change();
            Settling.Settle(world);
            violation = ViolationWithoutFindings(world);
        }

        StringAssert.Contains(violation, "the receiver still holds", StringComparison.Ordinal);
    }

    private static string ViolationWithoutFindings(SimulatedWorld world)
    {
        try
        {
            world.Invariants.AfterSettling(_ => new HashSet<string>());
            return "none";
        }
        catch (ViolationException exception)
        {
            return exception.Message;
        }
    }

    private static string FirstViolation(string trigger)
    {
        using var store = new Store();
        store.Execute("CREATE TEMP TRIGGER fault " + trigger);
        for (long seed = 1; seed <= MostSchedules; seed++)
        {
            try
            {
                RandomSchedule.Play(store, seed);
            }
            catch (ViolationException exception)
            {
                return exception.Message;
            }
        }

        return "none";
    }
}
