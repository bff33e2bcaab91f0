using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Reports;

/// <summary>Did last night work, in one line and a colour.</summary>
internal sealed class NightVerdict
{
    /// <summary>A good run may be so old, as csc.needs_attention has it.</summary>
    internal const int HoursOfANight = 26;

    private NightVerdict(string colour, string word, string sentence, string? reason = null)
    {
        Colour = colour;
        Word = word;
        Sentence = sentence;
        Reason = reason;
    }

    /// <summary>The class of the line.</summary>
    internal string Colour { get; }

    /// <summary>The answer.</summary>
    internal string Word { get; }

    /// <summary>What it is about: a run, a time and counts.</summary>
    internal string Sentence { get; }

    /// <summary>How a run that did not work ended, in its own words; null for one that worked.</summary>
    internal string? Reason { get; }

    /// <summary>Judges the last run that sends.</summary>
    internal static NightVerdict Of(ReportFacts facts)
    {
        if (LastOf(facts) is not { } run)
        {
            return new NightVerdict("look", "No run.", "No run or submission started within " + HtmlWriter.Count(facts.Days, "day", "days") + ".");
        }

        string which = "Run " + HtmlWriter.Number(run.RunId) + " of " + HtmlWriter.Moment(run.StartedAt) + " UTC ";
        switch (run.Verdict)
        {
            case "running":
                return new NightVerdict("look", "Not yet.", which + "has not ended.");
            case "succeeded":
                return Succeeded(facts, run, which);
            default:
                return new NightVerdict("bad", "No.", which + (run.Verdict == "failed" ? "failed." : "was interrupted."), run.Message);
        }
    }

    private static NightVerdict Succeeded(ReportFacts facts, RunFact run, string which)
    {
        int hours = (int)Math.Floor((facts.Now - (run.EndedAt ?? run.StartedAt)).TotalHours);
        string sent = run.Attempts is 0 or null
            ? "succeeded. There was nothing to send."
            : "succeeded. The receiver accepted " + HtmlWriter.Count(run.Accepted ?? 0, "child", "children") + ".";
        if (hours >= HoursOfANight)
        {
            return new NightVerdict("bad", "No.", which + sent + " That was " + HtmlWriter.Number(hours) + " hours ago, and none has succeeded since.");
        }

        long conditions = 0;
        long children = 0;
        foreach (KeyValuePair<string, long> kind in facts.AttentionByKind)
        {
            bool isOfChildren = kind.Key is "rejected" or "withheld" or "awaiting_confirmation" or "in_flight" or "no clear answer";
            children += isOfChildren ? kind.Value : 0;
            conditions += isOfChildren ? 0 : kind.Value;
        }

        return conditions + children == 0
            ? new NightVerdict("good", "Yes.", which + sent + " Nothing needs attention.")
            : new NightVerdict("look", "Yes, and look:", which + sent + " " + Attention(conditions, children));
    }

    private static string Attention(long conditions, long children)
    {
        string of = children == 0 ? string.Empty : HtmlWriter.Count(children, "child needs", "children need") + " attention";
        string other = conditions == 0 ? string.Empty : HtmlWriter.Count(conditions, "other thing needs", "other things need") + " attention";
        return of + (of.Length > 0 && other.Length > 0 ? "; " : string.Empty) + other + ".";
    }

    private static RunFact? LastOf(ReportFacts facts)
    {
        for (int index = facts.Runs.Count - 1; index >= 0; index--)
        {
            if (facts.Runs[index].Sends)
            {
                return facts.Runs[index];
            }
        }

        return null;
    }
}
