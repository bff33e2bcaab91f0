using System.Globalization;
using SsdClr.Ledger;

namespace SsdClr.Tests.Refreshing;

/// <summary>Every row that staging can hold (state, change, hashes, what may be held, confirmed or not) against everything SSD can say of the child.</summary>
[TestClass]
public sealed class StagingTransitionTests
{
    // Hashes: none, the one SSD gives now, another.
    private static readonly byte[] s_now = Enumerable.Repeat((byte)1, 32).ToArray();
    private static readonly byte[] s_other = Enumerable.Repeat((byte)1, 31).Append((byte)2).ToArray();
    private static readonly byte[]?[] s_hashes = [null, s_now, s_other];

    private static readonly List<StagedChild> s_rows =
    [
        .. from state in LedgerText.States
           from change in LedgerText.ChangesInSendingOrder
           from hasHeld in new[] { false, true }
           from isConfirmed in new[] { false, true }
           from payload in s_hashes
           from acknowledged in s_hashes
           let row = Row(state, change, hasHeld, isConfirmed, payload, acknowledged)
           where CanBe(row)
           select row,
    ];

    private static readonly List<StagedChild> s_heldRows = s_rows.FindAll(row => row.IsHeld);

    [TestMethod]
    public void A_child_that_was_sent_always_has_a_row() => None(
        s_heldRows, row => InCohort(row).IsNoRow || Withheld(row).IsNoRow || StagingTransition.OutOfCohort(row).IsNoRow || StagingTransition.Gone(row).IsNoRow);

    [TestMethod]
    public void A_child_never_sent_and_outside_the_cohort_has_no_row() => None(
        s_rows.FindAll(row => !row.IsHeld && row.State != ChildState.Purged), row => !StagingTransition.OutOfCohort(row).IsNoRow || !StagingTransition.Gone(row).IsNoRow);

    [TestMethod]
    public void A_child_that_was_sent_and_is_gone_is_purged() => None(
        s_heldRows, row => StagingTransition.Gone(row).Change != ChildChange.Purge);

    [TestMethod]
    public void A_new_purge_awaits_confirmation() => None(
        s_heldRows.FindAll(row => !row.IsPurge), row => Text(StagingTransition.Gone(row)) != "awaiting_confirmation purge");

    [TestMethod]
    public void A_purge_keeps_its_state_while_the_child_is_gone() => None(
        s_rows.FindAll(row => row.IsPurge), row => StagingTransition.Gone(row).State != row.State);

    [TestMethod]
    public void A_confirmed_purge_is_not_asked_for_again() => None(
        s_rows.FindAll(row => row.State == ChildState.Purged),
        row => Text(StagingTransition.Gone(row)) != "purged none" || Text(StagingTransition.OutOfCohort(row)) != "purged none");

    [TestMethod]
    public void A_child_in_SSD_is_never_purged() => None(
        s_rows, row => InCohort(row).Change == ChildChange.Purge || Withheld(row).Change == ChildChange.Purge || StagingTransition.OutOfCohort(row).Change == ChildChange.Purge);

    [TestMethod]
    public void A_child_that_was_sent_and_left_the_cohort_is_dormant() => None(
        s_heldRows, row => Text(StagingTransition.OutOfCohort(row)) != "dormant none");

    [TestMethod]
    public void Errors_withhold_whatever_the_row_says() => None(s_rows, row => Withheld(row).State != ChildState.Withheld);

    [TestMethod]
    public void Accepted_is_only_what_was_confirmed_and_is_still_so() => None(
        s_rows, row => InCohort(row).State == ChildState.Accepted && !(row.IsCertain && ContentHash.AreSame(row.AcknowledgedHash, s_now)));

    [TestMethod]
    public void What_was_confirmed_last_is_accepted() => None(
        s_rows.FindAll(row => row.IsCertain && row.AcknowledgedHash == s_now), row => Text(InCohort(row)) != "accepted none");

    [TestMethod]
    public void Rejected_stays_only_what_has_not_changed() => None(
        s_rows, row => InCohort(row).State == ChildState.Rejected != (row.State == ChildState.Rejected && !row.IsPurge && row.PayloadHash == s_now));

    [TestMethod]
    public void In_flight_stays_only_what_has_not_changed() => None(
        s_rows, row => InCohort(row).State == ChildState.InFlight != (row.State == ChildState.InFlight && !row.IsPurge && row.PayloadHash == s_now));

    [TestMethod]
    public void All_else_in_the_cohort_is_pending() => None(
        s_rows.FindAll(row => !IsOtherThanAcknowledged(row)), row => InCohort(row).State is not (ChildState.Pending or ChildState.InFlight or ChildState.Accepted or ChildState.Rejected));

    [TestMethod]
    public void What_changes_what_was_acknowledged_waits_until_it_has_passed() => None(
        s_rows.FindAll(IsOtherThanAcknowledged),
        row =>
        {
            var hasPassed = row.PayloadHash == s_now && !row.IsPurge && row.State is ChildState.Pending or ChildState.InFlight or ChildState.Rejected;
            return InCohort(row).State != (hasPassed && row.PayloadHash == s_now && !row.IsPurge ? row.State : ChildState.AwaitingConfirmation);
        });

    [TestMethod]
    public void Unapproved_removals_wait() => None(
        s_rows.FindAll(row => row.IsHeld),
        row =>
        {
            var hasPassed = row.PayloadHash == s_now && !row.IsPurge && row.State is ChildState.Pending or ChildState.InFlight or ChildState.Rejected;
            var expected = InCohort(row).State == ChildState.Accepted || (hasPassed && row.PayloadHash == s_now) ? InCohort(row).State : ChildState.AwaitingConfirmation;
            return Removing(row).State != expected || (InCohort(row).State == ChildState.Pending && InCohort(row).Change != Removing(row).Change);
        });

    [TestMethod]
    public void What_has_something_to_tell_is_not_accepted() => None(
        s_rows, row => StagingTransition.InCohort(row, isStaged: false, hasErrors: false, isSettled: false, removesRecords: false).State == ChildState.Accepted);

    [TestMethod]
    public void Pending_is_new_where_nothing_is_acknowledged_and_updated_otherwise() => None(
        s_rows.FindAll(row => InCohort(row).State == ChildState.Pending),
        row => InCohort(row).Change != (row.AcknowledgedHash is null ? ChildChange.New : ChildChange.Updated));

    [TestMethod]
    public void The_change_of_a_withheld_child_says_how_it_differs() => None(
        s_rows,
        row => Withheld(row).Change != (row.AcknowledgedHash is null ? ChildChange.New : ContentHash.AreSame(row.AcknowledgedHash, s_now) ? ChildChange.None : ChildChange.Updated));

    [TestMethod]
    public void A_refresh_that_finds_the_same_changes_nothing() => None(
        s_rows,
        row =>
        {
            StagingTransition first = InCohort(row);
            return Text(first) != Text(InCohort(Row(first.State, first.Change, row.IsHeld, row.IsConfirmed, s_now, row.AcknowledgedHash)));
        });

    [TestMethod]
    [DataRow(false, "pending new")]
    [DataRow(true, "withheld new")]
    public void A_child_without_a_row_is_new(bool hasErrors, string expected) =>
        Assert.AreEqual(expected, Text(StagingTransition.InCohort(staged: null, isStaged: false, hasErrors, isSettled: false, removesRecords: false)));

    [TestMethod]
    public void Hashes_are_the_same_only_where_both_are_there_and_equal()
    {
        Assert.IsTrue(ContentHash.AreSame(s_now, [.. s_now]));
        Assert.IsFalse(ContentHash.AreSame(s_now, s_other));
        Assert.IsFalse(ContentHash.AreSame(s_now, s_now[..31]));
        Assert.IsFalse(ContentHash.AreSame(left: null, s_now));
        Assert.IsFalse(ContentHash.AreSame(left: null, right: null));
    }

    private static StagingTransition InCohort(StagedChild row) => InCohort(row, hasErrors: false, removesRecords: false);

    private static bool IsOtherThanAcknowledged(StagedChild row) => row.AcknowledgedHash is not null && !ContentHash.AreSame(row.AcknowledgedHash, s_now);

    private static StagingTransition Removing(StagedChild row) => InCohort(row, hasErrors: false, removesRecords: true);

    private static StagingTransition Withheld(StagedChild row) => InCohort(row, hasErrors: true, removesRecords: false);

    private static StagingTransition InCohort(StagedChild row, bool hasErrors, bool removesRecords) => StagingTransition.InCohort(
        row, ContentHash.AreSame(row.PayloadHash, s_now) && !row.IsPurge, hasErrors, ContentHash.AreSame(row.AcknowledgedHash, s_now), removesRecords);

    private static string Text(StagingTransition transition) => (transition.IsNoRow ? "no row" : transition.State.Text()) + " " + transition.Change.Text();

    // What no sequence of events leads to is no row of staging.
    private static bool CanBe(StagedChild row) => row.State switch
    {
        ChildState.InFlight or ChildState.Rejected => row.IsHeld && !row.IsConfirmed && row.Change != ChildChange.None && row.IsPurge == (row.PayloadHash is null),
        ChildState.Accepted => row.IsCertain && row.Change == ChildChange.None && row.PayloadHash is not null,
        ChildState.Purged => !row.IsHeld && row is { PayloadHash: null, Change: ChildChange.None, IsConfirmed: true },
        ChildState.Dormant => row is { IsHeld: true, PayloadHash: null, Change: ChildChange.None },
        ChildState.AwaitingConfirmation => row.IsHeld && row.Change != ChildChange.None && row.IsPurge == (row.PayloadHash is null),
        ChildState.Withheld => !row.IsPurge && row.PayloadHash is not null,
        _ => row.Change != ChildChange.None && row.IsPurge == (row.PayloadHash is null) && (row.IsHeld || (row.IsConfirmed && !row.IsPurge)),
    };

    private static void None(List<StagedChild> rows, Predicate<StagedChild> isWrong)
    {
        Assert.AreNotEqual(0, rows.Count);
        StagedChild? wrong = rows.Find(isWrong);
        Assert.IsNull(wrong, wrong is null ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{wrong.State.Text()} {wrong.Change.Text()}, held {wrong.IsHeld}, certain {wrong.IsCertain}, payload {Name(wrong.PayloadHash)}, acknowledged {Name(wrong.AcknowledgedHash)}"));
    }

    private static string Name(byte[]? hash) => hash is null ? "none" : hash == s_now ? "now" : "other";

    private static StagedChild Row(ChildState state, ChildChange change, bool hasHeld, bool isConfirmed, byte[]? payload, byte[]? acknowledged) =>
        new("1", "1", state, change, payload, new FindingCounts(errors: 0, warnings: 0), (acknowledged, isConfirmed, hasHeld));
}
