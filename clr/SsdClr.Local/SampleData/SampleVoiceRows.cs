namespace SsdClr.Local.SampleData;

/// <summary>Writes what some children answered when they were asked how the work with their family is.</summary>
internal static class SampleVoiceRows
{
    private const int YoungestAge = 7;

    // No list of answers is published.
    private static readonly string[] s_answers = ["Y", "Y", "N"];

    /// <summary>Writes the row of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        if (child.Age < YoungestAge || history.Rows("ssd_cin_assessments").Count == 0 || !child.Random.Chance(10))
        {
            return;
        }

        child.Output.Write(
            "ssd_voice_of_child",
            ("voch_table_id", child.NextId("VOC")),
            ("voch_person_id", child.Mess.Reference(child.Owner())),
            ("voch_explained_worries", Answer(child)),
            ("voch_story_help_understand", Answer(child)),
            ("voch_agree_worker", Answer(child)),
            ("voch_plan_safe", Answer(child)),
            ("voch_tablet_help_explain", Answer(child)));
    }

    private static string? Answer(SampleChild child) => child.Mess.Code(child.Random.Pick(s_answers), 1);
}
