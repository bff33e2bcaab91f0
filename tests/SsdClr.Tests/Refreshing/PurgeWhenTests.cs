using SsdClr.Payload.Refreshing;

namespace SsdClr.Tests.Refreshing;

/// <summary>Setting purge_when: what becomes of children who leave the cohort.</summary>
[TestClass]
public sealed class PurgeWhenTests : IDisposable
{
    private readonly RefreshScene _scene = new();

    public void Dispose() => _scene.Dispose();

    [TestMethod]
    [DataRow("absent_from_ssd", "dormant none")]
    [DataRow("left_cohort", "pending purge")]
    public void A_child_who_left_the_cohort_is_purged_where_the_setting_says_so(string purgeWhen, string expected)
    {
        Accepted(1);
        _scene["purge_when"] = purgeWhen;
        Leave();

        _scene.Refresh();

        Assert.AreEqual(expected, _scene.State("1"));
    }

    [TestMethod]
    [DataRow("pilot_person_ids", "2")]
    [DataRow("cohort_table", "dbo.ssd_disability.disa_person_id")]
    public void A_child_whom_only_a_restriction_keeps_out_is_never_purged_for_that(string setting, string value)
    {
        Accepted(1);
        _scene["purge_when"] = "left_cohort";
        _scene[setting] = value;

        _scene.Refresh();

        Assert.AreEqual("dormant none", _scene.State("1"));
    }

    [TestMethod]
    public void Children_who_left_the_cohort_count_in_the_guard_of_deletions()
    {
        Accepted(5);
        _scene["purge_when"] = "left_cohort";
        _scene["max_deletion_percent"] = "1";
        _scene.Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id = '5'");
        Leave();

        string message = Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh()).Message;

        Assert.Contains("@confirm_deletions = 5. 5 children are gone from SSD or left the cohort (4)", message, StringComparison.Ordinal);
        Assert.AreEqual("awaiting_confirmation purge", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_who_returns_before_the_purge_is_accepted_as_it_was()
    {
        Accepted(1);
        _scene["purge_when"] = "left_cohort";
        Leave();
        _scene.Refresh();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_dob = '2015-01-01'");

        _scene.Refresh();

        Assert.AreEqual("accepted none", _scene.State("1"));
    }

    [TestMethod]
    public void A_child_who_never_left_the_building_is_dropped()
    {
        _scene["purge_when"] = "left_cohort";
        _scene.Ssd.ChildInCohort("1");
        _scene.Refresh();
        Leave();

        _scene.Refresh();

        Assert.AreEqual("no row", _scene.State("1"));
    }

    [TestMethod]
    public void A_changed_id_leaves_a_purge_of_the_old_one_and_a_new_child_whole()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        _scene.Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L2'");

        _scene.Refresh();

        Assert.AreEqual(
            "former:L1 {\"la_child_id\":\"L1\",\"mis_child_id\":\"L1\",\"purge\":true}\n1 " + _scene.Staged("1", "payload"),
            _scene.Accept());
    }

    [TestMethod]
    public void Too_many_changed_ids_are_held()
    {
        _scene["max_deletion_percent"] = "1";
        for (int child = 1; child <= 4; child++)
        {
            string id = child.ToString(System.Globalization.CultureInfo.InvariantCulture);
            _scene.Ssd.ChildInCohort(id, ("pers_legacy_id", "L" + id));
        }

        _scene.Refresh();
        _scene.Accept();
        _scene["la_child_id_column"] = "pers_legacy_id";
        Assert.ThrowsExactly<RefreshRefusedException>(() => _scene.Refresh());
        Assert.AreEqual("awaiting_confirmation purge", _scene.State("former:1"));

        // It was a mistake: all is as it was.
        _scene["la_child_id_column"] = "pers_person_id";
        _scene.Refresh();
        Assert.AreEqual("1|accepted\n2|accepted\n3|accepted\n4|accepted", _scene.Staging("person_id, state"));
    }

    [TestMethod]
    public void A_child_that_was_purged_and_came_back_for_a_night_leaves_its_id_to_the_child_who_has_it_now()
    {
        _scene["la_child_id_column"] = "pers_legacy_id";
        _scene.Ssd.ChildInCohort("1", ("pers_legacy_id", "L1"));
        _scene.Ssd.ChildInCohort("2", ("pers_legacy_id", "L2"));
        _scene.Refresh();
        _scene.Accept();
        Remove("1");
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_legacy_id = 'L1'");
        _scene.Refresh();
        _scene.Accept();
        _scene.Ssd.Execute("INSERT INTO dbo.ssd_person (pers_person_id, pers_legacy_id, pers_dob) VALUES ('1', 'L1', 'unreadable')");
        _scene.Refresh();
        Remove("1");

        _scene.Refresh();

        Assert.AreEqual("2 L1 accepted none", _scene.Value("SELECT group_concat(person_id || ' ' || la_child_id || ' ' || state || ' ' || change) FROM csc.staging WHERE state <> 'purged'"));
    }

    [TestMethod]
    [DataRow("absent_from_ssd")]
    [DataRow("left_cohort")]
    public void A_child_that_only_an_end_before_its_start_keeps_out_is_withheld(string purgeWhen)
    {
        _scene["purge_when"] = purgeWhen;
        Accepted(1);
        _scene.Ssd.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = '2016-02-01'");

        _scene.Refresh();

        Assert.AreEqual("withheld", _scene.Value("SELECT state FROM csc.staging"));
        Assert.Contains("end_before_start", _scene.Value("SELECT last_message FROM csc.staging")!, StringComparison.Ordinal);
    }

    private void Remove(string personId) => _scene.Ssd.Execute($"DELETE FROM dbo.ssd_person WHERE pers_person_id = '{personId}'");

    private void Accepted(int children)
    {
        for (int child = 1; child <= children; child++)
        {
            _scene.Ssd.ChildInCohort(child.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        _scene.Refresh();
        _scene.Accept();
    }

    private void Leave() => _scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_dob = '1990-01-01'");
}
