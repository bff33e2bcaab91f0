using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;

namespace SsdClr.Local.SampleData;

/// <summary>Changes a sample database as a day's work changes the real one: a surname, a closure, an assessment, a move; children gone and new.</summary>
internal sealed class SampleChanges(LocalDatabase database, SampleOptions options)
{
    // What belongs to a child through another row, before the rows that carry the person's id.
    private static readonly string[] s_deleteDependents =
    [
        "DELETE FROM [dbo].[ssd_assessment_factors] WHERE [cinf_assessment_id] IN (SELECT [cina_assessment_id] FROM [dbo].[ssd_cin_assessments] WHERE [cina_person_id] IN (SELECT [person_id] FROM temp.[doomed]) OR [cina_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed])))",
        "DELETE FROM [dbo].[ssd_cin_assessments] WHERE [cina_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
        "DELETE FROM [dbo].[ssd_cin_plans] WHERE [cinp_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
        "DELETE FROM [dbo].[ssd_initial_cp_conference] WHERE [icpc_s47_enquiry_id] IN (SELECT [s47e_s47_enquiry_id] FROM [dbo].[ssd_s47_enquiry] WHERE [s47e_person_id] IN (SELECT [person_id] FROM temp.[doomed]) OR [s47e_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed])))",
        "DELETE FROM [dbo].[ssd_s47_enquiry] WHERE [s47e_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
        "DELETE FROM [dbo].[ssd_cp_plans] WHERE [cppl_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
        "DELETE FROM [dbo].[ssd_involvements] WHERE [invo_referral_id] IN (SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
        "DELETE FROM [dbo].[ssd_permanence] WHERE [perm_cla_id] IN (SELECT [clae_cla_id] FROM [dbo].[ssd_cla_episodes] WHERE [clae_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
        "DELETE FROM [dbo].[ssd_cla_placement] WHERE [clap_cla_id] IN (SELECT [clae_cla_id] FROM [dbo].[ssd_cla_episodes] WHERE [clae_person_id] IN (SELECT [person_id] FROM temp.[doomed]))",
    ];

    private readonly SampleRandom _random = new(options.Seed);
    private long _lastAssessment;

    /// <summary>Applies a plan in one transaction.</summary>
    /// <param name="plan">How much is to change.</param>
    /// <param name="among">The person ids to choose changed and deleted children from (a cohort, for example); null for all persons.</param>
    /// <exception cref="CompanionException">The plan asks for more children than there are to choose from.</exception>
    public SampleChangeReport Apply(SampleChangePlan plan, IEnumerable<string>? among = null)
    {
        using var output = SqliteSampleOutput.Begin(database, replace: false);
        var candidates = (among ?? output.Strings("SELECT [pers_person_id] FROM [dbo].[ssd_person]")).Order(StringComparer.Ordinal).ToList();
        if (plan.Changed + plan.Deleted > candidates.Count)
        {
            throw new CompanionException(string.Create(CultureInfo.InvariantCulture, $"The plan changes and deletes {plan.Changed + plan.Deleted} children, and there are {candidates.Count} to choose from; make a larger sample."));
        }

        // Numbers below -1 are no child's: changes have a chance of their own.
        _random.Begin(-2L - (uint)plan.Seed);
        _lastAssessment = Convert.ToInt64(output.Scalar("SELECT COALESCE(MAX(CAST(substr([cina_assessment_id], 4) AS INTEGER)), 0) FROM [dbo].[ssd_cin_assessments] WHERE [cina_assessment_id] LIKE 'CFN%'"), CultureInfo.InvariantCulture);
        var changed = Enumerable.Range(0, plan.Changed)
            .Select(_ => Take(candidates))
            .Select(person => (Person: person, Kind: Change(output, person)))
            .ToLookup(change => change.Kind, change => change.Person);
        var deleted = Enumerable.Range(0, plan.Deleted).Select(_ => Take(candidates)).ToList();
        Delete(output, deleted);
        var generator = new SampleGenerator(options);
        var next = NextNumber(output);
        var added = Enumerable.Range(0, plan.Added).Select(count => generator.WriteChild(output, next + count)).ToList();
        output.Complete();
        return new SampleChangeReport([.. changed[0]], [.. changed[1]], [.. changed[2]], [.. changed[3]], deleted, added);
    }

    private string Take(List<string> candidates)
    {
        var index = _random.Between(0, candidates.Count - 1);
        var person = candidates[index];
        candidates.RemoveAt(index);
        return person;
    }

    /// <summary>Makes one change. One that the child's records do not allow gives way to the next; a surname can always change.</summary>
    /// <returns>The place of its kind in the report.</returns>
    private int Change(SqliteSampleOutput output, string person)
    {
        Func<SqliteSampleOutput, string, bool>[] kinds = [CloseEpisode, AddAssessment, ChangePostcode, ChangeSurname];
        var kind = _random.Between(0, kinds.Length - 1);
        while (!kinds[kind](output, person))
        {
            kind++;
        }

        return kind;
    }

    private bool CloseEpisode(SqliteSampleOutput output, string person)
    {
        if (output.Scalar("SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] = $person AND [cine_close_date] IS NULL ORDER BY [cine_referral_date] DESC, [cine_referral_id] DESC LIMIT 1", ("$person", person)) is not string referral)
        {
            return false;
        }

        output.Execute(
            "UPDATE [dbo].[ssd_cin_episodes] SET [cine_close_date] = $day, [cine_close_reason] = 'RC7' WHERE [cine_referral_id] = $referral",
            ("$referral", referral),
            ("$day", SsdDate.Format(options.Day)));
        return true;
    }

    private bool AddAssessment(SqliteSampleOutput output, string person)
    {
        if (output.Scalar("SELECT [cine_referral_id] FROM [dbo].[ssd_cin_episodes] WHERE [cine_person_id] = $person ORDER BY [cine_referral_date] DESC, [cine_referral_id] DESC LIMIT 1", ("$person", person)) is not string referral)
        {
            return false;
        }

        _lastAssessment++;
        var assessment = string.Create(CultureInfo.InvariantCulture, $"CFN{_lastAssessment:D8}");
        output.Write(
            "ssd_cin_assessments",
            ("cina_assessment_id", assessment),
            ("cina_person_id", person),
            ("cina_referral_id", referral),
            ("cina_assessment_start_date", options.Day.AddDays(-_random.Between(1, 20))),
            ("cina_assessment_child_seen", "Y"));
        output.Write(
            "ssd_assessment_factors",
            ("cinf_table_id", string.Create(CultureInfo.InvariantCulture, $"FAN{_lastAssessment:D8}")),
            ("cinf_assessment_id", assessment),
            ("cinf_assessment_factors_json", $"[\"{_random.Pick(CodeList.Factor.Codes)}\"]"));
        return true;
    }

    private bool ChangePostcode(SqliteSampleOutput output, string person)
    {
        // Drawn in any case, so that the draws after it do not depend on what the child has.
        var postcode = SamplePersonDeclarations.Postcode(_random);
        if (output.Scalar("SELECT [addr_table_id] FROM [dbo].[ssd_address] WHERE [addr_person_id] = $person ORDER BY date([addr_address_start_date]) DESC, [addr_address_end_date] IS NULL DESC, [addr_table_id] DESC LIMIT 1", ("$person", person)) is not string address)
        {
            return false;
        }

        output.Execute(
            "UPDATE [dbo].[ssd_address] SET [addr_address_postcode] = $postcode WHERE [addr_table_id] = $address",
            ("$address", address),
            ("$postcode", postcode));
        return true;
    }

    private bool ChangeSurname(SqliteSampleOutput output, string person)
    {
        var old = output.Scalar("SELECT [pers_surname] FROM [dbo].[ssd_person] WHERE [pers_person_id] = $person", ("$person", person)) as string;
        var surname = SampleNames.Surname(_random);
        output.Execute(
            "UPDATE [dbo].[ssd_person] SET [pers_surname] = $surname WHERE [pers_person_id] = $person",
            ("$person", person),
            ("$surname", surname == old ? surname + "-Sample" : surname));
        return true;
    }

    /// <summary>Deletes all rows of the children at once: most tables have no index on every column that holds a person id.</summary>
    private void Delete(SqliteSampleOutput output, List<string> persons)
    {
        output.Execute("CREATE TEMP TABLE [doomed] ([person_id] TEXT NOT NULL PRIMARY KEY)");
        foreach (var person in persons)
        {
            output.Execute("INSERT INTO temp.[doomed] VALUES ($person)", ("$person", person));
        }

        foreach (var statement in s_deleteDependents)
        {
            output.Execute(statement);
        }

        foreach (var table in database.SsdTables())
        {
            foreach (var column in table.Columns.Where(column => column.Name.EndsWith("_person_id", StringComparison.Ordinal)))
            {
                output.Execute($"DELETE FROM [dbo].[{table.Name}] WHERE [{column.Name}] IN (SELECT [person_id] FROM temp.[doomed])");
            }
        }

        output.Execute("DROP TABLE temp.[doomed]");
    }

    /// <summary>One more than the highest number a child of the sample has: each has an address, whose id holds the number.</summary>
    private long NextNumber(SqliteSampleOutput output) =>
        output.Scalar("SELECT MAX(substr([addr_table_id], 4, 8)) FROM [dbo].[ssd_address] WHERE [addr_table_id] LIKE 'ADR%'") is string number
            ? Math.Max(options.Children, long.Parse(number, CultureInfo.InvariantCulture) + 1)
            : options.Children;
}
