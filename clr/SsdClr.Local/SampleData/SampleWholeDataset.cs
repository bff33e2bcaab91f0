namespace SsdClr.Local.SampleData;

/// <summary>
/// Writes the tables of the SSD that no payload is made of, after the flow's rows of each child. Their chance is not the flow's, so that a change here
/// leaves the flow's rows as they are.
/// </summary>
internal sealed class SampleWholeDataset
{
    private const int CompletionStream = 1;
    private const int Stream = 2;
    private const int YoungestMother = 14;
    private const int YearsOfCalendar = 6;

    private readonly SampleOptions _options;
    private readonly SampleDepartments _departments;
    private readonly SampleHistory _history;
    private readonly SampleMess _mess;

    // The latest mother who is herself a child of the sample: the next child young enough is hers.
    private (string PersonId, DateTime Born)? _mother;

    /// <summary>Prepares the tables of a sample.</summary>
    public SampleWholeDataset(SampleOptions options)
    {
        _options = options;
        _departments = new SampleDepartments(options.Children);
        _history = new SampleHistory(new SampleCompletion(new SampleMess(options, CompletionStream), _departments));
        _mess = new SampleMess(options, Stream);
    }

    /// <summary>Writes the tables that belong to no child: departments, the calendar that reports join to, the releases of the dataset.</summary>
    public void WriteShared(SampleOutput output)
    {
        _departments.Write(output, _mess);
        SampleDates.Write(output, _options.WindowStart.AddYears(-YearsOfCalendar), _options.Day);
        Release(output, "1.0.0", 700, "First release", impact: null);
        Release(output, "1.1.0", 400, "Columns for the payload added", "Extract again from the source");
        Release(output, "1.2.0", 100, "Special educational needs added", impact: null);
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
        _mess.Random.Begin(child.Number);
        var isOfMother = child.Born >= _mother?.Born.AddYears(YoungestMother);
        var life = _history.LifeOf(child with { Mess = _mess, MotherId = isOfMother ? _mother?.PersonId : null });
        foreach (var declaration in SampleDeclarations.All)
        {
            declaration.Write(life);
        }

        var person = _history.Rows("ssd_person")[0];
        if (child.Born is { } born && person.Text("pers_is_mother") == "1" && person.Day("pers_death_date") is null)
        {
            _mother = (child.PersonId, born);
        }
        else if (isOfMother)
        {
            _mother = null;
        }
    }

    private void Release(SampleOutput output, string version, int daysAgo, string description, string? impact) => output.Write(
        "ssd_version_log",
        ("version_number", version),
        ("release_date", _options.Day.AddDays(-daysAgo)),
        ("description", description),
        ("is_current", daysAgo == 100 ? 1 : 0),
        ("created_at", _options.Day.AddDays(7 - daysAgo)),
        ("created_by", "extract"),
        ("impact_description", impact));
}
