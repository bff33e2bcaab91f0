namespace SsdClr.Local.SampleData;

/// <summary>
/// Writes synthetic SSD rows, child by child, holding no more than one. The child of a number depends only on seed, day and mess, so a larger sample
/// begins with the smaller one's children (who works with them apart: there are more of those).
/// </summary>
internal sealed class SampleGenerator
{
    private const int ChildrenBetweenReports = 200;
    private const int YoungestMother = 14;
    private const int YearsOfCalendar = 6;

    private readonly SampleOptions _options;
    private readonly SampleMess _mess;
    private readonly SampleAuthority _authority;
    private readonly IReadOnlyList<SampleDeclaration> _declarations;

    // The latest mother who is herself a child of the sample: the next child young enough is hers.
    private SampleChild? _mother;

    /// <summary>Prepares a sample.</summary>
    public SampleGenerator(SampleOptions options)
    {
        _options = options;
        _mess = new SampleMess(options);
        _authority = new SampleAuthority(options);
        _declarations = options.Tables is SampleTables.All ? [.. SampleDeclarations.Flow, .. SampleDeclarations.Others] : SampleDeclarations.Flow;
    }

    /// <summary>Writes the professionals, what else belongs to no child, and all children; does not complete the output.</summary>
    public void Write(SampleOutput output, IProgress<double> progress)
    {
        _mess.Random.Begin(-1);
        _authority.WriteProfessionals(output, _mess);
        if (_options.Tables is SampleTables.All)
        {
            _authority.WriteTeams(output, _mess);
            SampleDates.Write(output, _options.WindowStart.AddYears(-YearsOfCalendar), _options.Day);
            Release(output, "1.0.0", 700, "First release", impact: null);
            Release(output, "1.1.0", 400, "Columns for the payload added", "Extract again from the source");
            Release(output, "1.2.0", 100, "Special educational needs added", impact: null);
        }

        for (var number = 0; number < _options.Children; number++)
        {
            WriteChild(output, number);
            if (number % ChildrenBetweenReports == 0)
            {
                progress.Report((double)number / _options.Children);
            }
        }

        progress.Report(1);
    }

    /// <summary>Writes the rows of the child of a number.</summary>
    /// <returns>The child's person id.</returns>
    public string WriteChild(SampleOutput output, long number)
    {
        _mess.Random.Begin(number);
        // 37 and 100 have no common factor: each hundred children have all stories in their shares, well mixed.
        var profile = SampleProfile.Hundred[(int)(((number * 37) + (uint)_options.Seed) % SampleProfile.Hundred.Count)];
        var child = new SampleChild(number, profile, output, _mess, _options, _authority);
        child.MotherId = child.Born >= _mother?.Born?.AddYears(YoungestMother) ? _mother?.PersonId : null;
        foreach (var declaration in _declarations)
        {
            declaration.Make(child.Life);
        }

        var isMother = child.History.Of(SampleHistory.Life)[0].Row.Text("pers_is_mother") == "1";
        _mother = isMother ? child : child.MotherId is null ? _mother : null;
        child.History.Write(output);
        return child.PersonId;
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
