using System.Globalization;
using SsdClr.Settings;

namespace SsdClr.Tests.Differential;

/// <summary>A day and settings drawn from a seed.</summary>
internal sealed class HostileCase
{
    private static readonly DateOnly[] s_days = [new(2026, 3, 31), new(2026, 4, 1), new(2026, 3, 30), new(2024, 2, 29), new(2025, 2, 28), new(2025, 12, 31), new(2026, 7, 14)];

    /// <param name="seed">Any whole number.</param>
    public HostileCase(int seed)
    {
        var random = new Random(seed);
        AsOf = s_days[random.Next(s_days.Length)];
        MonthsBack = new[] { 24, 24, 24, 0, 1, 25, 36 }[random.Next(7)];
        Values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["window_months_back"] = MonthsBack.ToString(CultureInfo.InvariantCulture),
            ["la_child_id_column"] = random.Next(4) == 0 ? "pers_legacy_id" : "pers_person_id",
            ["permanence_person_id"] = random.Next(3) == 0 ? "legacy" : "person",
            ["care_worker_scope"] = random.Next(3) == 0 ? "all" : "census",
        };
        if (random.Next(4) == 0)
        {
            Values["uasc_statuses"] = "UAS; refugee ;";
        }

        if (random.Next(5) == 0)
        {
            Values["sentinel_dates"] = "0";
        }

        if (random.Next(5) == 0)
        {
            Values["care_worker_roles"] = "SW; cw ";
        }

        foreach (var group in new[] { "active_referral", "waiting_assessment", "cin_plan", "looked_after", "care_leaver", "cp_plan", "disability" })
        {
            if (random.Next(3) == 0)
            {
                Values["include_" + group] = random.Next(2) == 0 ? "0" : "1";
            }
        }
    }

    /// <summary>The day of the run.</summary>
    public DateOnly AsOf { get; }

    /// <summary>How far the window goes back.</summary>
    public int MonthsBack { get; }

    /// <summary>The settings that are not at their defaults.</summary>
    public Dictionary<string, string> Values { get; }

    /// <summary>All settings.</summary>
    public SettingValues Settings => new(Values);

    /// <inheritdoc/>
    public override string ToString() => $"{AsOf:yyyy-MM-dd}, {string.Join(", ", Values.Select(pair => $"{pair.Key}={pair.Value}"))}";
}
