using System.Globalization;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Reading;

[TestClass]
public sealed class PersonRangesTests
{
    [TestMethod]
    [DataRow(0, 3, "(-,-)")]
    [DataRow(2, 3, "(-,-)")]
    [DataRow(3, 3, "(-,3) (3,-)")]
    [DataRow(4, 3, "(-,3) (3,-)")]
    [DataRow(7, 3, "(-,3) (3,6) (6,-)")]
    [DataRow(3, 1, "(-,1) (1,2) (2,3) (3,-)")]
    public void Follow_one_another_from_end_to_end(int persons, int personsPerRange, string expected)
    {
        using var ssd = new SsdDatabase();
        for (int person = persons; person > 0; person--)
        {
            ssd.Person(person.ToString(CultureInfo.InvariantCulture));
        }

        Assert.AreEqual(expected, string.Join(' ', PersonRange.ReadAll(ssd.Context, "[dbo]", personsPerRange).Select(range => $"({range.After ?? "-"},{range.UpTo ?? "-"})")));
    }

    [TestMethod]
    public void Leave_nobody_out_and_hold_nobody_twice()
    {
        using var ssd = new SsdDatabase();
        foreach (string personId in new[] { "", "10", "9", "a", "A", "\u00e9", "z", "~", "a b", "'", "[x]", "\U0001F600" })
        {
            ssd.Person(personId);
        }

        var read = PersonRange.ReadAll(ssd.Context, "[dbo]", 2).SelectMany(range => ssd.Read(range)).Select(child => child.Person.PersonId).ToList();

        CollectionAssert.AreEquivalent(new[] { "", "10", "9", "a", "A", "\u00e9", "z", "~", "a b", "'", "[x]", "\U0001F600" }, read);
    }
}
