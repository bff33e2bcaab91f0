using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Reports;

/// <summary>Adds up the runs of each day.</summary>
/// <param name="facts">Its runs are read, its nights made.</param>
/// <param name="since">The first day.</param>
internal sealed class NightTable(ReportFacts facts, DateTime since)
{
    private readonly ReportFacts _facts = facts;
    private readonly DateTime _since = since;

    /// <summary>Makes a night for every day to today.</summary>
    /// <param name="purged">Children confirmed as removed, by run.</param>
    internal void Fill(Dictionary<long, long> purged)
    {
        for (DateTime day = _since; day <= _facts.Now.Date; day = day.AddDays(1))
        {
            _facts.Nights.Add(new NightFigures(day));
        }

        foreach (RunFact run in _facts.Runs)
        {
            int index = (run.StartedAt.Date - _since).Days;

            // A clock that was set back may have left a run in the future.
            if (index >= 0 && index < _facts.Nights.Count && run.Operation is ("run" or "refresh" or "submit"))
            {
                purged.TryGetValue(run.RunId, out long removed);
                Add(_facts.Nights[index], run, removed);
            }
        }
    }

    private static void Add(NightFigures night, RunFact run, long purged)
    {
        night.Verdict = run.Verdict;
        night.Children += run.Children ?? 0;
        night.Attempts += run.Attempts ?? 0;
        night.Accepted += run.Accepted ?? 0;
        night.Refused += run.Refused ?? 0;
        night.Unclear += run.Unclear ?? 0;
        night.Purged += purged;
        night.Withheld = run.Withheld ?? night.Withheld;
        night.InCohort = run.InCohort ?? night.InCohort;
    }
}
