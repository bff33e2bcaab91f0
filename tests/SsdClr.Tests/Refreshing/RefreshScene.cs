using SsdClr.Ledger;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Payload.Scrambling;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Tests.Reading;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Refreshing;

/// <summary>SSD, staging and the outbox of one test: refreshes as the product does, and sends without a network.</summary>
internal sealed class RefreshScene(SsdDatabase ssd) : IDisposable
{
    // A handful of rows trips every guard, so the guards are set wide open; their own tests set them again.
    private readonly Dictionary<string, string> _settings = new(StringComparer.Ordinal)
    {
        ["base_url"] = "https://receiver.test",
        ["la_code"] = "999",
        ["empty_tables"] = string.Join(';', ChildQuery.Tables),
        ["max_table_drop_percent"] = "100",
        ["max_deletion_percent"] = "100",
        ["max_removal_percent"] = "100",
        ["max_cohort_change_percent"] = "10000",
        ["max_changed_percent"] = "100",
        ["max_field_change_percent"] = "100",
        ["max_identity_changes"] = "1000000",
        ["max_as_of_days"] = "36500",
    };

    private long _runId;

    internal RefreshScene()
        : this(new SsdDatabase())
    {
    }

    internal SsdDatabase Ssd { get; } = ssd;

    /// <summary>The number of deletions somebody has confirmed.</summary>
    internal int? ConfirmDeletions { get; set; }

    /// <summary>The number of removals somebody has confirmed.</summary>
    internal int? ConfirmRemovals { get; set; }

    /// <summary>The number of changes somebody has confirmed.</summary>
    internal int? ConfirmChanges { get; set; }

    /// <summary>The run date.</summary>
    internal DateTime AsOf { get; set; } = SsdDatabase.AsOf;

    /// <summary>Told after each range of persons; null for nobody.</summary>
    internal IProgress<double>? Progress { get; set; }

    /// <summary>The key that children are scrambled under with setting scramble.</summary>
    internal string? ScramblingKey { get; set; }

    /// <summary>Scrambles as a refresh does; null without setting scramble.</summary>
    internal PayloadScrambler? Scrambler => SsdClr.Payload.Scrambling.ScramblingKey.Of(Settings, ScramblingKey) is { } key ? new PayloadScrambler(key, Settings) : null;

    internal TestClock Clock { get; } = new();

    internal string this[string setting]
    {
        set => _settings[setting] = value;
    }

    internal SettingValues Settings => new(_settings);

    /// <summary>The run of the last refresh.</summary>
    internal long RunId => _runId;

    /// <summary>The receiver of the settings.</summary>
    internal int ReceiverId => ReceiverRegister.Current(Ssd.Connection, Clock, Settings, ReceiverRegister.NotScrambled);

    internal RefreshCounts Refresh()
    {
        _runId = RunLog.Start(Ssd.Context, Clock, RunOperation.Refresh, SsdDatabase.AsOf, new RunOrigin(hostName: null, loginName: null, agentJob: null));
        return RefreshAgain();
    }

    /// <summary>Refreshes under the run there is.</summary>
    internal RefreshCounts RefreshAgain() => new StagingRefresh(Ssd.Context, Clock, Settings, Progress, scramblingKey: ScramblingKey).Run(_runId, AsOf, (ConfirmDeletions, ConfirmRemovals, ConfirmChanges));

    // Who gets what is pending: scrambled children go to a receiver of their own.
    private int Sending => Settings.Flag("scramble") ? ReceiverRegister.Refreshed(Ssd.Context, Settings)!.Value : ReceiverId;

    /// <summary>Claims everything that is pending, one batch.</summary>
    internal Batch Claim() => ClaimAny()!;

    /// <summary>The same; null where nothing is pending.</summary>
    internal Batch? ClaimAny()
    {
        Ledger(Sending).RecoverInFlight(maximumAttempts: 10, wasProbe: false);
        return Ledger(Sending).Claim(AllPending(Sending));
    }

    /// <summary>Claims children as they were read; null where no row is as it was.</summary>
    internal Batch? Claim(List<PendingChild> children) => Ledger(Sending).Claim(children);

    /// <summary>Sends everything that is pending to a receiver that takes it; gives the bodies by person, in order of sending.</summary>
    internal string Accept()
    {
        Batch batch = Claim();
        RecordAccepted(batch);
        return string.Join('\n', batch.Children.Select(child => child.PersonId + " " + child.Content));
    }

    /// <summary>Sends everything that is pending without a confirmation.</summary>
    internal void Fail(string outcome) => RecordFailed(Claim(), Enum.GetValues<BatchOutcome>().Single(known => known.Text() == outcome));

    internal void RecordAccepted(Batch batch) => Ledger().RecordAccepted(batch, 200, batch.Children.ConvertAll(child => "receipt of " + child.PersonId), note: null);

    internal void RecordFailed(Batch batch, BatchOutcome outcome) => Ledger().RecordFailed(batch, outcome, statusCode: null, "nothing came of it", isAttempt: false);

    /// <summary>Brings a child's row into a state that only the submission gives.</summary>
    internal void Put(string personId, string state) => Ssd.Execute($"UPDATE csc.staging SET state = '{state}' WHERE person_id = '{personId}'");

    /// <summary>State and change of a child, such as <c>pending new</c>; <c>no row</c> where there is none.</summary>
    internal string State(string personId) => Value($"SELECT state || ' ' || change FROM csc.staging WHERE person_id = '{personId}' AND receiver_id = (SELECT receiver_id FROM csc.receiver WHERE is_current = 1)") ?? "no row";

    internal string? Staged(string personId, string column) => Value($"SELECT {column} FROM csc.staging WHERE person_id = '{personId}'");

    /// <summary>Every row of staging, columns and all, in the order of its key.</summary>
    internal string Staging(string columns = "*")
    {
        using SqliteCommand command = Ssd.Connection.CreateCommand();
        command.CommandText = $"SELECT {columns} FROM csc.staging ORDER BY receiver_id, person_id";
        using SqliteDataReader reader = command.ExecuteReader();
        var rows = new List<string>();
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture))));
        }

        return string.Join('\n', rows);
    }

    /// <summary>The first column of every row.</summary>
    internal List<string> Values(string sql)
    {
        using SqliteCommand command = Ssd.Connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        var values = new List<string>();
        while (reader.Read())
        {
            values.Add(reader.GetString(0));
        }

        return values;
    }

    internal string? Value(string sql)
    {
        using SqliteCommand command = Ssd.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar() is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;
    }

    public void Dispose() => Ssd.Dispose();

    private BatchLedger Ledger() => Ledger(int.Parse(Value("SELECT receiver_id FROM csc.receiver WHERE is_current = 1")!, CultureInfo.InvariantCulture));

    private BatchLedger Ledger(int receiverId) => new(Ssd.Context, Clock, receiverId, _runId);

    private List<PendingChild> AllPending(int receiverId)
    {
        var pending = new PendingChildren(Ssd.Context, receiverId, batchSize: 100, maximumAttempts: 10);
        var all = new List<PendingChild>();
        while (pending.Next(100) is { Count: > 0 } children)
        {
            all.AddRange(children);
        }

        return all;
    }
}
