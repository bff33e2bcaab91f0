using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes the times older looked-after children were missing or away without leave.</summary>
internal static class SampleMissingRows
{
    private const int YoungestAge = 10;

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var random = child.Random;
        foreach (var period in history.CarePeriods)
        {
            var last = Earlier(period.End ?? history.LastDay(child), history.LastDay(child));
            if (child.Born is not { } born || born.AddYears(YoungestAge) >= last || !random.Chance(20))
            {
                continue;
            }

            var start = Later(period.Start, born.AddYears(YoungestAge));
            for (var episodes = random.Pick<int>([1, 1, 1, 2, 3, 6]); episodes > 0; episodes--)
            {
                start = start.AddDays(random.Between(1, 90));
                if (start > last)
                {
                    break;
                }

                Episode(child, start, last);
            }
        }
    }

    private static void Episode(SampleChild child, DateTime day, DateTime last)
    {
        var random = child.Random;
        var start = day.AddMinutes(random.Between(960, 1439));
        var end = start.AddHours(random.Pick<int>([2, 4, 8, 14, 26, 70]));
        var found = end.Date <= last;
        var offered = found && random.Chance(85);
        child.Output.Write(
            "ssd_missing",
            ("miss_table_id", child.NextId("MIS")),
            ("miss_person_id", child.Mess.Reference(child.Owner())),
            ("miss_missing_episode_start_date", start),
            ("miss_missing_episode_type", child.Mess.Code(random.Chance(80) ? "M" : "A", 100)),
            ("miss_missing_episode_end_date", child.Mess.End(start, found ? end : null)),
            ("miss_missing_rhi_offered", child.Mess.Code(!found ? "NA" : offered ? "Y" : "N", 2)),
            ("miss_missing_rhi_accepted", child.Mess.Code(!offered ? "NA" : random.Chance(55) ? "Y" : "N", 2)));
    }
}
