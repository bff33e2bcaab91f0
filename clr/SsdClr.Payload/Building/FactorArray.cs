using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>factors (field 25): the distinct union of an assessment's factor rows, in their order; <c>[]</c> when there are none.</summary>
/// <param name="fields">Where to write.</param>
/// <param name="censusRules">True where rules of the children in need census are listed too.</param>
internal sealed class FactorArray(FieldWriter fields, bool censusRules) : IComparer<AssessmentFactors>
{
    private const int Maximum = 41;
    private const string Source = "ssd_assessment_factors.cinf_assessment_factors_json";

    // The code of no factors identified.
    internal const string NoFactors = "21";

    private readonly FieldWriter _fields = fields;
    private readonly bool _censusRules = censusRules;
    private readonly List<AssessmentFactors> _rows = [];
    private readonly List<string> _factors = [];
    private readonly List<string> _rowFactors = [];

    /// <inheritdoc/>
    public int Compare(AssessmentFactors? x, AssessmentFactors? y)
    {
        int byRow = RecordId.CompareRowIds(x?.RowId, y?.RowId);
        return byRow != 0 ? byRow : string.CompareOrdinal(x?.FactorsJson, y?.FactorsJson);
    }

    /// <summary>Writes the key and its array.</summary>
    internal void Write(List<AssessmentFactors> rows, string assessmentId)
    {
        foreach (AssessmentFactors row in rows)
        {
            if (string.Equals(row.AssessmentId, assessmentId, StringComparison.Ordinal))
            {
                _rows.Add(row);
            }
        }

        // The rows come in any order; their own ids decide.
        _rows.Sort(this);
        bool isShared = false;
        foreach (AssessmentFactors row in _rows)
        {
            Take(row.FactorsJson);
            isShared |= row.SharesItsAssessment;
        }

        if (isShared && _factors.Count > 0)
        {
            _fields.Issues.Add(PayloadRule.AssessmentShared, IssueOutcome.FactorsSent, PayloadNames.Factors, "ssd_assessment_factors.cinf_assessment_id");
        }

        if (_factors.Count > Maximum)
        {
            _fields.Issues.Add(PayloadRule.TooManyFactors, IssueOutcome.RestLeftOut, PayloadNames.Factors, Source);
        }

        if (_censusRules && _factors.Count > 1 && _factors.Contains(NoFactors))
        {
            _fields.Issues.Add(PayloadRule.Census8869, IssueOutcome.Sent, PayloadNames.Factors, Source);
        }

        JsonWriter json = _fields.Json;
        json.Name(PayloadNames.Factors);
        json.StartArray();
        for (int index = 0; index < _factors.Count && index < Maximum; index++)
        {
            if (!CodeList.Factor.Contains(_factors[index]))
            {
                _fields.Issues.Add(PayloadRule.CodeOutsideList, IssueOutcome.Sent, PayloadNames.Factors, Source);
            }

            json.Text(_factors[index]);
        }

        json.EndArray();
        _rows.Clear();
        _factors.Clear();
    }

    private void Take(string? factorsJson)
    {
        if (factorsJson is null)
        {
            return;
        }

        _rowFactors.Clear();
        if (!TryRead(factorsJson, _rowFactors))
        {
            _fields.Issues.Add(PayloadRule.FactorsNotJson, IssueOutcome.LeftOut, PayloadNames.Factors, Source);
            return;
        }

        foreach (string factor in _rowFactors)
        {
            if (!_factors.Contains(factor))
            {
                _factors.Add(factor);
            }
        }
    }

    /// <summary>Adds the texts of a JSON array, trimmed; null is an empty one. False where it is anything else: half of it would be a guess.</summary>
    internal static bool TryRead(string factorsJson, List<string> factors)
    {
        try
        {
            var reader = new JsonReader(factorsJson);
            reader.Read();
            if (reader.TokenType == JsonTokenType.Null)
            {
                return !reader.Read();
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.String)
            {
                string factor = reader.Text.Trim();
                if (factor.Length > 0)
                {
                    factors.Add(factor);
                }
            }

            // Only an array ends here; after it there is nothing.
            return reader.TokenType == JsonTokenType.EndArray && !reader.Read();
        }
        catch (JsonFormatException)
        {
            return false;
        }
    }
}
