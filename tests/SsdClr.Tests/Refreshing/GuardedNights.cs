using System.Globalization;
using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Tests.Companion;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Refreshing;

/// <summary>A sample that was sent and acknowledged, and the nights after it: every guard as it is by default, but for tables that a small sample leaves empty.</summary>
internal sealed class GuardedNights : IDisposable
{
    /// <summary>Environment variable with the number of children, for a long run.</summary>
    private const string ChildrenVariable = "SSDCLR_GUARD_CHILDREN";

    private static readonly int s_children = int.Parse(Environment.GetEnvironmentVariable(ChildrenVariable) ?? "1000", CultureInfo.InvariantCulture);
    private readonly SampleOptions _options = new(s_children, Seed: 42, SampleOptions.DefaultAsOf);
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal)
    {
        ["base_url"] = "https://receiver.test",
        ["la_code"] = "999",
        ["empty_tables"] = string.Join(';', ChildQuery.Tables),
    };

    internal GuardedNights()
    {
        Database = SampleInMemory.Of(_options);
        Today = _options.AsOf;
    }

    internal LocalDatabase Database { get; }

    /// <summary>The day by the clock.</summary>
    internal DateOnly Today { get; set; }

    internal string this[string setting]
    {
        set => _settings[setting] = value;
    }

    public void Dispose() => Database.Dispose();

    /// <summary>Refreshes as of a day; what is pending counts as acknowledged then.</summary>
    internal void Night(DateOnly? asOf = null, int? confirmDeletions = null, int? confirmChanges = null, int? confirmRemovals = null)
    {
        var clock = new TestClock();
        clock.Set(Today.ToDateTime(new TimeOnly(2, 0), DateTimeKind.Utc) - clock.UtcNow);
        var date = (asOf ?? Today).ToDateTime(TimeOnly.MinValue);
        long runId = RunLog.Start(Database.Context, clock, RunOperation.Refresh, date, new RunOrigin(hostName: null, loginName: null, agentJob: null));
        new StagingRefresh(Database.Context, clock, new SettingValues(_settings), progress: null).Run(runId, date, (confirmDeletions, confirmRemovals, confirmChanges));
        Execute(
            """
            UPDATE csc.staging SET state = 'purged', change = 'none', held = NULL, acknowledged_payload = NULL, acknowledged_hash = NULL, body = NULL, partial_body = NULL WHERE state = 'pending' AND change = 'purge';
            UPDATE csc.staging SET state = 'accepted', change = 'none', acknowledged_hash = payload_hash, acknowledged_payload = payload, held = NULL, held_if_sent = NULL,
                held_if_accepted = NULL, body = NULL, partial_body = NULL WHERE state = 'pending';
            """);
    }

    /// <summary>A day's work: so many of a hundred children of the cohort change, and a few come and go.</summary>
    internal void Work(int day, int percent)
    {
        List<string> cohort = [.. SampleInMemory.Strings(Database, "SELECT person_id FROM csc.staging WHERE state = 'accepted'")];
        new SampleChanges(Database, _options).Apply(new SampleChangePlan(day, cohort.Count * percent / 100, Deleted: 1, Added: 3), cohort);
        Today = Today.AddDays(1);
    }

    internal void Execute(string sql)
    {
        using var command = Database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
