using System;
using System.Collections.Generic;
using SsdClr.Data;
using SsdClr.Runs;

namespace SsdClr.Payload.Reports;

/// <summary>The morning page as HTML: ids and counts, never a name.</summary>
internal sealed class ReportPage
{
    private const string NotCounted = "cleared_value_not_sent is not counted: it is about what the receiver may hold.";

    private readonly ReportFacts _facts;
    private readonly IHostWords _words;
    private readonly HtmlWriter _html = new();

    private ReportPage(ReportFacts facts, IHostWords words)
    {
        _facts = facts;
        _words = words;
    }

    /// <summary>Writes the page.</summary>
    /// <param name="facts">What to show.</param>
    /// <param name="words">The words of the host.</param>
    internal static string Write(ReportFacts facts, IHostWords words)
    {
        var page = new ReportPage(facts, words);
        page.WriteTop(isForMail: false);
        page.WriteAttention();
        page.WriteNights();
        page.WriteStates();
        page.WriteCohort();
        page.WriteFindings();
        page.WriteTables();
        page.WriteKnowledge();
        page.WriteGuards();
        PageFrame.End(page._html);
        return page._html.ToString();
    }

    /// <summary>The top part alone: counts, no id.</summary>
    /// <param name="facts">What to show.</param>
    internal static string WriteSummary(ReportFacts facts)
    {
        var page = new ReportPage(facts, new TSqlWords());
        page.WriteTop(isForMail: true);
        page.WriteKinds();
        page.WriteStates();
        PageFrame.End(page._html);
        return page._html.ToString();
    }

    // A mail leaves the server: the words of a run stay behind.
    private void WriteTop(bool isForMail)
    {
        PageFrame.Start(_html, "SsdClr: did last night work?");
        NightVerdict verdict = NightVerdict.Of(_facts);
        _html.Markup("<p class=\"verdict ").Markup(verdict.Colour).Markup("\"><strong>").Text(verdict.Word).Markup("</strong> ").Text(verdict.Sentence);
        if (verdict.Reason is not null)
        {
            _html.Markup(" ").Text(_words.Say(isForMail ? "csc.run_history says why." : verdict.Reason, personId: null));
        }

        _html.Markup("</p>");
        _html.Element(
            "p",
            (_facts.BaseUrl is null ? "No receiver yet: nothing has been prepared for sending." : "Local authority " + _facts.LaCode + ", receiver " + _facts.BaseUrl + ".")
                + " Report of " + HtmlWriter.Moment(_facts.Now) + " UTC, over " + HtmlWriter.Count(_facts.Days, "day", "days") + ". All times are UTC.",
            "soft");
    }

    private void WriteAttention()
    {
        Heading("What needs attention");
        if (_facts.Attention.Count == 0)
        {
            _html.Element("p", "Nothing.");
            return;
        }

        _html.StartTable("What needs attention", "Whom or what", "Since", "What is wrong", "What to do");
        foreach (AttentionFact fact in _facts.Attention)
        {
            _html.StartRow(fact.PersonId ?? (fact.RunId is { } run ? "Run " + InvariantText.Of(run) : "All"));
            _html.Markup("<td class=\"d\">").Text(HtmlWriter.Day(fact.Since)).Markup("</td><td>").Text(_words.Say(fact.WhatIsWrong, fact.PersonId));
            if (fact.Detail is not null)
            {
                _html.Markup(" <span class=\"soft\">").Text(_words.Say(fact.Detail, fact.PersonId)).Markup("</span>");
            }

            _html.Markup("</td><td>").Text(_words.Say(fact.WhatToDo, fact.PersonId));
            if (fact.PersonId is not null)
            {
                _html.Markup(" The child&#39;s page: ").Element("code", _words.ChildPage(fact.PersonId));
            }

            _html.Markup("</td>").EndRow();
        }

        _html.EndTable();
        foreach (KeyValuePair<string, long> kind in _facts.AttentionByKind)
        {
            long shown = 0;
            foreach (AttentionFact fact in _facts.Attention)
            {
                shown += string.Equals(fact.Kind, kind.Key, StringComparison.Ordinal) ? 1 : 0;
            }

            if (kind.Value > shown)
            {
                _html.Element("p", _words.Say("Of kind \"" + kind.Key + "\" the table shows " + HtmlWriter.Number(shown) + " of " + HtmlWriter.Number(kind.Value) + ": csc.needs_attention has all.", personId: null));
            }
        }
    }

    private void WriteKinds()
    {
        Heading("What needs attention");
        if (_facts.AttentionByKind.Count == 0)
        {
            _html.Element("p", "Nothing.");
            return;
        }

        _html.StartTable("What needs attention, by kind", "Kind", "#Rows");
        foreach (KeyValuePair<string, long> kind in _facts.AttentionByKind)
        {
            _html.StartRow(kind.Key.Replace('_', ' ')).Cell(kind.Value).EndRow();
        }

        _html.EndTable();
        _html.Element("p", "csc.needs_attention has all of them.", "soft");
    }

    private void WriteNights()
    {
        Heading("Nights");
        List<NightFigures> nights = _facts.Nights;
        var days = new string[nights.Count];
        long[] accepted = new long[nights.Count];
        long[] purged = new long[nights.Count];
        long[] refused = new long[nights.Count];
        long[] withheld = new long[nights.Count];
        long[] inCohort = new long[nights.Count];
        for (int index = 0; index < nights.Count; index++)
        {
            NightFigures night = nights[index];
            days[index] = HtmlWriter.Day(night.Day);
            accepted[index] = Math.Max(0, night.Accepted - night.Purged);
            purged[index] = night.Purged;
            refused[index] = night.Refused;
            withheld[index] = night.Withheld ?? 0;
            inCohort[index] = night.InCohort ?? 0;
        }

        _html.Markup("<div class=\"pair\"><div>");
        new ColumnChart(
            "Children sent, by night",
            days,
            new ChartSeries("Accepted", "c1", accepted),
            new ChartSeries("Removed at the receiver", "c2", purged),
            new ChartSeries("Refused", "c3", refused)).Write(_html);
        _html.Markup("</div><div>");
        new ColumnChart("Children withheld, by night", days, new ChartSeries("Withheld", "c5", withheld)).Write(_html);
        new ColumnChart("Children in the cohort, by night", days, new ChartSeries("In the cohort", "c1", inCohort)).Write(_html);
        _html.Markup("</div></div>").StartTable("Nights, newest first", "Day", "Last run", "#Sent", "#Attempts", "#Accepted", "#Refused", "#Attempts without a clear answer", "#Removed", "#Withheld", "#In the cohort");
        for (int index = nights.Count - 1; index >= 0; index--)
        {
            WriteNight(nights[index]);
        }

        _html.EndTable();
        _html.Element("p", "A child that went three times in a run is 1 sent and 3 attempts. Accepted includes children removed at the receiver.", "soft");
    }

    private void WriteNight(NightFigures night)
    {
        _html.StartRow(HtmlWriter.Day(night.Day)).Cell(night.Verdict ?? "no run");
        if (night.Verdict is null)
        {
            _html.Markup("<td colspan=\"8\"></td>").EndRow();
            return;
        }

        _html.Cell(night.Children).Cell(night.Attempts).Cell(night.Accepted).Cell(night.Refused).Cell(night.Unclear).Cell(night.Purged).Cell(night.Withheld).Cell(night.InCohort).EndRow();
    }

    private void WriteStates()
    {
        Heading("Children by state");
        if (_facts.States.Count == 0)
        {
            _html.Element("p", "Nothing is staged for this receiver.");
            return;
        }

        long most = 0;
        foreach ((_, _, long children) in _facts.States)
        {
            most = Math.Max(most, children);
        }

        _html.StartTable("Children by state", "State", "Change", "#Children", "Share", "Meaning");
        foreach ((string state, string change, long children) in _facts.States)
        {
            _html.StartRow(state).Cell(change).Cell(children).BarCell(children, most, state is "rejected" or "withheld" ? "c3" : "c1").Cell(StateWords.Of(state)).EndRow();
        }

        _html.EndTable();
    }

    private void WriteCohort()
    {
        Heading("The cohort");
        if (_facts.Figures.Count == 0)
        {
            _html.Element("p", "No refresh has counted it yet.");
            return;
        }

        _html.Markup("<div class=\"pair\"><div>");
        WriteBars("The cohort by group: a child may be in several", "Group", RunFigure.Group);
        _html.Markup("</div><div>");
        WriteBars("The cohort by age on the run date", "Age", RunFigure.Age);
        _html.Markup("</div></div>");
    }

    private void WriteBars(string caption, string heading, string kind)
    {
        long most = 0;
        foreach (RunFigure figure in _facts.Figures)
        {
            most = string.Equals(figure.Kind, kind, StringComparison.Ordinal) ? Math.Max(most, figure.Amount) : most;
        }

        _html.StartTable(caption, heading, "#Children", "Share");
        foreach (RunFigure figure in _facts.Figures)
        {
            if (string.Equals(figure.Kind, kind, StringComparison.Ordinal))
            {
                _html.StartRow(figure.Name.TrimStart('0') is { Length: > 0 } name ? name.Replace('_', ' ') : "0").Cell(figure.Amount).BarCell(figure.Amount, most, "c1").EndRow();
            }
        }

        _html.EndTable();
    }

    private void WriteFindings()
    {
        Heading("Findings by rule");
        var found = new List<RunFigure>();
        long most = 0;
        foreach (RunFigure figure in _facts.Figures)
        {
            if (figure.Kind is RunFigure.Error or RunFigure.Warning)
            {
                found.Add(figure);
                most = Math.Max(most, figure.Total ?? 0);
            }
        }

        if (found.Count == 0)
        {
            _html.Element("p", _facts.Figures.Count == 0 ? "No refresh has counted them yet." : "None. " + NotCounted);
            return;
        }

        found.Sort(new FindingOrder());
        _html.StartTable("Findings by rule at the last refresh: an error withholds the child, a warning does not", "Rule", "Severity", "#Findings", "#Children", "Share");
        foreach (RunFigure figure in found)
        {
            _html.StartRow(figure.Name).Cell(figure.Kind).Cell(figure.Amount).Cell(figure.Total).BarCell(figure.Total ?? 0, most, figure.Kind == RunFigure.Error ? "c3" : "c4").EndRow();
        }

        _html.EndTable();
        _html.Element("p", _words.Say(NotCounted + " csc.payload_issues lists each finding with its place and column.", personId: null), "soft");
    }

    private void WriteTables()
    {
        Heading("Data quality by table");
        if (_facts.Figures.Count == 0)
        {
            _html.Element("p", "No refresh has counted it yet.");
            return;
        }

        long most = 0;
        foreach (RunFigure figure in _facts.Figures)
        {
            most = figure.Kind == RunFigure.Table ? Math.Max(most, figure.Amount) : most;
        }

        _html.StartTable("Tables that payloads are made from, at the last refresh", "Table", "#Rows", "#More or fewer than before", "#Findings", "Share");
        foreach (RunFigure figure in _facts.Figures)
        {
            if (figure.Kind == RunFigure.Table)
            {
                _html.StartRow(figure.Name).Cell(figure.Total).Markup("<td class=\"n\">");
                if (_facts.RowsBefore.TryGetValue(figure.Name, out long before))
                {
                    long more = (figure.Total ?? 0) - before;
                    _html.Markup(more > 0 ? "+" : string.Empty).Markup(HtmlWriter.Number(more));
                }

                _html.Markup("</td>").Cell(figure.Amount).BarCell(figure.Amount, most, "c4").EndRow();
            }
        }

        _html.EndTable();
        _html.Element("p", _words.Say("csc.data_quality checks every table of the SSD: keys, references, blanks, codes and dates.", personId: null), "soft");
    }

    private void WriteKnowledge()
    {
        Heading("How old the receiver's knowledge is");
        if (_facts.Knowledge.Count == 0)
        {
            _html.Element("p", "This receiver has confirmed no child yet.");
            return;
        }

        var ages = new string[_facts.Knowledge.Count];
        long[] upToDate = new long[ages.Length];
        long[] outOfDate = new long[ages.Length];
        for (int index = 0; index < ages.Length; index++)
        {
            (ages[index], upToDate[index], outOfDate[index]) = _facts.Knowledge[index];
        }

        _html.Markup("<div class=\"pair\"><div>");
        new ColumnChart(
            "Children by the time of the last confirmation",
            ages,
            new ChartSeries("The receiver has what SSD says", "c1", upToDate),
            new ChartSeries("It has something else", "c3", outOfDate)).Write(_html);
        _html.Markup("</div><div>").StartTable("Children by the time of the last confirmation", "Last confirmed", "#Has what SSD says", "#Has something else");
        foreach ((string age, long same, long other) in _facts.Knowledge)
        {
            _html.StartRow(age).Cell(same).Cell(other).EndRow();
        }

        _html.EndTable().Markup("</div></div>");
    }

    private void WriteGuards()
    {
        Heading("Guards");
        if (_facts.Guards.Count == 0)
        {
            _html.Element("p", "No refresh has asked them yet.");
            return;
        }

        _html.StartTable("Guards, and how near they were", "Guard", "#Last night", "#Passes up to", "Share", "#Nearest", "#Then passed up to", "On");
        foreach (GuardFact guard in _facts.Guards)
        {
            _html.StartRow(Words(guard.Name)).Cell(guard.Amount).Cell(guard.Most).BarCell(guard.Amount, Math.Max(1, guard.Most), guard.Amount > guard.Most ? "c3" : "c1")
                .Cell(guard.NearestAmount).Cell(guard.NearestMost).Markup("<td class=\"d\">").Text(HtmlWriter.Day(guard.NearestAt)).Markup("</td>").EndRow();
        }

        _html.EndTable();
        _html.Element("p", "A guard that counts more than it passes stops the run until a person has looked.", "soft");
    }

    private static string Words(string guard) => guard switch
    {
        "deletions" => "Children to be removed at the receiver",
        "removals" => "Records to be removed of children who stay: the type nearest to its limit",
        "table_drop_percent" => "Rows lost since the last good refresh, in percent: the table that lost most",
        "cohort_change" => "Children by which the cohort shrank or grew",
        "changed_children" => "Children changed",
        "changed_field" => "Children in whom a field or block changed or is gone: the one nearest to its limit",
        "changed_identities" => "Children with another name, date of birth or UPN under the same id",
        "as_of_days" => "Days between the run date and today",
        "as_of_days_back" => "Days by which the run date is before the last",
        "first_run" => "Children for a receiver that has confirmed none",
        _ => guard,
    };

    private void Heading(string text) => _html.Element("h2", text);
}
