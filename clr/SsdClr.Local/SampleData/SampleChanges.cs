using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;

namespace SsdClr.Local.SampleData;

/// <summary>Changes a sample database as a day's work changes the real one: a closure, an assessment, a move, a surname; children gone and new.</summary>
internal sealed class SampleChanges(LocalDatabase database, SampleOptions options)
{
    private const string Referral = "SELECT cine_referral_id FROM dbo.ssd_cin_episodes WHERE cine_person_id = $id AND cine_referral_date <= $day";
    private const string LatestReferral = " ORDER BY cine_referral_date DESC, cine_referral_id DESC LIMIT 1";

    // The row that each kind of change is made to, the child's latest.
    private static readonly string[] s_rows =
    [
        Referral + " AND cine_close_date IS NULL" + LatestReferral,
        Referral + LatestReferral,
        "SELECT addr_table_id FROM dbo.ssd_address WHERE addr_person_id = $id ORDER BY date(addr_address_start_date) DESC, addr_address_end_date IS NULL DESC, 1 DESC LIMIT 1",
        "SELECT pers_person_id FROM dbo.ssd_person WHERE pers_person_id = $id",
    ];

    private readonly SampleRandom _random = new(options.Seed);

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
            var asked = string.Create(CultureInfo.InvariantCulture, $"The plan changes and deletes {plan.Changed + plan.Deleted} children, and there are {candidates.Count}");
            throw new CompanionException(asked + " to choose from; make a larger sample.");
        }

        // Numbers below -1 are no child's: changes have a chance of their own.
        _random.Begin(-2L - (uint)plan.Seed);
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

    /// <summary>Makes one change. A kind that finds no row gives way to the next; a surname can always change.</summary>
    /// <returns>The place of its kind in the report.</returns>
    private int Change(SqliteSampleOutput output, string person)
    {
        var kind = _random.Between(0, s_rows.Length - 1);
        string? row;
        while ((row = output.Scalar(s_rows[kind], ("$id", person), ("$day", SsdDate.Format(options.Day))) as string) is null)
        {
            kind++;
        }

        void Update(string set, object value) => output.Execute($"UPDATE [dbo].{set} = $id", ("$id", row), ("$value", value));
        switch (kind)
        {
            case 0:
                Update("[ssd_cin_episodes] SET [cine_close_date] = $value, [cine_close_reason] = 'RC7' WHERE [cine_referral_id]", SsdDate.Format(options.Day));
                break;
            case 1:
                AddAssessment(output, person, row);
                break;
            case 2:
                Update("[ssd_address] SET [addr_address_postcode] = $value WHERE [addr_table_id]", SamplePersonDeclarations.Postcode(_random));
                break;
            default:
                Update("[ssd_person] SET [pers_surname] = $value || iif([pers_surname] = $value, '-Sample', '') WHERE [pers_person_id]", SampleNames.Surname(_random));
                break;
        }

        return kind;
    }

    private void AddAssessment(SqliteSampleOutput output, string person, string referral)
    {
        // A kind of its own, so that no child of the sample has the number.
        var number = _random.Digits(15);
        output.Write(
            "ssd_cin_assessments",
            ("cina_assessment_id", "CFN" + number),
            ("cina_person_id", person),
            ("cina_referral_id", referral),
            ("cina_assessment_start_date", options.Day.AddDays(-_random.Between(1, 20))),
            ("cina_assessment_child_seen", "Y"));
        output.Write(
            "ssd_assessment_factors",
            ("cinf_table_id", "FAN" + number),
            ("cinf_assessment_id", "CFN" + number),
            ("cinf_assessment_factors_json", $"[\"{_random.Pick(CodeList.Factor.Codes)}\"]"));
    }

    /// <summary>Deletes the children's rows, and what hangs on these by the references of the model, however far.</summary>
    private void Delete(SqliteSampleOutput output, List<string> persons)
    {
        output.Execute("CREATE TEMP TABLE [doomed] ([id] TEXT NOT NULL PRIMARY KEY)");
        persons.ForEach(person => output.Execute("INSERT INTO temp.[doomed] VALUES ($person)", ("$person", person)));
        var held = database.SsdTables().Select(table => table.Name).ToHashSet(StringComparer.Ordinal);
        var rows = TableRules.All.Where(table => held.Contains(table.Name)).Select(table => (table.Columns, From: $"FROM [dbo].[{table.Name}] WHERE {Doomed(table)}")).ToList();
        // A period of care has an id, and no table of its own.
        var ids = rows
            .SelectMany(table => table.Columns.Where(column => column.IsKey || column.Name == "clae_cla_id").Select(column => $"SELECT [{column.Name}] {table.From}"))
            .ToList();
        object? before;
        do
        {
            before = output.Scalar("SELECT COUNT(*) FROM temp.[doomed]");
            ids.ForEach(query => output.Execute($"INSERT OR IGNORE INTO temp.[doomed] {query}"));
        }
        while (!Equals(before, output.Scalar("SELECT COUNT(*) FROM temp.[doomed]")));

        rows.ForEach(table => output.Execute("DELETE " + table.From));
        output.Execute("DROP TABLE temp.[doomed]");
    }

    private static string Doomed(TableRules table) => string.Join(" OR ", table.Columns
        .Where(column => column.IsKey || column.ParentTable is not null)
        .Select(column => $"[{column.Name}] IN (SELECT [id] FROM temp.[doomed])"));

    /// <summary>One more than the highest number a child of the sample has or had: the ids of its records hold it.</summary>
    private long NextNumber(SqliteSampleOutput output)
    {
        var digits = string.Concat(Enumerable.Repeat("[0-9]", 11));
        var numbers = database.SsdTables().SelectMany(table => table.Columns.Where(column => column.IsKey && column.Kind is ColumnKind.Text), (table, column) =>
            $"SELECT substr([{column.Name}], 4, 8) AS [number] FROM [dbo].[{table.Name}] WHERE [{column.Name}] GLOB '[A-Z]??{digits}'");
        return output.Scalar($"SELECT MAX([number]) FROM ({string.Join(" UNION ALL ", numbers)})") is string number
            ? Math.Max(options.Children, long.Parse(number, CultureInfo.InvariantCulture) + 1)
            : options.Children;
    }
}
