using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>The block health_and_wellbeing (fields 45 and 46): strengths and difficulties questionnaires in the window, newest first.</summary>
internal sealed class HealthAndWellbeing(FieldWriter fields, Window window)
{
    private const string ScoreSource = "ssd_sdq_scores.csdq_sdq_score";

    private readonly FieldWriter _fields = fields;
    private readonly Window _window = window;
    private readonly List<KeyValuePair<DateTime, int>> _scores = [];
    private readonly NewestFirst _order = new();

    /// <summary>Writes the block; nothing where the child has no score in the window.</summary>
    internal void Write(List<SdqScore> scores)
    {
        _fields.Issues.Enter(PayloadNames.HealthAndWellbeing);
        foreach (SdqScore score in scores)
        {
            Take(score);
        }

        if (_scores.Count > 0)
        {
            _scores.Sort(_order);
            JsonWriter json = _fields.Json;
            json.Name(PayloadNames.HealthAndWellbeing);
            json.StartObject();
            json.Name(PayloadNames.SdqAssessments);
            json.StartArray();
            foreach (KeyValuePair<DateTime, int> score in _scores)
            {
                json.StartObject();
                _fields.Date(PayloadNames.Date, score.Key, "ssd_sdq_scores.csdq_sdq_completed_date");
                json.Name(PayloadNames.Score);
                json.Number(score.Value);
                json.EndObject();
            }

            json.EndArray();
            _fields.NotPurged();
            json.EndObject();
            _scores.Clear();
        }

        _fields.Issues.Leave();
    }

    private void Take(SdqScore score)
    {
        if (score.Completed is not { } completed)
        {
            _fields.Issues.AddRecord(PayloadRule.DateMissing, IssueOutcome.RecordLeftOut, PayloadNames.SdqAssessments, "ssd_sdq_scores.csdq_sdq_completed_date", score.RowId);
            return;
        }

        if (!_window.Contains(completed))
        {
            return;
        }

        bool isWhole = int.TryParse(score.Score, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int points);
        if (!isWhole || points is < 0 or > 40)
        {
            _fields.Issues.AddRecord(PayloadRule.SdqScoreInvalid, isWhole ? IssueOutcome.Sent : IssueOutcome.RecordLeftOut, PayloadNames.SdqAssessments, ScoreSource, score.RowId);
        }

        if (isWhole)
        {
            _scores.Add(new KeyValuePair<DateTime, int>(completed, points));
        }
    }

    // Of one day: in the order of the item's bytes, which is that of the score's digits.
    private sealed class NewestFirst : IComparer<KeyValuePair<DateTime, int>>
    {
        public int Compare(KeyValuePair<DateTime, int> x, KeyValuePair<DateTime, int> y) =>
            x.Key != y.Key
                ? y.Key.CompareTo(x.Key)
                : string.CompareOrdinal(Bytes(x.Value), Bytes(y.Value));

        // The closing brace follows the digits in the item's bytes and sorts after them.
        private static string Bytes(int score) => InvariantText.Of(score) + "}";
    }
}
