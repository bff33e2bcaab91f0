using System;
using System.Collections.Generic;
using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.DataQuality;

/// <summary>
/// What a whole column says that no single row does: it is blank throughout, it holds one value, most of its codes are unknown. These are the marks of an
/// extract that went wrong. Words for NULL and ids that a spreadsheet rewrote are counted too.
/// </summary>
internal sealed class ColumnProfile
{
    // Fewer values may well be alike by chance.
    private const int LeastValues = 20;

    // Codes repeat; a column of free text does not fill memory.
    private const int MostVerdicts = 4096;

    private const string RoleColumn = "invo_professional_role_id";

    // An extract may well hold nothing in them but what the payload looks for.
    private static readonly string[] s_mayHoldOneValue = [RoleColumn, "link_identifier_type", "immi_immigration_status"];

    private readonly ColumnRules _rules;
    private readonly int _ordinal;
    private readonly bool _isSent;
    private readonly CodedField? _field;
    private readonly CodeMap _codeMap;
    private readonly string[] _roles;
    private readonly bool _isId;
    private readonly bool _takesWords;
    private readonly FaultTally _nullWords;
    private readonly FaultTally _rewritten;
    private readonly Dictionary<string, bool> _hasCode = new(StringComparer.Ordinal);
    private long _rows;
    private long _values;
    private long _days;
    private long _newYears;
    private long _withoutCode;
    private string? _firstValue;
    private int _firstDay = SsdRow.NoDay;
    private bool _differ;
    private bool _hasRole;

    /// <param name="rules">The column.</param>
    /// <param name="ordinal">Its place in the result set.</param>
    /// <param name="isSent">True where payloads are made from it.</param>
    /// <param name="settings">Which roles are those of care workers.</param>
    /// <param name="codeMap">The authority's own codes.</param>
    internal ColumnProfile(ColumnRules rules, int ordinal, bool isSent, PayloadSettings settings, CodeMap codeMap)
    {
        _rules = rules;
        _ordinal = ordinal;
        _isSent = isSent;
        _field = CodedField.OfColumn(rules.Name);
        _codeMap = codeMap;
        _roles = settings.CareWorkerRoles;
        _isId = rules.IsKey || rules.ParentTable is not null || rules.Name.EndsWith("_id", StringComparison.Ordinal);
        _takesWords = TakesWords(rules.Name);
        _nullWords = new FaultTally("null_word", DataQualityFinding.Warning, "Holds a word such as NULL or N/A in place of a value. It counts as absent: load NULL in its place.");
        _rewritten = new FaultTally("spreadsheet_id", DataQualityFinding.Error, "The id looks as a spreadsheet writes numbers (1.2E+11, 12345.0), and digits may be lost: export it again as text.");
    }

    /// <summary>True where a word such as NULL is taken at its word: names, for there are people called Null, and JSON.</summary>
    internal static bool TakesWords(string column) =>
        column is "pers_forename" or "pers_surname" || column.EndsWith("_json", StringComparison.Ordinal);

    /// <summary>True for what a spreadsheet makes of an id: a decimal point with zeros, or a power of ten.</summary>
    internal static bool IsRewritten(string id)
    {
        int at = Digits(id, 0);
        if (at == 0)
        {
            return false;
        }

        if (at < id.Length && id[at] == '.')
        {
            int fraction = at + 1;
            at = Digits(id, fraction);
            if (at == fraction)
            {
                return false;
            }

            if (at == id.Length)
            {
                return id.IndexOfAny(['1', '2', '3', '4', '5', '6', '7', '8', '9'], fraction) < 0;
            }
        }

        return at + 2 < id.Length && id[at] is 'E' or 'e' && id[at + 1] == '+' && Digits(id, at + 2) == id.Length;
    }

    /// <summary>Takes the value of the current row.</summary>
    internal void Take(ResultSet row)
    {
        _rows++;
        if (_rules.Family == ColumnFamily.Date)
        {
            TakeDay(row.Day(_ordinal), row);
        }
        else if (row.Text(_ordinal)?.Trim() is { } value)
        {
            TakeText(value, row);
        }
    }

    /// <summary>Adds what was found.</summary>
    internal void AddTo(List<DataQualityFinding> findings, string table)
    {
        _nullWords.AddTo(findings, table, _rules.Name);
        _rewritten.AddTo(findings, table, _rules.Name);
        if (!_isSent)
        {
            return;
        }

        if (_rows > 0 && !_hasRole && string.Equals(_rules.Name, RoleColumn, StringComparison.Ordinal))
        {
            Add(findings, table, "care_worker_role", DataQualityFinding.Error, _rows, "No row has a role of setting care_worker_roles (" + string.Join(";", _roles) + "), so no care worker of any child is sent. Correct the roles or the setting.");
        }

        if (_rows >= LeastValues && _values == 0 && !_rules.IsRequired)
        {
            Add(findings, table, "all_blank", DataQualityFinding.Warning, _rows, "Every row is blank, and payloads are made from this column.");
        }

        if (_values >= LeastValues && !_differ && Array.IndexOf(s_mayHoldOneValue, _rules.Name) < 0)
        {
            Add(findings, table, "one_value", DataQualityFinding.Warning, _values, "Every row that holds a value holds the same, and payloads are made from this column.");
        }
        else if (_days >= LeastValues && _newYears == _days)
        {
            Add(findings, table, "first_of_january", DataQualityFinding.Warning, _days, "Every date is a first of January: perhaps only the year was exported.");
        }

        if (_values >= LeastValues && _withoutCode > _values / 2)
        {
            Add(findings, table, "mostly_unmapped", DataQualityFinding.Warning, _withoutCode, "No code is found for more than half of the values, and they are left out: csc.unmapped_values lists them.");
        }
    }

    private static int Digits(string text, int start)
    {
        int at = start;
        while (at < text.Length && text[at] is >= '0' and <= '9')
        {
            at++;
        }

        return at;
    }

    private void Add(List<DataQualityFinding> findings, string table, string check, string severity, long found, string detail) =>
        findings.Add(new DataQualityFinding(table, _rules.Name, check, severity, detail) { Found = found });

    private void TakeDay(int day, ResultSet row)
    {
        if (day == SsdRow.NullWordDay)
        {
            _nullWords.Add(row.Text(0));
        }
        else if (day == SsdRow.UnreadableDay)
        {
            // Another check says so of each; here it counts as a value like no other.
            _values++;
            _differ = true;
        }
        else if (day >= 0)
        {
            _days++;
            _newYears += new DateTime(day * TimeSpan.TicksPerDay, DateTimeKind.Unspecified).DayOfYear == 1 ? 1 : 0;
            _values++;
            _firstDay = _firstDay < 0 ? day : _firstDay;
            _differ |= day != _firstDay;
        }
    }

    private void TakeText(string value, ResultSet row)
    {
        if (!_takesWords && AbsentValue.IsNullWord(value))
        {
            _nullWords.Add(row.Text(0));
            return;
        }

        if (_isId && IsRewritten(value))
        {
            _rewritten.Add(row.Text(0));
        }

        _values++;
        _firstValue ??= value;
        _differ = _differ || !string.Equals(value, _firstValue, StringComparison.Ordinal);
        _withoutCode += _field is not null && !HasCode(value) ? 1 : 0;
        _hasRole = _hasRole || CareWorkerArray.IsAmong(value, _roles);
    }

    private bool HasCode(string value)
    {
        if (!_hasCode.TryGetValue(value, out bool has))
        {
            has = _field!.Find(value, _codeMap, out _) is not null;
            if (_hasCode.Count < MostVerdicts)
            {
                _hasCode.Add(value, has);
            }
        }

        return has;
    }
}
