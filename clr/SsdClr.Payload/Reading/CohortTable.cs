using System.Data.Common;
using SsdClr.Data;
using SsdClr.Settings;

namespace SsdClr.Payload.Reading;

/// <summary>A local authority's own table of the person ids that its cohort is restricted to (setting cohort_table).</summary>
internal sealed class CohortTable(SqlName column)
{
    private readonly SqlName _column = column;

    /// <summary>
    /// The condition that the table lists person p, compared by the database as text: the collation of pers_person_id decides, and one
    /// that conflicts with it is an error. As text, because a column of numbers cannot be compared with a text that is none. The alias
    /// before the column matters: without it a column that the table lacks would be looked for in p.
    /// </summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="persons">The type of pers_person_id.</param>
    internal string Lists(DbConnection connection, KeyColumn persons)
    {
        KeyColumn own = KeyColumn.Read(connection, _column.Qualifier, _column.Last);
        string person = persons.AsText("p.[pers_person_id]");
        string listed = own.AsText("l." + _column.Last);
        return persons.IsIdentifier
            ? "UPPER(" + person + ") IN (SELECT UPPER(" + listed + ") FROM " + _column.Qualifier + " AS l)"
            : person + " IN (SELECT " + listed + " FROM " + _column.Qualifier + " AS l)";
    }

    /// <summary>Makes sure that the table can be read and compared; writes nothing.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
    /// <exception cref="SettingException">It cannot.</exception>
    internal void Check(DbConnection connection, string ssdSchema)
    {
        // Where ssd_person itself cannot be read, the cohort table is not to blame.
        Exists(connection, ssdSchema, "1 = 1");
        try
        {
            Exists(connection, ssdSchema, Lists(connection, KeyColumn.Read(connection, ssdSchema + ".[ssd_person]", "[pers_person_id]")));
        }
        catch (DbException)
        {
            // The database's own message may quote an id.
            throw new SettingException(
                "The column that setting cohort_table names cannot be read, or cannot be compared with pers_person_id. Make sure that table and column exist, "
                + "that this login may SELECT from the table, and that the column has the collation of pers_person_id; or clear the setting. Nothing was staged.");
        }
    }

    private static void Exists(DbConnection connection, string ssdSchema, string condition)
    {
        using DbCommand command = connection.Command(
            "SELECT CASE WHEN EXISTS (SELECT 1 FROM " + ssdSchema + ".[ssd_person] AS p WHERE " + condition + ") THEN 1 ELSE 0 END");
        command.ExecuteScalar();
    }
}
