using System.Collections.Generic;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;

namespace SsdClr.Payload.Reports;

/// <summary>A payload laid out for reading, each finding where it belongs.</summary>
/// <param name="html">Where it goes.</param>
/// <param name="words">The words of the host.</param>
/// <param name="personId">The child.</param>
/// <param name="issues">The findings.</param>
internal sealed class PayloadLayout(HtmlWriter html, IHostWords words, string personId, IReadOnlyList<PayloadIssue> issues)
{
    private const int DeepestHeading = 6;

    private readonly HtmlWriter _html = html;
    private readonly IHostWords _words = words;
    private readonly string _personId = personId;
    private readonly List<PayloadIssue> _issues = new List<PayloadIssue>(issues);

    /// <summary>Writes the payload, and findings that have no place in it after it.</summary>
    internal void Write(JsonValue payload)
    {
        WriteObject(payload, "$", 3);
        WriteRest();
    }

    /// <summary>Writes all findings that are not written yet.</summary>
    internal void WriteRest()
    {
        foreach (PayloadIssue issue in _issues)
        {
            WriteIssue(issue);
        }

        _issues.Clear();
    }

    private void WriteObject(JsonValue value, string path, int heading)
    {
        WriteIssues(path);
        WriteScalars(value, path);
        WriteAbsent(value, path);
        foreach (JsonMember member in value.Members)
        {
            string place = path + "." + member.Name;
            if (member.Value.Type == JsonTokenType.StartObject)
            {
                Heading(heading, PayloadWords.Of(member.Name));
                WriteObject(member.Value, place, heading + 1);
            }
            else if (HasRecords(member.Value))
            {
                WriteIssues(place);
                WriteRecords(member, place, heading);
            }
        }
    }

    private void WriteRecords(JsonMember member, string place, int heading)
    {
        for (int index = 0; index < member.Value.Items.Count; index++)
        {
            _html.Markup("<div class=\"card\">");
            Heading(heading, PayloadWords.One(member.Name) + " " + InvariantText.Of(index + 1));
            WriteObject(member.Value.Items[index], place + "[" + InvariantText.Of(index) + "]", heading + 1);
            _html.Markup("</div>");
        }
    }

    private void WriteScalars(JsonValue value, string path)
    {
        bool isOpen = false;
        foreach (JsonMember member in value.Members)
        {
            if (member.Value.Type == JsonTokenType.StartObject || HasRecords(member.Value))
            {
                continue;
            }

            _html.Markup(isOpen ? string.Empty : "<dl>");
            isOpen = true;
            _html.Element("dt", PayloadWords.Of(member.Name)).Markup("<dd>").Text(Words(member.Value));
            string place = path + "." + member.Name;
            WriteIssues(place);
            for (int index = 0; index < member.Value.Items.Count; index++)
            {
                WriteIssues(place + "[" + InvariantText.Of(index) + "]");
            }

            _html.Markup("</dd>");
        }

        _html.Markup(isOpen ? "</dl>" : string.Empty);
    }

    // A finding about a value that is left out stands where the value would.
    private void WriteAbsent(JsonValue value, string path)
    {
        for (int index = 0; index < _issues.Count; index++)
        {
            PayloadIssue issue = _issues[index];
            if (issue.Path.Length > path.Length + 1
                && issue.Path.StartsWith(path + ".", System.StringComparison.Ordinal)
                && !Has(value, FirstKey(issue.Path.Substring(path.Length + 1))))
            {
                WriteIssue(issue);
                _issues.RemoveAt(index--);
            }
        }
    }

    private void WriteIssues(string path)
    {
        for (int index = 0; index < _issues.Count; index++)
        {
            if (string.Equals(_issues[index].Path, path, System.StringComparison.Ordinal))
            {
                WriteIssue(_issues[index]);
                _issues.RemoveAt(index--);
            }
        }
    }

    private void WriteIssue(PayloadIssue issue)
    {
        _html.Markup(issue.Rule.IsError ? "<div class=\"found bad\"><strong>Error</strong> " : "<div class=\"found look\"><strong>Warning</strong> ")
            .Text(_words.Say(issue.Message, _personId)).Markup(" <span>Rule ").Element("code", issue.Rule.Name).Markup(", column ").Element("code", issue.Source);
        if (issue.RecordId is not null)
        {
            _html.Markup(", record ").Element("code", issue.RecordId);
        }

        _html.Markup(", place ").Element("code", issue.Path).Markup(".</span></div>");
    }

    private void Heading(int level, string text) => _html.Element("h" + InvariantText.Of(System.Math.Min(level, DeepestHeading)), text);

    private static string FirstKey(string path)
    {
        int end = path.IndexOfAny(['.', '[']);
        return end < 0 ? path : path.Substring(0, end);
    }

    private static bool Has(JsonValue value, string key)
    {
        foreach (JsonMember member in value.Members)
        {
            if (string.Equals(member.Name, key, System.StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasRecords(JsonValue value) => value.Items.Count > 0 && value.Items[0].Type == JsonTokenType.StartObject;

    private static string Words(JsonValue value)
    {
        switch (value.Type)
        {
            case JsonTokenType.True:
                return "yes";
            case JsonTokenType.False:
                return "no";
            case JsonTokenType.Null:
                return "null: the receiver is to clear it";
            case JsonTokenType.StartArray:
                var items = new string[value.Items.Count];
                for (int index = 0; index < items.Length; index++)
                {
                    items[index] = Words(value.Items[index]);
                }

                return items.Length == 0 ? "none" : string.Join(", ", items);
            default:
                return value.Text;
        }
    }
}
