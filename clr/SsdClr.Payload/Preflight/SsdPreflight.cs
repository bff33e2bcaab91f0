using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Text;
using SsdClr.Payload.Building;
using SsdClr.Payload.DataQuality;
using SsdClr.Preflight;
using SsdClr.Data;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Payload.Preflight;

/// <summary>Whether an authority's SSD has what the reader reads: tables and columns, the right to read them, rows, and indexes that help.</summary>
/// <param name="connection">An open connection.</param>
/// <param name="catalogue">What the database says of its tables.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="codeMap">The authority's own codes.</param>
internal sealed class SsdPreflight(DbConnection connection, ISsdCatalogue catalogue, SettingValues settings, CodeMap codeMap)
{
    private const string Schema = "SSD tables and columns";
    private const string Permission = "SSD permission";
    private const string Rows = "SSD rows";
    private const string Orphans = "SSD orphans";
    private const string Indexes = "SSD indexes";
    private const string Lengths = "SSD id lengths";
    private const string Values = "SSD values";
    private const string NoTable = "There is no table to look at.";
    private const int LongestDetail = 4000;

    private readonly DbConnection _connection = connection;
    private readonly ISsdCatalogue _catalogue = catalogue;
    private readonly SettingValues _settings = settings;
    private readonly CodeMap _codeMap = codeMap;
    private readonly List<PreflightStep> _steps = new();
    private readonly List<string> _tablesThere = new();
    private readonly List<string> _unindexed = new();

    private bool _isComplete;

    /// <summary>Takes every step; writes nothing.</summary>
    /// <exception cref="DbException">The database refused a statement: <see cref="Refused"/> gives the steps up to it.</exception>
    internal List<PreflightStep> Run()
    {
        CheckColumns();
        CheckPermission();
        CheckRows();
        CheckOrphans();
        CheckIndexes();
        CheckLengths();
        CheckValues();
        return _steps;
    }

    /// <summary>The steps that were taken before SQL Server refused a statement, and one that says what it refused.</summary>
    /// <param name="number">Number of the error.</param>
    internal List<PreflightStep> Refused(int number)
    {
        _steps.Add(PreflightStep.Failed("SSD", new DatabaseFaultException(number).Message, number switch
        {
            911 => "Correct setting ssd_schema: the database that it names is not there.",
            916 => "In the database that setting ssd_schema names, make a user for this login and grant it SELECT on the SSD tables: CLR code reads as its caller.",
            921 or 922 or 924 or 927 or 942 or 945 or 976 or 978 or 983 => "Bring the database that setting ssd_schema names online, or wait until it is restored.",
            _ => "SELECT from the tables that setting ssd_schema names, as this login, to see what is wrong. A view may be broken.",
        }));
        return _steps;
    }

    private void CheckColumns()
    {
        var payload = new PayloadSettings(_settings);
        var query = new ChildQuery(payload.SsdSchema, payload.ChildIdColumn, payload.PermanenceColumn, cohortTable: null);
        var missing = new StringBuilder();
        var synonyms = new StringBuilder();
        int columns = 0;
        foreach (string table in ChildQuery.Tables)
        {
            List<SsdModelColumn> wanted = Read(query, table);
            columns += wanted.Count;
            Dictionary<string, CatalogueColumn> found = _catalogue.Columns(table, Names(wanted));
            if (found.Count == 0 && _catalogue.IsSynonym(table))
            {
                Append(synonyms, table);
                continue;
            }

            if (found.Count == 0)
            {
                Append(missing, table + " (the whole table, for " + Purposes(wanted) + ")");
                continue;
            }

            _tablesThere.Add(table);
            foreach (SsdModelColumn column in wanted)
            {
                if (!found.TryGetValue(column.Name, out CatalogueColumn? declared))
                {
                    Append(missing, table + "." + column.Name + " (for " + Purpose(column) + ")");
                }
                else if (!declared.IsIndexed && column.IsIndexed && query.Joins(column.Name))
                {
                    _unindexed.Add(table + "." + column.Name);
                }
            }
        }

        _isComplete = missing.Length == 0 && synonyms.Length == 0;
        _steps.Add(
            missing.Length == 0 && synonyms.Length > 0 ? PreflightStep.Warning(
                Schema,
                "Behind a synonym, and so not looked at: " + synonyms + ".",
                "A run reads them. So that they can be looked at, name the database and schema that they stand for in setting ssd_schema.")
            : _isComplete ? PreflightStep.Ok(Schema, InvariantText.Of(ChildQuery.Tables.Length) + " tables with " + InvariantText.Of(columns) + " columns are there.")
            : PreflightStep.Failed(
                Schema,
                InvariantText.Cut("Missing, or not to be seen by this login: " + missing + ".", LongestDetail)!,
                "Check setting ssd_schema and what this login may read; load what is missing, or make the table with Ssd.dacpac and leave it empty (setting empty_tables)."));
    }

    private void CheckPermission()
    {
        var refused = new StringBuilder();
        for (int index = _tablesThere.Count - 1; index >= 0; index--)
        {
            if (!_catalogue.MaySelect(_tablesThere[index]))
            {
                Append(refused, _tablesThere[index]);
                _tablesThere.RemoveAt(index);
            }
        }

        _steps.Add(refused.Length > 0
                ? PreflightStep.Failed(Permission, "This login may not SELECT from: " + refused + ".", "Grant SELECT on them, or on their schema, to the login that runs and to those who preview: CLR code reads as its caller.")
            : _tablesThere.Count == 0 ? PreflightStep.Skipped(Permission, NoTable)
            : PreflightStep.Ok(Permission, "This login may read " + InvariantText.Of(_tablesThere.Count) + " tables."));
    }

    private void CheckRows()
    {
        if (_tablesThere.Count == 0)
        {
            _steps.Add(PreflightStep.Skipped(Rows, NoTable));
            return;
        }

        string[] mayBeEmpty = _settings.List("empty_tables");
        var counts = new StringBuilder();
        var empty = new StringBuilder();
        foreach (string table in _tablesThere)
        {
            using DbCommand command = _connection.Command("SELECT COUNT(*) FROM " + _settings.Schema("ssd_schema") + ".[" + table + "]");
            long rows = Convert.ToInt64(command.Scalar(), CultureInfo.InvariantCulture);
            Append(counts, table + " " + InvariantText.Of(rows));
            if (rows == 0 && Array.IndexOf(mayBeEmpty, table) < 0)
            {
                Append(empty, table);
            }
        }

        _steps.Add(empty.Length == 0
            ? PreflightStep.Ok(Rows, counts.ToString())
            : PreflightStep.Failed(Rows, "Empty: " + empty + ". Rows: " + counts + ".", "A refresh takes SSD for half-loaded. Load it; a table that your SSD never fills is named in setting empty_tables."));
    }

    private void CheckOrphans()
    {
        if (!_isComplete || _tablesThere.Count < ChildQuery.Tables.Length)
        {
            _steps.Add(PreflightStep.Skipped(Orphans, "They are counted when every table and column is there, is no synonym and may be read."));
            return;
        }

        var payload = new PayloadSettings(_settings);
        var counts = new StringBuilder();
        foreach (KeyValuePair<string, long> count in new OrphanedRows(payload.SsdSchema, payload.PermanenceColumn).Count(_connection))
        {
            Append(counts, count.Key + " " + InvariantText.Of(count.Value));
        }

        _steps.Add(counts.Length == 0
            ? PreflightStep.Ok(Orphans, "Every row belongs to a person, directly or by the records it hangs on.")
            : PreflightStep.Warning(
                Orphans,
                "Rows that are read for nobody, because their person or a record they hang on is missing: " + counts + ".",
                "They are never sent. A few are usual; many mean that a table is half-loaded or that ids of two loads do not match: ask who loads the SSD."));
    }

    private void CheckIndexes() => _steps.Add(
        _tablesThere.Count == 0 ? PreflightStep.Skipped(Indexes, NoTable)
        : _unindexed.Count == 0 ? PreflightStep.Ok(Indexes, "Every column that the reader finds rows by begins an index.")
        : PreflightStep.Warning(
            Indexes,
            "No index begins with: " + string.Join("; ", _unindexed.ToArray()) + ".",
            "A refresh works without them, and is faster with an index on each; who loads the SSD has to agree. The result is the same."));

    private void CheckLengths()
    {
        if (!_isComplete || _tablesThere.IndexOf("ssd_person") < 0)
        {
            _steps.Add(PreflightStep.Skipped(Lengths, "They are looked at when every table and column is there, is no synonym and may be read."));
            return;
        }

        CatalogueColumn declared = _catalogue.Columns("ssd_person", ["pers_person_id"])["pers_person_id"];
        string most = InvariantText.Of(DeclaredLength.PersonId);
        if (declared.Family != ColumnFamily.Text || declared.MostCharacters <= DeclaredLength.PersonId)
        {
            _steps.Add(PreflightStep.Ok(Lengths, "Every value of ssd_person.pers_person_id fits in csc.staging (" + most + " characters)."));
            return;
        }

        using DbCommand command = _connection.Command(
            "SELECT COUNT(*) FROM " + _settings.Schema("ssd_schema") + ".[ssd_person] AS p WHERE SUBSTRING(p.[pers_person_id], " + InvariantText.Of(DeclaredLength.PersonId + 1) + ", 4000) <> ''");
        long persons = Convert.ToInt64(command.Scalar(), CultureInfo.InvariantCulture);
        _steps.Add(PreflightStep.Warning(
            Lengths,
            "ssd_person.pers_person_id is declared with "
            + (declared.MostCharacters is { } characters and < int.MaxValue ? InvariantText.Of(characters) + " characters" : "no limit") + ", and csc.staging holds " + most + ". Persons with a longer id: " + InvariantText.Of(persons) + ".",
            "A child with a longer id is left out (rule person_id_too_long). If there are such persons, shorten the ids where they come from; if there are none, nothing is amiss."));
    }

    // What is wrong with the column as a whole: no row of its own tells.
    private void CheckValues()
    {
        if (!_isComplete || _tablesThere.Count < ChildQuery.Tables.Length)
        {
            _steps.Add(PreflightStep.Skipped(Values, "They are looked at when every table and column is there, is no synonym and may be read."));
            return;
        }

        var check = new DataQualityCheck(_connection, _catalogue, _settings, _codeMap);
        var found = new StringBuilder();
        bool isFaulty = false;
        foreach (string table in ChildQuery.Tables)
        {
            foreach (DataQualityFinding finding in check.Profile(TableRules.Find(table)!))
            {
                isFaulty |= string.Equals(finding.Severity, DataQualityFinding.Error, StringComparison.Ordinal);
                Append(found, finding.Table + "." + finding.Column + ", " + InvariantText.Of(finding.Found ?? 0) + " of " + InvariantText.Of(finding.Rows ?? 0) + " rows: " + finding.Detail);
            }
        }

        const string Remedy = "Correct them where the SSD is loaded; csc.data_quality lists them with the keys of rows.";
        _steps.Add(found.Length == 0 ? PreflightStep.Ok(Values, "No column that payloads are made from looks as if its extract had gone wrong.")
            : isFaulty ? PreflightStep.Failed(Values, InvariantText.Cut(found.ToString(), LongestDetail)!, Remedy)
            : PreflightStep.Warning(Values, InvariantText.Cut(found.ToString(), LongestDetail)!, Remedy));
    }

    private static List<SsdModelColumn> Read(ChildQuery query, string table)
    {
        var columns = new List<SsdModelColumn>();
        foreach (SsdModelColumn column in SsdModelColumn.All)
        {
            if (string.Equals(column.Table, table, StringComparison.Ordinal) && query.Reads(column.Name))
            {
                columns.Add(column);
            }
        }

        return columns;
    }

    private static List<string> Names(List<SsdModelColumn> columns)
    {
        var names = new List<string>(columns.Count);
        foreach (SsdModelColumn column in columns)
        {
            names.Add(column.Name);
        }

        return names;
    }

    private static string Purpose(SsdModelColumn column) => column.Feeds.Length > 0 ? column.Feeds : "finding the child's records and deciding about them";

    private static string Purposes(List<SsdModelColumn> columns)
    {
        var fed = new StringBuilder();
        foreach (SsdModelColumn column in columns)
        {
            if (column.Feeds.Length > 0)
            {
                fed.Append(fed.Length == 0 ? string.Empty : ", ").Append(column.Feeds);
            }
        }

        return fed.Length > 0 ? fed.ToString() : "finding the child's records and deciding about them";
    }

    private static void Append(StringBuilder list, string item) => list.Append(list.Length == 0 ? string.Empty : "; ").Append(item);
}
