namespace SsdClr.Local.SampleData;

/// <summary>A period of care: what the care episodes of one id span.</summary>
/// <param name="CareId"><c>clae_cla_id</c>.</param>
/// <param name="Start">The first day.</param>
/// <param name="End">The last day; null while the child is in care.</param>
internal sealed record SampleCarePeriod(string CareId, DateTime Start, DateTime? End)
{
    /// <summary>The periods of a child, in order of their rows; those that only another child's rows tell of, or without a date, are left out.</summary>
    public static List<SampleCarePeriod> Of(SampleHistory history)
    {
        var periods = new List<SampleCarePeriod>();
        var person = history.Rows("ssd_person")[0].Text("pers_person_id");
        foreach (var episode in history.Rows("ssd_cla_episodes"))
        {
            if (episode.Text("clae_cla_id") is not { } id || episode.Text("clae_person_id") != person || episode.Day("clae_cla_episode_start_date") is not { } start)
            {
                continue;
            }

            var end = episode.Day("clae_cla_episode_ceased_date");
            var known = periods.FindIndex(period => period.CareId == id);
            if (known < 0)
            {
                periods.Add(new SampleCarePeriod(id, start, end));
            }
            else
            {
                var period = periods[known];
                periods[known] = period with { Start = start < period.Start ? start : period.Start, End = end is null || period.End is null ? null : end > period.End ? end : period.End };
            }
        }

        return periods;
    }
}
