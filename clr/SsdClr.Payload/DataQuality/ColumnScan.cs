using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text.RegularExpressions;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.DataQuality;

/// <summary>Judges the values of one column, row by row. Texts are judged without outer blanks, as they are sent.</summary>
internal sealed class ColumnScan
{
    // Codes repeat, so a verdict is remembered; a column of free text does not fill memory.
    private const int MostVerdicts = 4096;

    private static readonly TimeSpan s_longestMatch = TimeSpan.FromSeconds(1);

    private readonly ColumnRules _rules;
    private readonly int _ordinal;
    private readonly Regex? _pattern;
    private readonly CodedField? _field;
    private readonly CodeMap _codeMap;
    private readonly bool _sentinelDates;
    private readonly Dictionary<string, bool> _verdicts = new(StringComparer.Ordinal);
    private readonly List<string> _codes = [];
    private readonly FaultTally _required;
    private readonly FaultTally _type;
    private readonly FaultTally _code;
    private readonly FaultTally _length;
    private readonly FaultTally _shape;
    private readonly FaultTally _range;
    private readonly FaultTally _order;
    private int _day = SsdRow.NoDay;

    /// <param name="rules">The column.</param>
    /// <param name="ordinal">Its place in the result set.</param>
    /// <param name="codeMap">The authority's own codes.</param>
    /// <param name="sentinelDates">True where dates far in the past or the future stand for none.</param>
    internal ColumnScan(ColumnRules rules, int ordinal, CodeMap codeMap, bool sentinelDates)
    {
        _sentinelDates = sentinelDates;
        _field = CodedField.OfColumn(rules.Name);
        _codeMap = codeMap;
        _rules = rules;
        _ordinal = ordinal;
        _pattern = rules.Pattern is null ? null : new Regex(rules.Pattern, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, s_longestMatch);
        _required = new FaultTally("required", DataQualityFinding.Error, "Blank, and every row needs a value.");
        _type = new FaultTally("value_type", DataQualityFinding.Error, "Cannot be read as " + rules.PublishedType + "; a date as text is YYYY-MM-DD.");
        _code = new FaultTally("code", DataQualityFinding.Warning, CodeDetail(rules));
        _length = new FaultTally("max_length", DataQualityFinding.Warning, "Longer than " + Text(rules.MaximumLength) + " characters.");
        _shape = new FaultTally("pattern", DataQualityFinding.Warning, "Does not match " + rules.Pattern);
        _range = new FaultTally("range", DataQualityFinding.Warning, "Not from " + Text(rules.Least) + " to " + Text(rules.Greatest) + ".");
        _order = new FaultTally("date_order", DataQualityFinding.Warning, "Earlier than " + rules.NotBefore + ".");
    }

    /// <summary>The column.</summary>
    internal string Name => _rules.Name;

    /// <summary>Judges the value of the current row, apart from its order.</summary>
    internal void Judge(ResultSet row)
    {
        if (_rules.Family == ColumnFamily.Date)
        {
            JudgeDate(row);
            return;
        }

        string? value = row.Text(_ordinal)?.Trim();
        if (value is null || (AbsentValue.IsNullWord(value) && !ColumnProfile.TakesWords(_rules.Name)))
        {
            AddBlank(row);
        }
        else if (_rules.Family == ColumnFamily.Number)
        {
            JudgeNumber(value, row);
        }
        else
        {
            JudgeText(value, row);
        }
    }

    /// <summary>Judges whether the day of the current row comes before another's; both have judged the row. A day that the payload reads as none has no order.</summary>
    internal void JudgeOrder(ColumnScan earlier, ResultSet row)
    {
        if (IsDay(_day) && IsDay(earlier._day) && _day < earlier._day)
        {
            _order.Add(row.Text(0));
        }
    }

    /// <summary>Adds what was found.</summary>
    internal void AddTo(List<DataQualityFinding> findings, string table)
    {
        foreach (FaultTally tally in new[] { _required, _type, _code, _length, _shape, _range, _order })
        {
            tally.AddTo(findings, table, _rules.Name);
        }
    }

    private static string CodeDetail(ColumnRules rules) =>
        CodedField.OfColumn(rules.Name) is not null
            ? "No code of list " + rules.CodeListName + " (csc.model_codes) was found in what is held, by docs/payload.md."
            : rules.CodeForm switch
            {
                CodeForm.Json => "No JSON array of codes of list ",
                CodeForm.Leading => "Neither is nor begins with a code of list ",
                _ => "No code of list ",
            } + rules.CodeListName + " (csc.model_codes).";

    private static string Text(int? number) => InvariantText.Of(number ?? 0);

    private bool IsDay(int day) => day >= 0 && !(_sentinelDates && AbsentValue.IsSentinelDay(day));

    private void JudgeDate(ResultSet row)
    {
        _day = row.Day(_ordinal);
        if (_day == SsdRow.UnreadableDay)
        {
            _type.Add(row.Text(0));
        }
        else if (_day < 0)
        {
            AddBlank(row);
        }
    }

    private void JudgeNumber(string value, ResultSet row)
    {
        if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            _type.Add(row.Text(0));
        }
        else if (number < _rules.Least || number > _rules.Greatest)
        {
            _range.Add(row.Text(0));
        }
    }

    private void JudgeText(string value, ResultSet row)
    {
        if (_rules.Codes is not null && !HoldsCodes(value))
        {
            _code.Add(row.Text(0));
        }

        if (value.Length > _rules.MaximumLength)
        {
            _length.Add(row.Text(0));
        }

        if (_pattern is not null && !_pattern.IsMatch(value))
        {
            _shape.Add(row.Text(0));
        }
    }

    private void AddBlank(ResultSet row)
    {
        if (_rules.IsRequired)
        {
            _required.Add(row.Text(0));
        }
    }

    private bool HoldsCodes(string value)
    {
        if (_verdicts.TryGetValue(value, out bool known))
        {
            return known;
        }

        bool verdict = _rules.CodeForm switch
        {
            CodeForm.Json => IsArrayOfCodes(value, _rules.Codes!),
            _ when _field is not null => _field.Find(value, _codeMap, out _) is { } code && _rules.Codes!.Contains(code),
            CodeForm.Leading => _rules.Codes!.Leading(value, mayBeRated: false) is not null,
            _ => _rules.Codes!.Contains(value),
        };
        if (_verdicts.Count < MostVerdicts)
        {
            _verdicts.Add(value, verdict);
        }

        return verdict;
    }

    private bool IsArrayOfCodes(string value, CodeList codes)
    {
        _codes.Clear();
        if (!FactorArray.TryRead(value, _codes))
        {
            return false;
        }

        foreach (string code in _codes)
        {
            if (!codes.Contains(code))
            {
                return false;
            }
        }

        return true;
    }
}
