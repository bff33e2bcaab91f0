namespace SsdClr.Local.SampleData;

/// <summary>
/// Writes synthetic SSD rows, child by child, holding no more than one. The child of a number depends only on seed, day and mess, so a larger sample
/// begins with the smaller one's children (their professionals apart: there are more of those).
/// </summary>
internal sealed class SampleGenerator
{
    private const int ChildrenBetweenReports = 200;

    // How many children in a hundred have each story: sixty belong to the cohort, as in an authority with some years of history.
    private static readonly (SampleProfile Profile, int Children)[] s_shares =
    [
        (SampleProfile.Referred, 13),
        (SampleProfile.WaitingAssessment, 4),
        (SampleProfile.ChildInNeed, 15),
        (SampleProfile.ChildProtection, 8),
        (SampleProfile.LookedAfter, 8),
        (SampleProfile.Unaccompanied, 2),
        (SampleProfile.Adoption, 2),
        (SampleProfile.CareLeaver, 4),
        (SampleProfile.Unborn, 1),
        (SampleProfile.PlacementOnly, 1),
        (SampleProfile.DisabledChild, 1),
        (SampleProfile.Deceased, 1),
        (SampleProfile.History, 21),
        (SampleProfile.ContactOnly, 8),
        (SampleProfile.AgedOut, 8),
        (SampleProfile.BirthUnknown, 1),
        (SampleProfile.ProtectionOnly, 2),
    ];

    private readonly SampleProfile[] _wheel = [.. s_shares.SelectMany(share => Enumerable.Repeat(share.Profile, share.Children))];
    private readonly SampleOptions _options;
    private readonly SampleMess _mess;
    private readonly SampleProfessionals _professionals;
    private readonly SampleWholeDataset? _wholeDataset;

    /// <summary>Prepares a sample.</summary>
    public SampleGenerator(SampleOptions options)
    {
        _options = options;
        _mess = new SampleMess(options);
        _professionals = new SampleProfessionals(options.Children);
        _wholeDataset = options.Tables is SampleTables.All ? new SampleWholeDataset(options) : null;
    }

    /// <summary>Writes the professionals, what else belongs to no child, and all children; does not complete the output.</summary>
    public void Write(SampleOutput output, IProgress<double> progress)
    {
        _mess.Random.Begin(-1);
        _professionals.Write(output, _mess);
        _wholeDataset?.WriteShared(output);
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
        var profile = _wheel[(int)(((number * 37) + (uint)_options.Seed) % _wheel.Length)];
        var child = new SampleChild(number, profile, output, _mess, _options, _professionals);
        _wholeDataset?.Begin(child);
        SamplePersonRows.Write(child);
        var referral = SampleEpisodeRows.Write(child);
        SampleCareRows.Write(child, referral);
        SampleEpisodeRows.PlanHeldTwice(child, referral);
        _wholeDataset?.Write(child);
        return child.PersonId;
    }
}
