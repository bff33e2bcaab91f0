using System;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Data;
using SsdClr.Payload.Reports;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.report_html and csc.child_report_html.</summary>
public static class ReportFunction
{
    /// <summary>The morning page; NULL looks back 30 days.</summary>
    /// <exception cref="WrongArgumentException">The days are out of range.</exception>
    [SqlFunction(DataAccess = DataAccessKind.Read)]
    public static SqlChars ReportHtml(SqlInt32 days) => new(ReportPage.Write(Read(days), new TSqlWords()).ToCharArray());

    /// <summary>The top of the morning page for a mail: counts alone.</summary>
    /// <exception cref="WrongArgumentException">The days are out of range.</exception>
    [SqlFunction(DataAccess = DataAccessKind.Read)]
    public static SqlChars ReportSummaryHtml(SqlInt32 days) => new(ReportPage.WriteSummary(Read(days)).ToCharArray());

    /// <summary>The page of one child; NULL where neither SSD nor csc.staging knows the person.</summary>
    /// <exception cref="WrongArgumentException">The date or the person is NULL, or no date a run can have.</exception>
    [SqlFunction(DataAccess = DataAccessKind.Read)]
    public static SqlChars ChildReportHtml(DateTime? asOf, SqlString personId)
    {
        DateTime date = PreviewArguments.AsOf(asOf);
        if (personId.IsNull)
        {
            throw new WrongArgumentException("Pass @person_id, the id of one child.");
        }

        using SqlConnection connection = ContextConnection.Open();
        ChildFacts? facts = new ChildFactsReader(connection, SettingValues.Read(connection)).Read(personId.Value, date);
        return facts is null ? SqlChars.Null : new SqlChars(ChildPage.Write(facts, new TSqlWords()).ToCharArray());
    }

    private static ReportFacts Read(SqlInt32 days)
    {
        int number = days.IsNull ? ReportReader.UsualDays : days.Value;
        if (number is < 1 or > ReportReader.MostDays)
        {
            throw new WrongArgumentException("Pass @days, how many days the report looks back: from 1 to 3660, or NULL for 30.");
        }

        using SqlConnection connection = ContextConnection.Open();
        return new ReportReader(connection, SettingValues.Read(connection)).Read(number, new SystemClock().UtcNow);
    }
}
