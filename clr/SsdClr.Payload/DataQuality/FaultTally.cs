using System;
using System.Collections.Generic;

namespace SsdClr.Payload.DataQuality;

/// <summary>Counts the rows that fail one check, and keeps the keys of a few.</summary>
/// <param name="check">Name of the check.</param>
/// <param name="severity">One of <see cref="DataQualityFinding"/>'s.</param>
/// <param name="detail">What is wrong with a row counted here.</param>
internal sealed class FaultTally(string check, string severity, string detail)
{
    private const int MostExamples = 5;
    private const int LongestExample = 100;

    private readonly string _check = check;
    private readonly string _severity = severity;
    private readonly string _detail = detail;
    private readonly List<string> _examples = [];
    private long _found;

    /// <summary>Counts a row.</summary>
    /// <param name="key">Its key; null where it has none.</param>
    internal void Add(string? key)
    {
        _found++;
        if (key is null)
        {
            return;
        }

        string example = key.Length > LongestExample ? key.Substring(0, LongestExample) : key;
        int place = _examples.BinarySearch(example, StringComparer.Ordinal);
        if (place < 0 && ~place < MostExamples)
        {
            // The first in ordinal order, so that the same data gives the same examples however the rows come.
            _examples.Insert(~place, example);
            if (_examples.Count > MostExamples)
            {
                _examples.RemoveAt(MostExamples);
            }
        }
    }

    /// <summary>Adds a finding where a row was counted.</summary>
    internal void AddTo(List<DataQualityFinding> findings, string table, string? column)
    {
        if (_found > 0)
        {
            findings.Add(new DataQualityFinding(table, column, _check, _severity, _detail) { Found = _found, Examples = _examples });
        }
    }
}
