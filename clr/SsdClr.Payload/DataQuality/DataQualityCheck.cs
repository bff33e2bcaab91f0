using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.DataQuality;

/// <summary>
/// The quality of an authority's whole SSD against sql/model: tables, columns and types; keys, references and values. Each table is read once from
/// end to end for all checks of values; keys and references are compared by the database. Writes nothing.
/// </summary>
internal sealed class DataQualityCheck
{
    private readonly DbConnection _connection;
    private readonly ISsdCatalogue _catalogue;
    private readonly string _schema;
    private readonly ChildQuery _query;
    private readonly PayloadSettings _settings;
    private readonly CodeMap _codeMap;
    private readonly string[] _mayBeEmpty;
    private readonly Dictionary<string, Dictionary<string, CatalogueColumn>> _known = new(StringComparer.Ordinal);

    /// <param name="connection">An open connection.</param>
    /// <param name="catalogue">What the database says of its tables.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="codeMap">The authority's own codes.</param>
    internal DataQualityCheck(DbConnection connection, ISsdCatalogue catalogue, SettingValues settings, CodeMap codeMap)
    {
        var payload = new PayloadSettings(settings);
        _settings = payload;
        _connection = connection;
        _catalogue = catalogue;
        _schema = payload.SsdSchema;
        _codeMap = codeMap;
        _mayBeEmpty = settings.List("empty_tables");
        _query = new ChildQuery(payload.SsdSchema, payload.ChildIdColumn, payload.PermanenceColumn, cohortTable: null);
    }

    /// <summary>Checks one table: what was found, or one finding that is ok. In order of severity.</summary>
    /// <exception cref="DbException">The table is there and could not be read.</exception>
    internal List<DataQualityFinding> Check(TableRules table)
    {
        var findings = new List<DataQualityFinding>();
        Dictionary<string, CatalogueColumn> there = Columns(table);
        if (there.Count == 0 && _catalogue.IsSynonym(table.Name))
        {
            findings.Add(new DataQualityFinding(
                table.Name, column: null, "table", DataQualityFinding.Warning, "It is a synonym, so it was not checked. Name the database and schema that it stands for in setting ssd_schema."));
        }
        else if (there.Count == 0)
        {
            findings.Add(new DataQualityFinding(table.Name, column: null, "table", Severity(Array.IndexOf(ChildQuery.Tables, table.Name) >= 0), "There is no such table, or this login may not see it."));
        }
        else if (!_catalogue.MaySelect(table.Name))
        {
            findings.Add(new DataQualityFinding(table.Name, column: null, "permission", DataQualityFinding.Error, "This login may not SELECT from the table."));
        }
        else
        {
            CheckColumns(table, there, findings);
            long rows = ReadRows(table, there, isProfileAlone: false, findings);
            foreach (ColumnRules column in table.Columns)
            {
                CheckKeys(table, column, there, findings);
            }

            if (rows == 0 && Array.IndexOf(ChildQuery.Tables, table.Name) >= 0 && Array.IndexOf(_mayBeEmpty, table.Name) < 0)
            {
                findings.Add(new DataQualityFinding(
                    table.Name,
                    column: null,
                    "empty",
                    DataQualityFinding.Warning,
                    "The table is empty, and payloads are made from it. A refresh takes the SSD for half-loaded: load it, or name a table that your SSD never fills in setting empty_tables."));
            }

            foreach (DataQualityFinding finding in findings)
            {
                finding.Rows = rows;
            }

            if (findings.Count == 0)
            {
                findings.Add(new DataQualityFinding(table.Name, column: null, "all", DataQualityFinding.Passed, rows == 0 ? "The table is empty: there was no row to check." : "Every check was passed.") { Rows = rows, Found = 0 });
            }
        }

        findings.Sort(new DataQualityOrder());
        return findings;
    }

    /// <summary>What whole columns of a table that the payload reads say; every column is there and may be read. Empty where nothing is wrong.</summary>
    internal List<DataQualityFinding> Profile(TableRules table)
    {
        var findings = new List<DataQualityFinding>();
        long rows = ReadRows(table, Columns(table), isProfileAlone: true, findings);
        foreach (DataQualityFinding finding in findings)
        {
            finding.Rows = rows;
        }

        findings.Sort(new DataQualityOrder());
        return findings;
    }

    private void CheckColumns(TableRules table, Dictionary<string, CatalogueColumn> there, List<DataQualityFinding> findings)
    {
        foreach (ColumnRules column in table.Columns)
        {
            bool isRead = IsSent(table, column);
            if (!there.TryGetValue(column.Name, out CatalogueColumn? declared))
            {
                findings.Add(new DataQualityFinding(
                    table.Name,
                    column.Name,
                    "column",
                    Severity(isRead),
                    "There is no such column" + (isRead ? ", and payloads are made from it." : "; no payload needs it.")));
            }
            else if (!declared.Serves(column.Family))
            {
                findings.Add(new DataQualityFinding(
                    table.Name,
                    column.Name,
                    "type",
                    Severity(isRead),
                    "Its type is " + declared.Type + ", and " + column.PublishedType + " is published."));
            }
        }
    }

    /// <summary>Reads the table once; gives how many rows it has.</summary>
    private long ReadRows(TableRules table, Dictionary<string, CatalogueColumn> there, bool isProfileAlone, List<DataQualityFinding> findings)
    {
        var names = new List<string>();
        var scans = new List<ColumnScan>();
        var profiles = new List<ColumnProfile>();
        foreach (ColumnRules column in table.Columns)
        {
            bool isSent = IsSent(table, column);
            if ((isSent || (column.IsRead && !isProfileAlone)) && there.TryGetValue(column.Name, out CatalogueColumn? declared) && declared.Family != ColumnFamily.Other)
            {
                names.Add(column.Name);
                profiles.Add(new ColumnProfile(column, names.Count, isSent, _settings, _codeMap));
                if (column.IsRead && !isProfileAlone)
                {
                    scans.Add(new ColumnScan(column, names.Count, _codeMap, _settings.SentinelDates));
                }
            }
        }

        List<KeyValuePair<ColumnScan, ColumnScan>> orders = Orders(table, scans);
        long rows = 0;
        using (DbCommand command = _connection.Command(DataQualityQuery.Rows(_schema, table.Name, Key(table, there), names)))
        using (DbDataReader reader = command.ExecuteReader())
        {
            var row = new ResultSet(reader);
            while (row.Read())
            {
                rows++;
                foreach (ColumnProfile profile in profiles)
                {
                    profile.Take(row);
                }

                foreach (ColumnScan scan in scans)
                {
                    scan.Judge(row);
                }

                foreach (KeyValuePair<ColumnScan, ColumnScan> order in orders)
                {
                    order.Key.JudgeOrder(order.Value, row);
                }
            }
        }

        foreach (ColumnProfile profile in profiles)
        {
            profile.AddTo(findings, table.Name);
        }

        foreach (ColumnScan scan in scans)
        {
            scan.AddTo(findings, table.Name);
        }

        return rows;
    }

    private void CheckKeys(TableRules table, ColumnRules column, Dictionary<string, CatalogueColumn> there, List<DataQualityFinding> findings)
    {
        if (!there.TryGetValue(column.Name, out CatalogueColumn? declared) || declared.Family == ColumnFamily.Other)
        {
            return;
        }

        if (column.IsUnique)
        {
            var twice = new FaultTally("duplicate", DataQualityFinding.Error, "Another row has the same value, as this database compares texts.");
            Count(DataQualityQuery.Duplicates(_schema, table.Name, Key(table, there), column.Name), twice);
            twice.AddTo(findings, table.Name, column.Name);
        }

        if (column.ParentTable is null || column.ParentColumn is null)
        {
            return;
        }

        string parent = column.ParentTable + "." + column.ParentColumn;
        TableRules parentTable = TableRules.Find(column.ParentTable) ?? throw new InvalidOperationException("The model has no table " + column.ParentTable + ".");
        if (!Columns(parentTable).TryGetValue(column.ParentColumn, out CatalogueColumn? key) || !_catalogue.MaySelect(column.ParentTable))
        {
            // What is missing is a finding of its own where that table is checked.
            findings.Add(new DataQualityFinding(table.Name, column.Name, "orphan", DataQualityFinding.Warning, "Not checked: " + parent + " is not there, or may not be read."));
        }
        else if (!declared.Joins(key))
        {
            findings.Add(new DataQualityFinding(
                table.Name,
                column.Name,
                "orphan",
                DataQualityFinding.Error,
                "Not checked: type or collation differ from those of " + parent + " (" + Describe(declared) + ", " + Describe(key) + "), so the two do not join."));
        }
        else
        {
            var orphans = new FaultTally("orphan", DataQualityFinding.Error, "Refers to no row of " + parent + ".");
            Count(DataQualityQuery.Orphans(_schema, table.Name, Key(table, there), column.Name, column.ParentTable, column.ParentColumn), orphans);
            orphans.AddTo(findings, table.Name, column.Name);
        }
    }

    private void Count(string statement, FaultTally tally)
    {
        using DbCommand command = _connection.Command(statement);
        using DbDataReader reader = command.ExecuteReader();
        var row = new ResultSet(reader);
        while (row.Read())
        {
            tally.Add(row.Text(0));
        }
    }

    private Dictionary<string, CatalogueColumn> Columns(TableRules table)
    {
        if (!_known.TryGetValue(table.Name, out Dictionary<string, CatalogueColumn>? columns))
        {
            var names = new List<string>(table.Columns.Length);
            foreach (ColumnRules column in table.Columns)
            {
                names.Add(column.Name);
            }

            columns = _catalogue.Columns(table.Name, names);
            _known.Add(table.Name, columns);
        }

        return columns;
    }

    private bool IsSent(TableRules table, ColumnRules column) => Array.IndexOf(ChildQuery.Tables, table.Name) >= 0 && _query.Reads(column.Name);

    private static string Severity(bool isRead) => isRead ? DataQualityFinding.Error : DataQualityFinding.Warning;

    private static string Describe(CatalogueColumn column) => column.Collation is null ? column.Type : column.Type + " " + column.Collation;

    private static string? Key(TableRules table, Dictionary<string, CatalogueColumn> there)
    {
        foreach (ColumnRules column in table.Columns)
        {
            if (column.IsKey)
            {
                return there.TryGetValue(column.Name, out CatalogueColumn? declared) && declared.Family != ColumnFamily.Other ? column.Name : null;
            }
        }

        return null;
    }

    // The later of two days first, as the model has it.
    private static List<KeyValuePair<ColumnScan, ColumnScan>> Orders(TableRules table, List<ColumnScan> scans)
    {
        var orders = new List<KeyValuePair<ColumnScan, ColumnScan>>();
        foreach (ColumnRules column in table.Columns)
        {
            if (column.NotBefore is not null && Scan(scans, column.Name) is { } later && Scan(scans, column.NotBefore) is { } earlier)
            {
                orders.Add(new KeyValuePair<ColumnScan, ColumnScan>(later, earlier));
            }
        }

        return orders;
    }

    private static ColumnScan? Scan(List<ColumnScan> scans, string column)
    {
        foreach (ColumnScan scan in scans)
        {
            if (string.Equals(scan.Name, column, StringComparison.Ordinal))
            {
                return scan;
            }
        }

        return null;
    }
}
