using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Security.Cryptography;
using SsdClr.Json;
using SsdClr.Payload.Change;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Ssd;
using SsdClr.Settings;

namespace SsdClr.Payload.Preview;

/// <summary>Shows what would be sent, to whom it applies and what is wrong with it, straight from SSD and without writing anything.</summary>
internal sealed class PreviewReader
{
    private readonly ChildReader _reader;
    private readonly CohortRules _cohort;
    private readonly Window _window;
    private readonly PayloadSettings _settings;
    private readonly UnclearedValues _unclearedValues;

    /// <param name="connection">An open connection.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="asOf">The run date to show.</param>
    /// <exception cref="SettingException">The cohort table cannot be read.</exception>
    internal PreviewReader(DbConnection connection, SettingValues settings, DateTime asOf)
    {
        _settings = new PayloadSettings(settings);
        _unclearedValues = new UnclearedValues(connection, new BodySettings(settings));
        _window = new Window(asOf, _settings.WindowMonthsBack);
        var cohortSettings = new CohortSettings(settings);
        cohortSettings.Table?.Check(connection, _settings.SsdSchema);
        _cohort = new CohortRules(_window, cohortSettings);
        _reader = new ChildReader(connection, _settings, cohortSettings.Table);
    }

    /// <summary>The payloads of the children of a range that are in the cohort.</summary>
    internal List<PayloadPreview> Payloads(PersonRange range)
    {
        var builder = new PayloadBuilder(_window, _settings, new PayloadIssues(keep: false));
        var child = new ChildRecords();
        var previews = new List<PayloadPreview>();
        using SHA256 sha256 = SHA256.Create();
        ChildrenInRange children = _reader.Read(range);
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            if (_cohort.Judge(child).IsIn)
            {
                JsonWriter json = builder.Build(child);
                var payload = new byte[json.Length];
                Buffer.BlockCopy(json.Buffer, 0, payload, 0, json.Length);
                previews.Add(new PayloadPreview(
                    child.Person.PersonId,
                    builder.ChildId(child.Person),
                    PayloadBuilder.MisChildId(child.Person),
                    payload,
                    sha256.ComputeHash(payload),
                    builder.Issues.Errors,
                    builder.Issues.Warnings));
            }
        }

        return previews;
    }

    /// <summary>The verdict on every person of a range.</summary>
    internal List<CohortPreview> Cohort(PersonRange range)
    {
        var child = new ChildRecords();
        var previews = new List<CohortPreview>();
        ChildrenInRange children = _reader.Read(range);
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            CohortVerdict verdict = _cohort.Judge(child);
            previews.Add(new CohortPreview(child.Person.PersonId, verdict, Reason(verdict, child)));
        }

        return previews;
    }

    /// <summary>
    /// The findings about the children of a range that are in the cohort: what the rules say of the payload, and values the current receiver may still
    /// hold because what was sent left them out.
    /// </summary>
    internal List<IssuePreview> Issues(PersonRange range)
    {
        var builder = new PayloadBuilder(_window, _settings, new PayloadIssues(keep: true));
        var child = new ChildRecords();
        var previews = new List<IssuePreview>();
        ChildrenInRange children = _reader.Read(range);
        Dictionary<string, Held> uncleared = _unclearedValues.Find(children.PersonIds);
        for (int position = 0; position < children.Count; position++)
        {
            children.Read(position, child);
            if (_cohort.Judge(child).IsIn)
            {
                JsonWriter json = builder.Build(child);
                foreach (PayloadIssue issue in builder.Issues.Found)
                {
                    previews.Add(new IssuePreview(child.Person.PersonId, issue));
                }

                if (uncleared.TryGetValue(child.Person.PersonId, out Held? held))
                {
                    foreach (PayloadIssue issue in _unclearedValues.Findings(held, json.ToText()))
                    {
                        previews.Add(new IssuePreview(child.Person.PersonId, issue));
                    }
                }
            }
        }

        return previews;
    }

    private string Reason(CohortVerdict verdict, ChildRecords child)
    {
        string reason = CohortReason.Describe(verdict, child.Person, _window);
        return child.UnreadableDates.Count == 0 ? reason : reason + " No date can be read in " + child.UnreadableDates[0] + ".";
    }
}
