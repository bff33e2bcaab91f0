using SsdClr.Local.DataQuality;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Preflight;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Scrambling;
using SsdClr.Settings;

namespace SsdClr.Shipped.Tests;

/// <summary>What the same source gives on .NET 10, as the lines the host writes.</summary>
internal static class ExpectedRows
{
    /// <summary>csc.payloads.</summary>
    public static List<string> Payloads(ShippedDatabase database) => Preview(database, PayloadLines);

    /// <summary>csc.scrambled_payloads, under the key that the host has.</summary>
    public static List<string> ScrambledPayloads(ShippedDatabase database)
    {
        var key = new ScramblingKey(new string('k', 64));
        return Preview(database, PayloadLines, new PayloadScrambler(key, mostRecords: 0));
    }

    /// <summary>csc.cohort.</summary>
    public static List<string> Cohort(ShippedDatabase database) => Preview(database, (reader, range) => reader.Cohort(range).Select(preview => Line(
        preview.PersonId,
        Flag(preview.Verdict.IsIn),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.ActiveReferral)),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.WaitingAssessment)),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.CinPlan)),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.LookedAfter)),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.CareLeaver)),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.ChildProtectionPlan)),
        Flag(preview.Verdict.Matched.HasFlag(CohortGroups.Disability)),
        preview.Reason)));

    /// <summary>csc.payload_issues.</summary>
    public static List<string> PayloadIssues(ShippedDatabase database) => Preview(database, (reader, range) => reader.Issues(range).Select(preview => Line(
        preview.PersonId,
        preview.Issue.Rule.Name,
        preview.Issue.Rule.IsError ? "error" : "warning",
        preview.Issue.Path,
        preview.Issue.Source,
        preview.Issue.Message,
        preview.Issue.RecordId)));

    /// <summary>csc.payload_changes of one child.</summary>
    public static List<string> PayloadChanges(ShippedDatabase database, string personId)
    {
        using var local = database.Open();
        return [.. new ChangeReader(local.Connection, SettingValues.Read(local.Connection)).Find(personId)!.Select(preview => Line(
            preview.PersonId,
            preview.Change.Path,
            preview.Change.OldValue,
            preview.Change.NewValue,
            preview.Change.Block,
            preview.Change.Reason))];
    }

    /// <summary>csc.preflight_ssd_steps.</summary>
    public static List<string> PreflightSsdSteps(ShippedDatabase database)
    {
        using var local = database.Open();
        return [.. new SsdPreflight(local.Connection, new SqliteCatalogue(local.Connection), SettingValues.Read(local.Connection), local.OwnCodes()).Run().Select(step => Line(
            step.Name,
            step.Verdict,
            step.Detail,
            step.Remedy))];
    }

    /// <summary>csc.data_quality_findings of one table.</summary>
    public static List<string> DataQualityFindings(ShippedDatabase database, string table)
    {
        using var local = database.Open();
        var check = new DataQualityCheck(local.Connection, new SqliteCatalogue(local.Connection), SettingValues.Read(local.Connection), local.OwnCodes());
        return [.. check.Check(TableRules.Find(table)!).Select(finding => Line(
            finding.Table,
            finding.Column,
            finding.Check,
            finding.Severity,
            Number(finding.Rows),
            Number(finding.Found),
            finding.ExampleKeys,
            finding.Detail))];
    }

    /// <summary>csc.setting_definitions.</summary>
    public static List<string> SettingDefinitions() => [.. SettingCatalogue.All.Select(definition => Line(
        definition.Name,
        Flag(definition.IsSecret),
        definition.DefaultValue,
        definition.Meaning,
        definition.ValidValues))];

    private static List<string> Preview(ShippedDatabase database, Func<PreviewReader, PersonRange, IEnumerable<string>> read, PayloadScrambler? scrambler = null)
    {
        using var local = database.Open();
        return [.. read(new PreviewReader(local.Connection, SettingValues.Read(local.Connection), ShippedDatabase.AsOf, scrambler: scrambler), new PersonRange(null, null))];
    }

    private static IEnumerable<string> PayloadLines(PreviewReader reader, PersonRange range) => reader.Payloads(range).Select(preview => Line(
        preview.PersonId,
        preview.LaChildId,
        preview.MisChildId,
        preview.Text(),
        Convert.ToHexString(preview.Hash),
        Number(preview.Payload.Length),
        Number(preview.Errors),
        Number(preview.Warnings)));

    private static string Line(params string?[] values) => string.Join('\t', values.Select(value =>
        value?.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal).Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal) ?? "\\N"));

    private static string Flag(bool value) => value ? "1" : "0";

    private static string? Number(long? value) => value?.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static string Number(int value) => value.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
