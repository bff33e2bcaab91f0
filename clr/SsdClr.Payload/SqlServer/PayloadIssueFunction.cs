using System;
using System.Collections;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.payload_issues_in_range.</summary>
public static class PayloadIssueFunction
{
    /// <summary>What the rules find about the children of a range that are in the cohort.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "person_id nvarchar(48), rule_name nvarchar(64), severity nvarchar(8), json_path nvarchar(400), source nvarchar(200), message nvarchar(600), record_id nvarchar(100)")]
    public static IEnumerable PayloadIssuesInRange(DateTime? asOf, SqlString personId, SqlString afterPersonId, SqlString upToPersonId)
    {
        using SqlConnection connection = ContextConnection.Open();
        return new PreviewReader(connection, SettingValues.Read(connection), PreviewArguments.AsOf(asOf))
            .Issues(PreviewArguments.Range(personId, afterPersonId, upToPersonId));
    }

    /// <summary>One row.</summary>
    public static void FillRow(
        object row,
        out SqlString personId,
        out SqlString ruleName,
        out SqlString severity,
        out SqlString jsonPath,
        out SqlString source,
        out SqlString message,
        out SqlString recordId)
    {
        var preview = (IssuePreview)row;
        personId = PreviewArguments.Id(preview.PersonId);
        ruleName = new SqlString(preview.Issue.Rule.Name);
        severity = new SqlString(preview.Issue.Rule.IsError ? "error" : "warning");
        jsonPath = new SqlString(preview.Issue.Path);
        source = new SqlString(preview.Issue.Source);
        message = new SqlString(preview.Issue.Message);
        recordId = PreviewArguments.Text(preview.Issue.RecordId);
    }
}
