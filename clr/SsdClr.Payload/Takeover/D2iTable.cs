using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Text;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Settings;

namespace SsdClr.Payload.Takeover;

/// <summary>The national tool's staging table: which columns this authority's has, and its rows. It is only read.</summary>
internal sealed class D2iTable
{
    /// <summary>The table's usual name.</summary>
    internal const string UsualName = "ssd_api_data_staging";

    /// <summary>The columns without which the table is not the tool's.</summary>
    internal static readonly string[] Needed =
    [
        "person_id", "json_payload", "current_hash", "previous_hash", "submission_status", "submission_timestamp", "api_response", "row_state", "last_updated",
    ];

    /// <summary>The columns that some authorities' tables have.</summary>
    internal static readonly string[] Optional = ["legacy_id", "previous_json_payload", "partial_json_payload", "mis_child_id"];

    // In the order of D2iRowReader.
    private static readonly string[] s_columns =
    [
        "person_id", "legacy_id", "json_payload", "previous_json_payload", "partial_json_payload", "current_hash", "previous_hash",
        "submission_status", "submission_timestamp", "api_response", "row_state", "last_updated", "mis_child_id",
    ];

    private readonly DbConnection _connection;
    private readonly string _select;
    private readonly KeyColumn _persons;

    private D2iTable(DbConnection connection, string select, KeyColumn persons, bool hasPreviousPayloads, bool hasPartialPayloads)
    {
        _connection = connection;
        _select = select;
        _persons = persons;
        HasPreviousPayloads = hasPreviousPayloads;
        HasPartialPayloads = hasPartialPayloads;
    }

    /// <summary>There is a column for the payload of before.</summary>
    internal bool HasPreviousPayloads { get; }

    /// <summary>There is a column for partial payloads.</summary>
    internal bool HasPartialPayloads { get; }

    /// <summary>Finds the table.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="catalogue">What there is in the schema.</param>
    /// <param name="ssdSchema">The schema of the SSD tables, bracketed: the table is beside them.</param>
    /// <param name="table">The name of the table or view, without its schema.</param>
    /// <exception cref="TakeoverRefusedException">There is no such table with the columns that are needed, or the caller may not read it.</exception>
    internal static D2iTable Find(DbConnection connection, ISsdCatalogue catalogue, string ssdSchema, string table)
    {
        // A plain name: it goes to the catalogue as it is.
        if (SqlName.Parse(table, 1, 1) is not { } name || table.IndexOf('[') >= 0)
        {
            throw new TakeoverRefusedException("The table must be a plain name without schema and brackets, of a table or view beside the SSD tables (setting ssd_schema).");
        }

        Dictionary<string, CatalogueColumn> columns = catalogue.Columns(table, s_columns);
        if (columns.Count == 0)
        {
            throw new TakeoverRefusedException("There is no table of that name beside the SSD tables (setting ssd_schema), or this login may not see it. Name it, or have SELECT on it granted.");
        }

        foreach (string needed in Needed)
        {
            if (!columns.ContainsKey(needed))
            {
                throw new TakeoverRefusedException("The table has no column " + needed + ", so it is not the staging table of the national tool. Name the right one.");
            }
        }

        if (!catalogue.MaySelect(table))
        {
            throw new TakeoverRefusedException("This login may not read the table. Have SELECT on it granted.");
        }

        var select = new StringBuilder("SELECT ");
        for (int index = 0; index < D2iRowReader.Columns; index++)
        {
            string column = s_columns[index];
            bool isUnderOtherName = index == D2iRowReader.LegacyId && !columns.ContainsKey(column) && columns.ContainsKey("mis_child_id");
            column = isUnderOtherName ? "mis_child_id" : column;
            select.Append(index == 0 ? string.Empty : ", ").Append(columns.ContainsKey(column) ? "t.[" + column + "]" : "NULL AS [" + column + "]");
        }

        string qualified = ssdSchema + "." + name.Bracketed;
        select.Append(" FROM ").Append(qualified).Append(" AS t");
        return new D2iTable(connection, select.ToString(), KeyColumn.Read(connection, qualified, "[person_id]"), columns.ContainsKey("previous_json_payload"), columns.ContainsKey("partial_json_payload"));
    }

    /// <summary>All rows.</summary>
    internal D2iRowReader All() => D2iRowReader.Read(_connection.Command(_select));

    /// <summary>The rows without a person, within a transaction.</summary>
    internal D2iRowReader WithoutPerson(DbTransaction transaction) =>
        D2iRowReader.Read(_connection.Command(_select + " WHERE t.[person_id] IS NULL OR " + _persons.AsText("t.[person_id]") + " = ''", transaction));

    /// <summary>The rows of some persons, and of those whose ids the table's collation takes for one of these; within a transaction.</summary>
    /// <param name="personIds">Person ids.</param>
    /// <param name="start">The position of the first.</param>
    /// <param name="count">How many, at most <see cref="StagingTable.IdsPerQuery"/>.</param>
    /// <param name="transaction">The transaction.</param>
    internal D2iRowReader Of(IReadOnlyList<string> personIds, int start, int count, DbTransaction transaction)
    {
        DbCommand command = _connection.Command(string.Empty, transaction);
        command.CommandText = _select + " WHERE " + _persons.ForEquality("t.[person_id]") + " IN (" + _persons.AddIds(command, personIds, start, count) + ")";
        return D2iRowReader.Read(command);
    }
}
