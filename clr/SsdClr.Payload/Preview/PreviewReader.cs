using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Scrambling;
using SsdClr.Settings;

namespace SsdClr.Payload.Preview;

/// <summary>Shows what would be sent, to whom it applies and what is wrong with it, straight from SSD and without writing anything.</summary>
internal sealed class PreviewReader
{
    // As wide as csc.cohort shows it.
    private const int LongestReason = 2000;

    private readonly ChildReader _reader;
    private readonly CohortRules _cohort;
    private readonly Window _window;
    private readonly PayloadSettings _settings;
    private readonly CodeMap _codeMap;
    private readonly UnclearedValues? _unclearedValues;
    private readonly PayloadScrambler? _scrambler;

    /// <param name="connection">An open connection.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="asOf">The run date to show.</param>
    /// <param name="hasStaging">False for an SSD without the schema csc: nothing was sent from it.</param>
    /// <param name="scrambler">Scrambles the payloads; null: they are shown as they are.</param>
    /// <exception cref="SettingException">The cohort table cannot be read.</exception>
    internal PreviewReader(DbConnection connection, SettingValues settings, DateTime asOf, bool hasStaging = true, PayloadScrambler? scrambler = null)
    {
        _scrambler = scrambler;
        _settings = new PayloadSettings(settings);
        _codeMap = hasStaging ? CodeMap.Read(connection) : new CodeMap();
        // What a receiver of scrambled children holds is nobody's, and only who has the key could compare it.
        _unclearedValues = hasStaging && !settings.Flag("scramble") ? new UnclearedValues(connection, new BodySettings(settings)) : null;
        _window = new Window(asOf, _settings.WindowMonthsBack);
        var cohortSettings = new CohortSettings(settings);
        cohortSettings.Table?.Check(connection, _settings.SsdSchema);
        _cohort = new CohortRules(_window, cohortSettings);
        _reader = _settings.Reader(connection, cohortSettings.Table);
    }

    /// <summary>The payloads of the children of a range that are in the cohort.</summary>
    internal List<PayloadPreview> Payloads(PersonRange range)
    {
        var builder = new PayloadBuilder(_window, _settings, _codeMap, new PayloadIssues(keep: false));
        var child = new ChildRecords();
        var previews = new List<PayloadPreview>();
        using var leaving = new LeavingPayload(builder, _scrambler);
        ChildrenInRange children = _reader.Read(range);
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            if (_cohort.Judge(child) is { IsIn: true } verdict)
            {
                leaving.Make(child, verdict);
                previews.Add(new PayloadPreview(
                    child.Person.PersonId,
                    leaving.IdOf(child.Person),
                    leaving.MisIdOf(child.Person),
                    leaving.Bytes(),
                    leaving.Hash(),
                    leaving.Issues.Errors,
                    leaving.Issues.Warnings));
            }
        }

        return previews;
    }

    /// <summary>The verdict on every person of a range.</summary>
    internal List<CohortPreview> Cohort(PersonRange range)
    {
        var builder = new PayloadBuilder(_window, _settings, _codeMap, new PayloadIssues(keep: false));
        var child = new ChildRecords();
        var previews = new List<CohortPreview>();
        ChildrenInRange children = _reader.Read(range);
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            CohortVerdict verdict = _cohort.Judge(child);
            previews.Add(new CohortPreview(child.Person.PersonId, verdict, Reason(verdict, child, builder)));
        }

        return previews;
    }

    /// <summary>
    /// The findings about the children of a range that are in the cohort: what the rules say of the payload, and values the current receiver may still
    /// hold because what was sent left them out.
    /// </summary>
    internal List<IssuePreview> Issues(PersonRange range)
    {
        var builder = new PayloadBuilder(_window, _settings, _codeMap, new PayloadIssues(keep: true));
        var child = new ChildRecords();
        var previews = new List<IssuePreview>();
        ChildrenInRange children = _reader.Read(range);
        Dictionary<string, Held>? uncleared = _unclearedValues?.Find(children.PersonIds);
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            if (_cohort.Judge(child) is { IsIn: true } verdict)
            {
                JsonWriter json = builder.Build(child, verdict.Groups);
                foreach (PayloadIssue issue in builder.Issues.Found)
                {
                    previews.Add(new IssuePreview(child.Person.PersonId, issue));
                }

                if (_unclearedValues is not null && uncleared is not null && uncleared.TryGetValue(child.Person.PersonId, out Held? held))
                {
                    foreach (PayloadIssue issue in _unclearedValues.Findings(held, json.ToText(), RecordInventory.Of(child, _settings.CareWorkerRoles)))
                    {
                        previews.Add(new IssuePreview(child.Person.PersonId, issue));
                    }
                }
            }
        }

        return previews;
    }

    private string Reason(CohortVerdict verdict, ChildRecords child, PayloadBuilder builder)
    {
        // Only the builder knows which of two referrals of one id is sent. It is not asked of anybody whose records are not named.
        if (verdict.Age == AgeGate.Open && verdict.Matched != CohortGroups.None)
        {
            builder.Build(child, verdict.Groups);
        }

        string reason = CohortReason.Describe(verdict, child.Person, _window, group => builder.Words(child, group));
        reason = child.UnreadableDate is { } column ? reason + " No date can be read in " + column + "." : reason;
        reason = verdict.IsOutByAnEnd ? reason + " A record that starts in the window ends before it starts, so it does not count." : reason;
        return reason.Length > LongestReason ? reason.Substring(0, LongestReason - 1) + "\u2026" : reason;
    }
}
