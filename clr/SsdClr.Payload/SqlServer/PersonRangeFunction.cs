using System.Collections;
using System.Collections.Generic;
using System.Data.SqlClient;
using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.person_ranges.</summary>
public static class PersonRangeFunction
{
    /// <summary>The ranges of persons to read one after the other; a single open one where one person is asked for.</summary>
    [SqlFunction(
        DataAccess = DataAccessKind.Read,
        FillRowMethodName = nameof(FillRow),
        TableDefinition = "after_person_id nvarchar(48), up_to_person_id nvarchar(48)")]
    public static IEnumerable PersonRanges(SqlString personId)
    {
        if (!personId.IsNull)
        {
            return new List<PersonRange> { new(after: null, upTo: null) };
        }

        using SqlConnection connection = ContextConnection.Open();
        var settings = new PayloadSettings(SettingValues.Read(connection));
        return Reading.PersonRange.ReadAll(connection, settings.SsdSchema, settings.PersonsPerRange);
    }

    /// <summary>One row.</summary>
    public static void FillRow(object row, out SqlString afterPersonId, out SqlString upToPersonId)
    {
        var range = (PersonRange)row;
        afterPersonId = PreviewArguments.Text(range.After?.TrimEnd(' '));
        upToPersonId = PreviewArguments.Text(range.UpTo?.TrimEnd(' '));
    }
}
