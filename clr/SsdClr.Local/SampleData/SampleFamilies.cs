using System.Globalization;

namespace SsdClr.Local.SampleData;

/// <summary>
/// Writes families: siblings in the sample follow one another. And mothers who are themselves children: one waits until a child young enough to be hers
/// is written, a few at a time, so that nothing is held.
/// </summary>
internal sealed class SampleFamilies
{
    private const int YoungestMother = 14;
    private const int MostWaiting = 16;

    // Of ten children four have no sibling, four one and two... as families of 1, 2, 1, 3, 1 and 2.
    private static readonly int[] s_familyOfTen = [0, 1, 1, 2, 3, 3, 3, 4, 5, 5];
    private const int FamiliesOfTen = 6;

    private readonly List<(string PersonId, DateTime Born)> _mothers = [];

    /// <summary>The family of a child.</summary>
    public static string IdOf(long number) =>
        string.Create(CultureInfo.InvariantCulture, $"FAM{(number / s_familyOfTen.Length * FamiliesOfTen) + s_familyOfTen[number % s_familyOfTen.Length]:D8}");

    /// <summary>Writes the rows of one child.</summary>
    public void Write(SampleChild child, SampleHistory history)
    {
        Member(child, IdOf(child.Number));
        if (child.Random.Chance(2))
        {
            // A family made anew: the child belongs to both.
            Member(child, IdOf(child.Number) + "N");
        }

        Mother(child, history);
    }

    private static void Member(SampleChild child, string familyId) => child.Output.Write(
        "ssd_family",
        ("fami_table_id", child.NextId("FMR")),
        ("fami_family_id", child.Mess.Strikes(0.2) ? null : familyId),
        ("fami_person_id", child.Mess.Reference(child.Owner())));

    private void Mother(SampleChild child, SampleHistory history)
    {
        if (child.Born is not { } born)
        {
            return;
        }

        var waiting = _mothers.FindIndex(mother => born >= mother.Born.AddYears(YoungestMother));
        if (waiting >= 0)
        {
            var mother = _mothers[waiting];
            _mothers.RemoveAt(waiting);
            child.Output.Write(
                "ssd_mother",
                ("moth_table_id", child.NextId("MOT")),
                ("moth_person_id", child.Mess.Reference(mother.PersonId)),
                ("moth_childs_person_id", child.PersonId),
                ("moth_childs_dob", child.Mess.Date(born)));
        }

        var person = history.Rows("ssd_person")[0];
        if (person.Text("pers_is_mother") == "1" && person.Day("pers_death_date") is null)
        {
            // One who has waited for long is perhaps too young for any child of the sample.
            if (_mothers.Count == MostWaiting)
            {
                _mothers.RemoveAt(0);
            }

            _mothers.Add((child.PersonId, born));
        }
    }
}
