using System.Data;
using System.Globalization;
using SsdClr.Payload.Staging;
using SsdClr.Staging;

namespace SsdClr.Tests.Staging;

/// <summary>Every row staging can hold (state, change, hashes, sent or not, confirmed or not) against everything SSD can say of the child.</summary>
[TestClass]
public sealed class StagingTransitionTests
{
    private static readonly string[] States =
        [ChildState.Pending, ChildState.InFlight, ChildState.Accepted, ChildState.Rejected, ChildState.Withheld, ChildState.Dormant, ChildState.Held, ChildState.Deleted];

    private static readonly string[] Changes = [ChildChange.New, ChildChange.Updated, ChildChange.Deleted, ChildChange.None];

    // Hashes: none, the one SSD gives now, another.
    private static readonly byte[] Now = Enumerable.Repeat((byte)1, 32).ToArray();
    private static readonly byte[] Other = Enumerable.Repeat((byte)1, 31).Append((byte)2).ToArray();
    private static readonly byte[]?[] Hashes = [null, Now, Other];

    private static readonly List<StagedChild> Rows =
    [
        .. from state in States
           from change in Changes
           from everSent in new[] { false, true }
           from isConfirmed in new[] { false, true }
           from payload in Hashes
           from sent in Hashes
           from acknowledged in Hashes
           select Row(state, change, everSent, isConfirmed, payload, sent, acknowledged),
    ];

    private static readonly List<StagedChild> Sent = Rows.FindAll(row => row.EverSent);

    [TestMethod]
    public void A_child_that_was_ever_sent_always_has_a_row() => None(
        Sent, row => InCohort(row).IsNoRow || Withheld(row).IsNoRow || StagingTransition.OutOfCohort(row).IsNoRow || StagingTransition.Gone(row).IsNoRow);

    [TestMethod]
    public void A_child_that_was_never_sent_and_is_not_in_the_cohort_has_none() => None(
        Rows.FindAll(row => !row.EverSent), row => !StagingTransition.OutOfCohort(row).IsNoRow || !StagingTransition.Gone(row).IsNoRow);

    [TestMethod]
    public void A_child_that_was_ever_sent_and_is_gone_is_to_be_purged_unless_that_is_confirmed() => None(
        Sent.FindAll(row => row.State != ChildState.Deleted), row => StagingTransition.Gone(row).Change != ChildChange.Deleted);

    [TestMethod]
    public void A_child_that_is_gone_is_held_as_a_purge_for_the_guard_unless_its_row_is_a_purge_already() => None(
        Sent.FindAll(row => row.State != ChildState.Deleted && row.Change != ChildChange.Deleted), row => Text(StagingTransition.Gone(row)) != "held deleted");

    [TestMethod]
    public void A_purge_in_flight_or_refused_stays_so_while_the_child_is_gone() => None(
        Sent.FindAll(row => row.Change == ChildChange.Deleted && row.State is not (ChildState.Deleted or ChildState.Held)), row => StagingTransition.Gone(row).State != row.State);

    [TestMethod]
    public void A_held_purge_stays_held() => None(
        Sent.FindAll(row => row.Change == ChildChange.Deleted && row.State == ChildState.Held), row => Text(StagingTransition.Gone(row)) != "held deleted");

    [TestMethod]
    public void A_confirmed_purge_is_not_asked_for_again() => None(
        Sent.FindAll(row => row.State == ChildState.Deleted),
        row => Text(StagingTransition.Gone(row)) != "deleted none" || Text(StagingTransition.OutOfCohort(row)) != "deleted none");

    [TestMethod]
    public void A_child_in_SSD_is_never_to_be_purged() => None(
        Rows, row => InCohort(row).Change == ChildChange.Deleted || Withheld(row).Change == ChildChange.Deleted || StagingTransition.OutOfCohort(row).Change == ChildChange.Deleted);

    [TestMethod]
    public void A_child_that_was_sent_and_left_the_cohort_is_dormant() => None(
        Sent.FindAll(row => row.State != ChildState.Deleted), row => Text(StagingTransition.OutOfCohort(row)) != "dormant none");

    [TestMethod]
    public void Errors_withhold_whatever_the_row_says() => None(Rows, row => Withheld(row).State != ChildState.Withheld);

    [TestMethod]
    public void Accepted_is_only_what_was_sent_last_confirmed_and_is_still_so() => None(
        Rows,
        row => InCohort(row).State == ChildState.Accepted
            && !(row.IsConfirmed && StagingTransition.SameHash(row.SentHash, Now) && StagingTransition.SameHash(row.AcknowledgedHash, Now)));

    [TestMethod]
    [DataRow("pending")]
    [DataRow("accepted")]
    [DataRow("withheld")]
    [DataRow("dormant")]
    [DataRow("held")]
    [DataRow("deleted")]
    public void What_was_sent_last_and_confirmed_is_accepted(string state) => None(
        Rows.FindAll(row => row.State == state && row.IsConfirmed && row.SentHash == Now && row.AcknowledgedHash == Now),
        row => Text(InCohort(row)) != "accepted none");

    [TestMethod]
    public void Rejected_stays_only_what_was_refused_and_has_not_changed() => None(
        Rows,
        row => InCohort(row).State == ChildState.Rejected
            != (row.State == ChildState.Rejected && row.Change != ChildChange.Deleted && StagingTransition.SameHash(row.PayloadHash, Now)));

    [TestMethod]
    public void In_flight_stays_a_live_record_of_unknown_outcome() => None(
        Rows, row => InCohort(row).State == ChildState.InFlight != (row.State == ChildState.InFlight && row.Change != ChildChange.Deleted));

    [TestMethod]
    public void All_else_in_the_cohort_is_pending() => None(
        Rows, row => InCohort(row).State is not (ChildState.Pending or ChildState.InFlight or ChildState.Accepted or ChildState.Rejected));

    [TestMethod]
    public void What_removes_records_unchecked_is_held_where_it_would_go_out_and_otherwise_as_it_was() => None(
        Rows,
        row => (InCohort(row).State, Removing(row).State) is not ((ChildState.Pending or ChildState.InFlight, ChildState.Held) or (ChildState.Accepted or ChildState.InFlight, ChildState.Accepted) or (ChildState.Rejected, ChildState.Held or ChildState.Accepted))
            || (InCohort(row).State == ChildState.Pending && InCohort(row).Change != Removing(row).Change));

    [TestMethod]
    public void What_clears_values_is_not_accepted_however_well_the_payload_is_known() => None(
        Rows, row => StagingTransition.InCohort(row, Now, hasErrors: false, isSettled: true, clearsValues: true, removesUnchecked: false).State == ChildState.Accepted);

    [TestMethod]
    public void What_is_pending_is_new_where_nothing_is_acknowledged_and_updated_otherwise() => None(
        Rows.FindAll(row => InCohort(row).State == ChildState.Pending),
        row => InCohort(row).Change != (row.AcknowledgedHash is null ? ChildChange.New : ChildChange.Updated));

    [TestMethod]
    public void The_change_of_a_withheld_child_says_how_it_differs_from_what_is_acknowledged() => None(
        Rows,
        row => Withheld(row).Change != (row.AcknowledgedHash is null ? ChildChange.New : StagingTransition.SameHash(row.AcknowledgedHash, Now) ? ChildChange.None : ChildChange.Updated));

    [TestMethod]
    public void A_refresh_that_finds_the_same_changes_nothing() => None(
        Rows,
        row =>
        {
            StagingTransition first = InCohort(row);
            StagingTransition second = InCohort(Row(first.State, first.Change, row.EverSent, row.IsConfirmed, Now, row.SentHash, row.AcknowledgedHash));
            return Text(first) != Text(second);
        });

    [TestMethod]
    [DataRow(false, "pending new")]
    [DataRow(true, "withheld new")]
    public void A_child_without_a_row_is_new(bool hasErrors, string expected) =>
        Assert.AreEqual(expected, Text(StagingTransition.InCohort(staged: null, Now, hasErrors, isSettled: false, clearsValues: false, removesUnchecked: false)));

    [TestMethod]
    public void Hashes_are_the_same_only_where_both_are_there_and_equal_to_the_last_byte()
    {
        Assert.IsTrue(StagingTransition.SameHash(Now, [.. Now]));
        Assert.IsFalse(StagingTransition.SameHash(Now, Other));
        Assert.IsFalse(StagingTransition.SameHash(Now, Now[..31]));
        Assert.IsFalse(StagingTransition.SameHash(left: null, Now));
        Assert.IsFalse(StagingTransition.SameHash(left: null, right: null));
    }

    private static StagingTransition InCohort(StagedChild row) => StagingTransition.InCohort(row, Now, hasErrors: false, isSettled: false, clearsValues: false, removesUnchecked: false);

    private static StagingTransition Removing(StagedChild row) => StagingTransition.InCohort(row, Now, hasErrors: false, isSettled: false, clearsValues: false, removesUnchecked: true);

    private static StagingTransition Withheld(StagedChild row) => StagingTransition.InCohort(row, Now, hasErrors: true, isSettled: false, clearsValues: false, removesUnchecked: false);

    private static string Text(StagingTransition transition) => transition.State + " " + transition.Change;

    private static void None(List<StagedChild> rows, Predicate<StagedChild> isWrong)
    {
        Assert.AreNotEqual(0, rows.Count);
        StagedChild? wrong = rows.Find(isWrong);
        Assert.IsNull(wrong, wrong is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{wrong.State} {wrong.Change}, ever sent {wrong.EverSent}, confirmed {wrong.IsConfirmed}, payload {Name(wrong.PayloadHash)}, sent {Name(wrong.SentHash)}, acknowledged {Name(wrong.AcknowledgedHash)}"));
    }

    private static string Name(byte[]? hash) => hash is null ? "none" : hash == Now ? "now" : "other";

    private static StagedChild Row(string state, string change, bool everSent, bool isConfirmed, byte[]? payload, byte[]? sent, byte[]? acknowledged)
    {
        using var table = new DataTable { Locale = CultureInfo.InvariantCulture };
        foreach (Type type in new[] { typeof(string), typeof(string), typeof(string), typeof(string), typeof(string), typeof(byte[]), typeof(int), typeof(int), typeof(bool), typeof(byte[]), typeof(byte[]), typeof(byte[]), typeof(int), typeof(int), typeof(string), typeof(int) })
        {
            table.Columns.Add(new DataColumn { DataType = type });
        }

        table.Rows.Add("1", "1", null, state, change, payload, 0, 0, everSent, sent, acknowledged, null, isConfirmed ? 1 : 0, 0, null, 0);
        using DataTableReader reader = table.CreateDataReader();
        reader.Read();
        return new StagedChild(reader);
    }
}
