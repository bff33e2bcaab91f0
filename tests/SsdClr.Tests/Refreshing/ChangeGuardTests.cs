using System.Globalization;
using System.Text.RegularExpressions;
using SsdClr.Data;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Tests.Companion;

namespace SsdClr.Tests.Refreshing;

/// <summary>SSD loaded wrongly in ways that remove nothing: the guards on change stop what would follow, and let a usual night pass.</summary>
[TestClass]
public sealed partial class ChangeGuardTests
{
    private const string BirthsGone = "UPDATE dbo.ssd_person SET pers_dob = NULL";
    private const string NamesGone = "UPDATE dbo.ssd_person SET pers_forename = NULL, pers_surname = NULL";
    private const string ClosesGone = "UPDATE dbo.ssd_cin_episodes SET cine_close_date = NULL";
    private const string EpisodesDoubled =
        """
        CREATE TEMP TABLE twice AS SELECT * FROM dbo.ssd_cin_episodes;
        UPDATE twice SET cine_referral_id = cine_referral_id || 'X';
        INSERT INTO dbo.ssd_cin_episodes SELECT * FROM twice;
        """;

    private const string IdsRotated =
        """
        CREATE TEMP TABLE shifted AS SELECT pers_person_id, LEAD(pers_person_id) OVER (ORDER BY pers_person_id) AS next_id FROM dbo.ssd_person;
        UPDATE dbo.ssd_person SET (pers_forename, pers_surname, pers_dob, pers_upn, pers_sex) =
            (SELECT n.pers_forename, n.pers_surname, n.pers_dob, n.pers_upn, n.pers_sex FROM temp.shifted AS s INNER JOIN temp.before AS n ON n.pers_person_id = s.next_id WHERE s.pers_person_id = ssd_person.pers_person_id)
            WHERE pers_person_id IN (SELECT pers_person_id FROM temp.shifted WHERE next_id IS NOT NULL);
        """;

    [TestMethod]
    public void Today_is_the_day_where_the_server_stands()
    {
        // Half past midnight of British summer time.
        using var scene = new RefreshScene();
        scene.Clock.Set(new DateTime(2026, 5, 4, 23, 30, 0, DateTimeKind.Utc) - scene.Clock.UtcNow);
        scene.Clock.Offset = TimeSpan.FromHours(1);
        scene["max_as_of_days"] = "0";
        scene.AsOf = new DateTime(2026, 5, 5, 0, 0, 0, DateTimeKind.Unspecified);

        scene.Refresh();

        Assert.AreEqual("0", scene.Value("SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    [DataRow(BirthsGone, "The cohort fell from ", DisplayName = "Dates of birth")]
    [DataRow(NamesGone, " acknowledged children changed; of the fields and blocks, child_details.first_name is gone from ", DisplayName = "Names")]
    [DataRow(ClosesGone, " social_care_episodes.closure_date is gone from ", DisplayName = "Close dates")]
    [DataRow(EpisodesDoubled, " acknowledged children changed", DisplayName = "Episodes twice")]
    [DataRow("CREATE TEMP TABLE before AS SELECT * FROM dbo.ssd_person; " + IdsRotated, " children have, under the same id, another first name, date of birth and UPN, or two of these", DisplayName = "Ids rotated")]
    public void A_damaged_load_submits_nothing_and_says_what_is_odd(string damage, string words)
    {
        using var nights = new GuardedNights();
        nights.Night();
        nights.Execute(damage);

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night());

        Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        Assert.AreEqual(0, SampleInMemory.Count(nights.Database, "SELECT COUNT(*) FROM csc.staging WHERE state = 'pending' AND acknowledged_hash IS NOT NULL"));
        Assert.AreEqual(1, SampleInMemory.Count(nights.Database, "SELECT COUNT(*) FROM csc.receiver WHERE refresh_refused_at IS NOT NULL"));
    }

    [TestMethod]
    public void An_emptied_cohort_table_submits_nothing()
    {
        using var nights = new GuardedNights();
        nights.Execute("CREATE TABLE dbo.pilot (person_id TEXT NOT NULL PRIMARY KEY); INSERT INTO dbo.pilot SELECT pers_person_id FROM dbo.ssd_person");
        nights["cohort_table"] = "dbo.pilot.person_id";
        nights.Night();
        nights.Execute("DELETE FROM dbo.pilot WHERE person_id <> (SELECT MIN(person_id) FROM dbo.pilot)");

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night());

        Assert.Contains(" The cohort fell from ", refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow(-3653, "The run date 2016-03-30 is 3653 days from today; the run date 2016-03-30 is 3653 days before that of the last good run", DisplayName = "Years ago")]
    [DataRow(-1, "The run date 2026-03-30 is 1 day before that of the last good run", DisplayName = "The day before the last run")]
    [DataRow(8, "The run date 2026-04-08 is 8 days from today", DisplayName = "More than a week ahead")]
    public void A_run_date_that_is_odd_is_told(int days, string words)
    {
        using var nights = new GuardedNights();
        nights.Night();

        RefreshRefusedException refused = Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night(nights.Today.AddDays(days)));

        Assert.Contains(" " + words, refused.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void The_very_number_confirms_the_changes()
    {
        using var nights = new GuardedNights();
        nights.Night();
        nights.Execute(ClosesGone);
        int number = Number(Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night()));

        nights.Night(confirmChanges: number);

        Assert.AreEqual(0, SampleInMemory.Count(nights.Database, "SELECT COUNT(*) FROM csc.staging WHERE state = 'awaiting_confirmation'"));
    }

    [TestMethod]
    public void Every_number_to_confirm_is_within_what_the_run_log_keeps()
    {
        using var nights = new GuardedNights();
        nights["max_table_drop_percent"] = "100";
        nights.Night();
        nights.Execute(
            "DELETE FROM dbo.ssd_person WHERE pers_person_id IN (SELECT person_id FROM csc.staging WHERE state = 'accepted' ORDER BY person_id LIMIT 60); "
            + "DELETE FROM dbo.ssd_cin_assessments; DELETE FROM dbo.ssd_s47_enquiry; DELETE FROM dbo.ssd_cin_plans; DELETE FROM dbo.ssd_cla_placement; DELETE FROM dbo.ssd_cp_plans; "
            + NamesGone + "; " + ClosesGone + "; UPDATE dbo.ssd_cin_episodes SET cine_referral_source_code = NULL, cine_referral_nfa = NULL");

        string kept = InvariantText.Cut(Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night(nights.Today.AddDays(-400))).Message, RunLog.LongestMessage)!;
        nights.Night(nights.Today.AddDays(-400), Number(kept, "deletions"), Number(kept, "changes"), Number(kept, "removals"));

        Assert.IsLessThan(300, kept.IndexOf("@confirm_changes", StringComparison.Ordinal));
    }

    [TestMethod]
    public void The_most_that_passes_is_a_share_of_all_there_are()
    {
        using var nights = new GuardedNights();
        nights["max_removal_percent"] = "50";
        nights.Night();
        var held = new RecordTally();
        foreach (string payload in SampleInMemory.Strings(nights.Database, "SELECT acknowledged_payload FROM csc.staging WHERE acknowledged_payload IS NOT NULL"))
        {
            held.Add(RecordTally.Of(JsonValue.Parse(payload)));
        }

        nights.Execute("DELETE FROM dbo.ssd_cin_assessments WHERE cina_assessment_id IN (SELECT cina_assessment_id FROM dbo.ssd_cin_assessments ORDER BY cina_assessment_id LIMIT 60)");
        nights.Night();

        Assert.AreEqual(held.Of("assessment") / 2, SampleInMemory.Count(nights.Database, "SELECT of_total FROM csc.run_figure WHERE name = 'removals' AND amount > 0"));
    }

    [TestMethod]
    public void Another_number_confirms_nothing()
    {
        using var nights = new GuardedNights();
        nights.Night();
        nights.Execute(ClosesGone);
        int number = Number(Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night()));

        RefreshRefusedException again = Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night(confirmChanges: number + 1));

        Assert.AreEqual(number, Number(again));
    }

    [TestMethod]
    public void A_load_that_is_mended_goes_on_by_itself()
    {
        using var nights = new GuardedNights();
        nights.Night();
        nights.Execute("CREATE TEMP TABLE closes AS SELECT cine_referral_id, cine_close_date FROM dbo.ssd_cin_episodes; " + ClosesGone);
        Assert.ThrowsExactly<RefreshRefusedException>(() => nights.Night());
        nights.Execute("UPDATE dbo.ssd_cin_episodes SET cine_close_date = (SELECT c.cine_close_date FROM temp.closes AS c WHERE c.cine_referral_id = ssd_cin_episodes.cine_referral_id)");

        nights.Night();

        Assert.AreEqual(0, SampleInMemory.Count(nights.Database, "SELECT COUNT(*) FROM csc.staging WHERE state NOT IN ('accepted', 'withheld')"));
    }

    [TestMethod]
    public void Twenty_usual_nights_ask_nobody()
    {
        using var nights = new GuardedNights();
        nights.Night();
        for (int night = 1; night <= 20; night++)
        {
            nights.Work(night, percent: 5);
            nights.Night();
        }

        Assert.IsGreaterThan(SampleOptions.DefaultAsOf, nights.Today);
    }

    private static int Number(string message, string what) =>
        int.Parse(message.Split("@confirm_" + what + " = ")[1].Split(',', '.')[0], CultureInfo.InvariantCulture);

    private static int Number(RefreshRefusedException refused) => int.Parse(Confirmed().Match(refused.Message).Groups["number"].Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"@confirm_changes = (?<number>\d+)\.", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Confirmed();
}
