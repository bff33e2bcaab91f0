using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Refreshing;

/// <summary>Says which persons ssd_person has no row for.</summary>
internal sealed class SsdPersons(DbConnection connection, string ssdSchema)
{
    private readonly DbConnection _connection = connection;
    private readonly string _ssdSchema = ssdSchema;

    /// <summary>Those of some person ids that ssd_person has no row for, in no order.</summary>
    /// <param name="personIds">A set, whose values mean nothing; those that SSD has leave it.</param>
    /// <remarks>All ids of SSD are read and compared here: no id of ours has to be one that the type of pers_person_id can hold, and no collation has a say.</remarks>
    internal List<string> Missing(Dictionary<string, bool> personIds)
    {
        using DbCommand command = _connection.Command("SELECT p.[pers_person_id] FROM " + _ssdSchema + ".[ssd_person] AS p");
        using DbDataReader reader = command.ExecuteReader();
        var rows = new ResultSet(reader);
        while (rows.Read())
        {
            personIds.Remove(rows.PersonId);
        }

        return new List<string>(personIds.Keys);
    }
}
