using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

/// <summary>An authority may declare the ids of its SSD as numbers, or as varchar.</summary>
[TestClass]
public sealed class KeyTypeTests
{
    [TestMethod]
    [DataRow("int")]
    [DataRow("bigint")]
    [DataRow("varchar(48)")]
    public void Ids_of_any_type_give_the_same_payloads_and_nights(string type)
    {
        using var usual = new RefreshScene();
        using var other = new RefreshScene(SsdDatabase.WithIdsOf(type));

        Assert.AreEqual(Nights(usual), Nights(other));
    }

    private static string Nights(RefreshScene scene)
    {
        for (int person = 1001; person <= 1012; person++)
        {
            string id = person.ToString(System.Globalization.CultureInfo.InvariantCulture);
            scene.Ssd.Person(id, ("pers_surname", "Sample"));
            scene.Ssd.Referral("2" + id, id);
            scene.Ssd.Insert("ssd_cin_assessments", ("cina_assessment_id", "3" + id), ("cina_person_id", id), ("cina_referral_id", "2" + id), ("cina_assessment_start_date", "2025-07-01"));
        }

        scene["persons_per_range"] = "100";
        scene.Refresh();
        string sent = scene.Accept();
        scene.Ssd.Execute("DELETE FROM dbo.ssd_cin_episodes WHERE cine_person_id = 1003");
        scene.Ssd.Execute("DELETE FROM dbo.ssd_person WHERE pers_person_id = 1005");
        scene.Ssd.Execute("UPDATE dbo.ssd_person SET pers_surname = 'Other' WHERE pers_person_id = 1007");
        scene.Refresh();
        return sent + '\n' + scene.Accept() + '\n' + scene.Staging("person_id, la_child_id, state, change, payload, acknowledged_payload");
    }
}
