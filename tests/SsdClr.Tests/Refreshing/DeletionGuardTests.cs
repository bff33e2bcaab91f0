using SsdClr.Payload.Refreshing;

namespace SsdClr.Tests.Refreshing;

[TestClass]
public sealed class DeletionGuardTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    public void A_refused_refresh_without_the_pilot_list_leaves_no_cohort_to_compare_with()
    {
        for (int child = 1; child <= 30; child++)
        {
            _scene.Ssd.ChildInCohort(child.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _scene["max_cohort_change_percent"] = "10";
        _scene["pilot_person_ids"] = "1";
        _scene.Refresh();
        _scene["pilot_person_ids"] = string.Empty;
        _scene.AsOf = _scene.AsOf.AddDays(-1);
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());
        _scene.AsOf = _scene.AsOf.AddDays(1);

        Assert.AreEqual(30, _scene.Refresh().InCohort);
    }

    [TestMethod]
    [DataRow(3, 0, 1, false, DisplayName = "Three pass, however few are acknowledged")]
    [DataRow(4, 100, 1, true, DisplayName = "Four of a hundred are held at one per cent")]
    [DataRow(10, 1000, 1, false, DisplayName = "Ten of a thousand pass at one per cent")]
    [DataRow(11, 1000, 1, true, DisplayName = "Eleven of a thousand are held at one per cent")]
    [DataRow(11, 1099, 1, true, DisplayName = "A share is rounded down")]
    [DataRow(2000000, 200000000, 1, false, DisplayName = "Large numbers do not overflow")]
    public void Deletions_beyond_the_share_wait_for_their_number(int deletions, int acknowledged, int percent, bool holds) =>
        Assert.AreEqual(holds, RefreshGuards.Deletions(deletions, acknowledged, percent).Holds);

    [TestMethod]
    public void Too_many_children_gone_fail_the_refresh_and_name_their_number()
    {
        FourGone();

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.Contains("@confirm_deletions = 4. 4 children are gone from SSD", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Too_many_children_gone_are_held_and_not_pending()
    {
        FourGone();

        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.AreEqual("awaiting_confirmation purge, awaiting_confirmation purge, awaiting_confirmation purge, awaiting_confirmation purge", States());
    }

    [TestMethod]
    public void A_refused_refresh_closes_the_way_out()
    {
        FourGone();

        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.AreEqual("1", _scene.Value("SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    public void A_good_refresh_opens_the_way_out_again()
    {
        FourGone();
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        _scene.ConfirmDeletions = 4;
        _scene.Refresh();

        Assert.AreEqual("0", _scene.Value("SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    public void Confirmed_deletions_go_on_their_way()
    {
        FourGone();
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        _scene.ConfirmDeletions = 4;
        _scene.Refresh();

        Assert.AreEqual("pending purge, pending purge, pending purge, pending purge", States());
    }

    [TestMethod]
    [DataRow(5, DisplayName = "A higher number confirms nothing")]
    [DataRow(3, DisplayName = "A lower number confirms nothing")]
    public void A_confirmation_of_another_number_holds_them_again(int confirmed)
    {
        FourGone();
        _scene.ConfirmDeletions = confirmed;

        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        Assert.AreEqual("awaiting_confirmation purge, awaiting_confirmation purge, awaiting_confirmation purge, awaiting_confirmation purge", States());
    }

    [TestMethod]
    public void A_child_who_returns_while_held_is_accepted_as_before()
    {
        FourGone();
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void The_rest_goes_when_so_many_return_that_the_guard_allows_it()
    {
        FourGone();
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());

        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();

        Assert.AreEqual("pending purge", _scene.State("2"));
    }

    [TestMethod]
    public void Confirmed_deletions_still_pending_the_next_night_are_not_held_again()
    {
        FourGone();
        _scene.ConfirmDeletions = 4;
        _scene.Refresh();

        _scene.ConfirmDeletions = null;
        _scene.Refresh();

        Assert.AreEqual("pending purge, pending purge, pending purge, pending purge", States());
    }

    private void FourGone()
    {
        foreach (string person in new[] { "1", "2", "3", "4" })
        {
            _scene.Ssd.ChildInCohort(person);
        }

        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes; DELETE FROM dbo.ssd_person");
        _scene["max_deletion_percent"] = "1";
    }

    private string States() => string.Join(", ", new[] { "1", "2", "3", "4" }.Select(_scene.State));
}
