using System.Globalization;
using SsdClr.Local.Receiver;
using SsdClr.Tests.Reading;
using SsdClr.Tests.Scrambling;

namespace SsdClr.Tests.Refreshing;

/// <summary>
/// Whatever happens to SSD over several nights, and whatever becomes of what is sent: once a night goes well, the receiver holds the current payload of every
/// child in the cohort and no other. Each run draws other nights; a failure prints the seed that draws it again first.
/// <c>SSDCLR_NIGHTS_SEED</c> sets the first seed, <c>SSDCLR_NIGHTS_DRAWS</c> how many follow one another from there.
/// </summary>
[TestClass]
public sealed class SeveralNightsPropertyTests
{
    private const int Children = 5;
    private const int Nights = 6;
    private const int UsualDraws = 30;
    private const string SeedVariable = "SSDCLR_NIGHTS_SEED";
    private const string DrawsVariable = "SSDCLR_NIGHTS_DRAWS";

    [TestMethod]
    [DataRow("Replace", "full", "absent_from_ssd", "pers_person_id")]
    [DataRow("Merge", "full", "absent_from_ssd", "pers_legacy_id")]
    [DataRow("Merge", "partial", "absent_from_ssd", "pers_person_id")]
    [DataRow("Merge", "partial", "left_cohort", "pers_legacy_id")]
    [DataRow("Replace", "full", "left_cohort", "pers_legacy_id")]
    public void After_a_good_night_the_receiver_holds_what_SSD_says(string semantics, string mode, string purgeWhen, string idColumn)
    {
        int first = Number(SeedVariable) ?? Random.Shared.Next(int.MaxValue / 2);
        for (int seed = first; seed < first + (Number(DrawsVariable) ?? UsualDraws); seed++)
        {
            Told(seed, semantics, mode, purgeWhen, idColumn, scramble: "0");
        }
    }

    [TestMethod]
    [DataRow("Replace", "full", "absent_from_ssd", "pers_legacy_id")]
    [DataRow("Merge", "partial", "absent_from_ssd", "pers_person_id")]
    [DataRow("Merge", "partial", "left_cohort", "pers_legacy_id")]
    public void After_a_good_night_the_receiver_holds_SSD_scrambled(string semantics, string mode, string purgeWhen, string idColumn)
    {
        int first = Number(SeedVariable) ?? Random.Shared.Next(int.MaxValue / 2);
        for (int seed = first; seed < first + (Number(DrawsVariable) ?? UsualDraws); seed++)
        {
            Told(seed, semantics, mode, purgeWhen, idColumn, scramble: "1");
        }
    }

    private static void Told(int seed, string semantics, string mode, string purgeWhen, string idColumn, string scramble)
    {
        using var scene = new ReceivingScene(
            Enum.Parse<ReceiverSemantics>(semantics), ("mode", mode), ("purge_when", purgeWhen), ("la_child_id_column", idColumn), ("scramble", scramble));
        scene.Scene.ScramblingKey = ScrambledExample.Key;
        var random = new Random(seed);
        for (int child = 1; child <= Children; child++)
        {
            Add(scene.Scene.Ssd, child);
        }

        for (int night = 0; night <= Nights; night++)
        {
            for (int change = random.Next(5); change > 0; change--)
            {
                Change(scene, random);
            }

            NightOutcome outcome = night == Nights || random.Next(2) == 0 ? NightOutcome.Accepted : (NightOutcome)random.Next(4);
            scene.Night(outcome);
            if (outcome == NightOutcome.Accepted)
            {
                (string wanted, string held) = scene.Compare();
                Assert.AreEqual(wanted, held, $"Night {night}. To draw it again: {SeedVariable}={seed} {DrawsVariable}=1");
            }
        }
    }

    private static void Add(SsdDatabase ssd, int child)
    {
        string id = Id(child);
        ssd.Person(id, ("pers_surname", "Surname"), ("pers_legacy_id", "L" + id));
        if (ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_person_id = '{id}' WHERE cine_referral_id = 'R{id}'") == 0)
        {
            ssd.Referral("R" + id, id);
        }
    }

    private static void Change(ReceivingScene scene, Random random)
    {
        SsdDatabase ssd = scene.Scene.Ssd;
        string id = Id(random.Next(1, Children + 1));
        string fresh = random.Next(1_000_000).ToString("x", CultureInfo.InvariantCulture);
        switch (random.Next(15))
        {
            case 0:
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_surname = 'S{fresh}' WHERE pers_person_id = '{id}'");
                break;
            case 1:
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_surname = NULL WHERE pers_person_id = '{id}'");
                break;
            case 2:
            case 3:
                ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "A" + fresh + id), ("cina_person_id", id), ("cina_referral_id", "R" + id), ("cina_assessment_start_date", "2025-12-01"));
                break;
            case 4:
                if (scene.Scene.Value($"SELECT MIN(cina_assessment_id) FROM dbo.ssd_cin_assessments WHERE cina_person_id = '{id}'") is { } assessment)
                {
                    scene.DeleteAssessment(assessment);
                }

                break;
            case 5:
                ssd.Execute($"UPDATE dbo.ssd_cin_assessments SET cina_assessment_start_date = '{ReceivingScene.LongAgo}' WHERE cina_assessment_id = (SELECT MAX(cina_assessment_id) FROM dbo.ssd_cin_assessments WHERE cina_person_id = '{id}')");
                break;
            case 6:
                ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_close_date = '2026-01-02', cine_close_reason = 'RC{random.Next(1, 9)}' WHERE cine_person_id = '{id}'");
                break;
            case 7:
                ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_close_date = NULL, cine_close_reason = NULL WHERE cine_person_id = '{id}'");
                break;
            case 8:
                ssd.Insert("ssd_sdq_scores", ("csdq_person_id", id), ("csdq_sdq_completed_date", "2025-09-0" + random.Next(1, 9)), ("csdq_sdq_score", random.Next(40).ToString(CultureInfo.InvariantCulture)));
                break;
            case 9:
                ssd.Execute($"DELETE FROM dbo.ssd_sdq_scores WHERE csdq_person_id = '{id}'");
                break;
            case 10:
                if (ssd.Execute($"DELETE FROM dbo.ssd_person WHERE pers_person_id = '{id}'") == 0)
                {
                    Add(ssd, int.Parse(id, CultureInfo.InvariantCulture));
                }

                break;
            case 11:
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_dob = CASE pers_dob WHEN '1990-01-01' THEN '2015-01-01' ELSE '1990-01-01' END WHERE pers_person_id = '{id}'");
                break;
            case 12:
                ssd.Execute($"UPDATE dbo.ssd_person SET pers_legacy_id = 'L{random.Next(1, Children + 3)}' WHERE pers_person_id = '{id}'");
                break;
            case 13:
                string other = Id(random.Next(1, Children + 1));
                ssd.Execute(
                    $"UPDATE dbo.ssd_person SET pers_legacy_id = (SELECT q.pers_legacy_id FROM dbo.ssd_person AS q WHERE q.pers_person_id = CASE ssd_person.pers_person_id WHEN '{id}' THEN '{other}' ELSE '{id}' END) "
                    + $"WHERE pers_person_id IN ('{id}', '{other}') AND (SELECT COUNT(*) FROM dbo.ssd_person AS q WHERE q.pers_person_id IN ('{id}', '{other}')) = 2");
                break;
            default:
                // A referral that was another's, with all that hangs on it.
                string owner = Id(random.Next(1, Children + 1));
                ssd.Execute($"UPDATE dbo.ssd_cin_episodes SET cine_person_id = '{owner}' WHERE cine_referral_id = 'R{id}'; UPDATE dbo.ssd_cin_assessments SET cina_person_id = '{owner}' WHERE cina_referral_id = 'R{id}'");
                break;
        }
    }

    private static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static string Id(int child) => child.ToString(CultureInfo.InvariantCulture);
}
