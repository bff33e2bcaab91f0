namespace SsdClr.Local.SampleData;

/// <summary>
/// Writes the tables of the SSD that no payload is made of, after the flow's rows of each child. Each family of tables draws from a stream of chance of
/// its own, so that a change in one leaves every other, and the flow's rows, as they are.
/// </summary>
internal sealed class SampleWholeDataset
{
    // Numbers of the streams are part of what a seed gives: a new family takes a new one.
    private const int CompletionStream = 1;
    private const int DepartmentStream = 2;
    private const int FirstFamilyStream = 3;

    private readonly SampleCalendar _calendar;
    private readonly SampleDepartments _departments;
    private readonly SampleMess _departmentMess;
    private readonly SampleHistory _history;
    private readonly List<(Action<SampleChild, SampleHistory> Write, SampleRandom Random, SampleMess Mess)> _families;

    /// <summary>Prepares the tables of a sample.</summary>
    public SampleWholeDataset(SampleOptions options, SampleCalendar calendar)
    {
        _calendar = calendar;
        _departments = new SampleDepartments(options.Children);
        _departmentMess = new SampleMess(new SampleRandom(options.Seed, DepartmentStream), options.MessPercent);
        var completionRandom = new SampleRandom(options.Seed, CompletionStream);
        _history = new SampleHistory(new SampleCompletion(completionRandom, new SampleMess(completionRandom, options.MessPercent), _departments));
        // Contacts before the work tables, which tell of them.
        Action<SampleChild, SampleHistory>[] families =
        [
            SampleContactRows.Write,
            new SampleFamilies().Write,
            SampleVisitRows.Write,
            SampleReviewRows.Write,
            SampleLegalRows.Write,
            SampleCarePlanRows.Write,
            SampleHealthRows.Write,
            SampleMissingRows.Write,
            SampleEducationRows.Write,
            SampleVoiceRows.Write,
            SampleWorkTableRows.Write,
        ];
        _families = [.. families.Select((family, index) =>
        {
            var random = new SampleRandom(options.Seed, FirstFamilyStream + index);
            return (family, random, new SampleMess(random, options.MessPercent));
        })];
    }

    /// <summary>Writes the tables that belong to no child.</summary>
    public void WriteShared(SampleOutput output)
    {
        _departments.Write(output, _departmentMess);
        SampleCalendarRows.Write(output, _calendar);
    }

    /// <summary>Begins a child, before the flow's rows are written.</summary>
    public void Begin(SampleChild child)
    {
        _history.Begin(child);
        child.Output.History = _history;
    }

    /// <summary>Writes the child's rows of the other tables.</summary>
    public void Write(SampleChild child)
    {
        foreach (var family in _families)
        {
            family.Write(child.With(family.Random, family.Mess), _history);
        }
    }
}
