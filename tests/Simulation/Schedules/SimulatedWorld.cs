using SsdClr.Local.Runs;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Refreshing;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Simulation.Checks;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;
using SsdClr.StandIn;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;

namespace SsdClr.Simulation.Schedules;

/// <summary>A database, its SSD, the receivers, a clock, and the product running between them.</summary>
internal sealed class SimulatedWorld
{
    private static readonly SecretValues s_secrets = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["client_secret"] = SimulatedInternet.ClientSecret,
        ["supplier_key"] = SimulatedInternet.SupplierKey,
    });

    private static readonly SubmissionBounds s_bounds = new(
        new AllowedHosts([new(AllowedHosts.ForReceiver, "receiver-a.test"), new(AllowedHosts.ForReceiver, "receiver-b.test"), new(AllowedHosts.ForToken, "tokens.test")]),
        environment: null);

    private static readonly RunConfirmations s_nothing = new(FirstRun: true, Deletions: null, Removals: null);

    private readonly Store _store;
    private readonly Random _jitter;

    /// <param name="store">Emptied, and used as the database.</param>
    /// <param name="random">Decides whatever is left to chance.</param>
    /// <param name="merges">What a body does not mention stays at the receivers; else it goes.</param>
    internal SimulatedWorld(Store store, SimulationRandom random, bool merges)
    {
        _store = store;
        store.Clear();

        // Of .NET's own generator a seed gives the same numbers for ever.
        _jitter = new Random(random.Below(int.MaxValue));
        Clock = new SimulatedClock(Boundaries);
        Internet = new SimulatedInternet(Boundaries, Clock, random, merges);
        Ssd = new SimulatedSsd(store, random);
        Invariants = new Invariants(store, Ssd, Internet, Clock);
        Boundaries.OnCommitted = Invariants.Committed;
    }

    internal Boundaries Boundaries { get; } = new();

    /// <summary>Told what happens, for a person to read; null for nobody.</summary>
    internal Action<string>? Journal
    {
        get;
        set => field = Internet.Journal = Ssd.Journal = Invariants.Journal = value;
    }

    internal SimulatedClock Clock { get; }

    internal SimulatedInternet Internet { get; }

    internal SimulatedSsd Ssd { get; }

    internal Invariants Invariants { get; }

    /// <summary>The run date.</summary>
    internal DateOnly AsOf { get; set; } = new(2026, 3, 25);

    /// <summary>The settings in force. A handful of rows trips every guard on tables, so those are open.</summary>
    internal Dictionary<string, string> Settings { get; } = new(StringComparer.Ordinal)
    {
        ["base_url"] = "https://receiver-a.test/1",
        ["la_code"] = "999",
        ["token_endpoint"] = SimulatedInternet.TokenEndpoint,
        ["client_id"] = "client",
        ["scope"] = "scope",
        ["batch_size"] = "3",
        ["la_child_id_column"] = "pers_person_id",
        ["min_interval_ms"] = "400",
        ["empty_tables"] = string.Join(';', ChildQuery.Tables),
        ["max_table_drop_percent"] = "100",
        ["max_deletion_percent"] = "100",
        ["max_removal_percent"] = "100",
        ["max_cohort_change_percent"] = "10000",
        ["max_changed_percent"] = "100",
        ["max_field_change_percent"] = "100",
        ["max_identity_changes"] = "1000000",
        ["max_as_of_days"] = "36500",
        ["max_attempts"] = "10",
        ["mode"] = "full",
        ["change_detection"] = "payload",
        ["clear_with_null"] = "0",
        ["purge_when"] = "absent_from_ssd",
    };

    /// <summary>Somebody has all children tried again that were refused, or left alone after too many attempts.</summary>
    internal void Requeue()
    {
        // What waits is worked out in the database, from the setting that stands there.
        _store.Execute("DELETE FROM [csc].[setting] WHERE [name] = 'max_attempts'");
        _store.Execute(
            "INSERT INTO [csc].[setting] ([name], [value], [changed_at], [changed_by]) VALUES ('max_attempts', @0, '2026-03-25', 'simulation')", Settings["max_attempts"]);
        var children = SsdClr.Local.Runs.Requeue.Of(_store.Database, personId: null, message: null, rule: null, AsOf.ToDateTime(TimeOnly.MinValue)).Apply(Clock);
        Journal?.Invoke($"Somebody has {children} children tried again.");
        _store.IsStagingChanged = true;
        Invariants.Committed();
    }

    /// <summary>Somebody says that the receiver has lost what it had, rightly or wrongly.</summary>
    internal void SendEverythingOnceMore(bool isLost)
    {
        if (_store.Query("SELECT [base_url] FROM [csc].[receiver] WHERE [is_current] = 1").SingleOrDefault()?[0] is not string address)
        {
            return;
        }

        if (isLost)
        {
            Internet.ReceiverAt(address).LoseEverything();
        }

        var receiver = new EmptiedReceiver(_store.Database);
        var children = receiver.Count();
        receiver.Apply(Clock, children);
        Journal?.Invoke($"Somebody has everything sent once more, {children} children; the receiver has {(isLost ? "lost them" : "them still")}.");
        _store.IsStagingChanged = true;
        Invariants.Committed();
    }

    /// <summary>The receiver that the last run prepared for, and that a person's requeue concerns; null before any.</summary>
    internal object? CurrentReceiver() => _store.Query("SELECT [receiver_id] FROM [csc].[receiver] WHERE [is_current] = 1").SingleOrDefault()?[0];

    /// <summary>Some child of the current receiver is left alone after too many attempts.</summary>
    internal bool HasExhausted() => _store.Query(
        "SELECT 1 FROM [csc].[staging] WHERE [state] = 'pending' AND [attempts] >= CAST(@0 AS int) AND [receiver_id] IN (SELECT [receiver_id] FROM [csc].[receiver] WHERE [is_current] = 1)",
        Settings["max_attempts"]).Count > 0;

    /// <summary>The numbers of deletions and removals that the last run asked somebody to confirm; null where it asked for nothing.</summary>
    internal RunConfirmations? ToConfirm { get; private set; }

    /// <summary>
    /// Stages what SSD says while a POST is on its way, as another program would that has no respect for the run lock. What was sent
    /// must not be taken for what is staged then.
    /// </summary>
    internal void RefreshBesides()
    {
        Journal?.Invoke("  somebody refreshes besides");
        var boundaries = new Boundaries { OnCommitted = Invariants.Committed };
        using var connection = new SimulatedConnection(_store, boundaries);
        using var context = new ContextConnection(connection, _store.Declarations);
        var runId = (long)_store.Query("SELECT MAX([run_id]) FROM [csc].[run_log]")[0][0]!;
        var refresh = new StagingRefresh(context, Clock, SettingValues.Read(context, Settings), progress: null);
        var asOf = AsOf.ToDateTime(TimeOnly.MinValue);
        try
        {
            refresh.Run(runId, asOf, default);
        }
        catch (RefreshRefusedException refused)
        {
            // Who has no respect for the lock has none for a guard either.
            refresh.Run(runId, asOf, (NumberOf(refused, "deletions"), NumberOf(refused, "removals"), NumberOf(refused, "changes")));
        }

        connection.End();
    }

    /// <summary>Performs one run, and looks at everything afterwards.</summary>
    /// <param name="operation">What it does.</param>
    /// <param name="interruption">Where and how it is interrupted; null: it is not.</param>
    /// <param name="confirmed">What somebody has confirmed besides the first run; null for nothing.</param>
    /// <returns>How it ended.</returns>
    internal RunEnd Run(RunOperation operation, (int Index, Interruption How, bool EffectsOnly)? interruption = null, RunConfirmations? confirmed = null)
    {
        var address = $"{Settings["base_url"]}/children_social_care_data/{Settings["la_code"]}/children";
        Invariants.StartRun(new RunTerms(
            address,
            Settings["la_child_id_column"],
            AsOf,
            int.Parse(Settings["batch_size"], System.Globalization.CultureInfo.InvariantCulture),
            TimeSpan.FromMilliseconds(int.Parse(Settings["min_interval_ms"], System.Globalization.CultureInfo.InvariantCulture)),
            int.Parse(Settings["max_attempts"], System.Globalization.CultureInfo.InvariantCulture),
            PurgesWhoLeft: Settings["purge_when"] == "left_cohort",
            ClearsWithNull: Settings["clear_with_null"] == "1",
            IgnoresRecordIds: Settings["change_detection"] == "ignore_record_ids"));
        Boundaries.Start();
        if (interruption is { } place)
        {
            Boundaries.Interrupt(place.Index, place.How, place.EffectsOnly);
        }

        ToConfirm = null;
        var version = Ssd.Version;
        Journal?.Invoke(
            $"{operation} as of {AsOf:yyyy-MM-dd} for {Settings["la_child_id_column"]} at {Settings["base_url"]}, {Settings["mode"]}, {Settings["change_detection"]}, "
            + $"clear_with_null {Settings["clear_with_null"]}, {Settings["purge_when"]}, {(interruption is null ? "not interrupted" : interruption.Value.ToString())}");
        using var connection = new SimulatedConnection(_store, Boundaries);
        using var context = new ContextConnection(connection, _store.Declarations);
        var end = Perform(context, operation, confirmed ?? s_nothing);
        connection.End();
        Journal?.Invoke($"  {end}{(Boundaries.InterruptedAt is { } kind ? $", interrupted at {kind}" : string.Empty)}");
        if (context.Misuse is { } misuse)
        {
            throw new ViolationException("SQL Server refuses what the program did: " + misuse);
        }

        if (Invariants.First is { } violation)
        {
            throw violation;
        }

        Invariants.AfterRun(isRefreshGood: operation != RunOperation.Submit && end is RunEnd.Succeeded or RunEnd.SubmissionFailed && Ssd.Version == version);
        return end;
    }

    /// <summary>The values that csc.payload_issues says the receiver may still have of a person (rule cleared_value_not_sent), by their paths.</summary>
    internal IReadOnlySet<string> ClearedValuesOf(string personId)
    {
        using var connection = new SimulatedConnection(_store, new Boundaries());
        using var context = new ContextConnection(connection, _store.Declarations);
        var reader = new PreviewReader(context, SettingValues.Read(context, Settings), AsOf.ToDateTime(TimeOnly.MinValue));
        var paths = reader.Issues(PersonRange.Of(personId))
            .Where(preview => preview.Issue.Rule == PayloadRule.ClearedValueNotSent)
            .Select(preview => PathOf(preview.Issue))
            .ToHashSet(StringComparer.Ordinal);
        connection.End();
        return paths;

        // From $.records[id=R1].date to records/R1/date. No id of this world has a dot or a bracket in it.
        static string PathOf(PayloadIssue issue) => issue.Path["$.".Length..].Replace("[id=", "/", StringComparison.Ordinal).Replace("]", string.Empty, StringComparison.Ordinal).Replace('.', '/');
    }

    private static int? NumberOf(RefreshRefusedException refused, string what)
    {
        var before = $"@confirm_{what} = ";
        var start = refused.Message.IndexOf(before, StringComparison.Ordinal);
        if (start < 0)
        {
            return null;
        }

        var digits = refused.Message[(start + before.Length)..].TakeWhile(char.IsAsciiDigit).ToArray();
        return int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    private RunEnd Perform(ContextConnection context, RunOperation operation, RunConfirmations confirmed)
    {
        try
        {
            new RunFrame(context, Clock, _jitter, (_, _) => Internet, () => s_bounds).Perform(operation, AsOf, Settings, s_secrets, confirmed);
            return RunEnd.Succeeded;
        }
        catch (KilledException)
        {
            return RunEnd.Killed;
        }
        catch (SubmissionException)
        {
            return operation == RunOperation.Submit ? RunEnd.Failed : RunEnd.SubmissionFailed;
        }
        catch (RefreshRefusedException refused)
        {
            ToConfirm = new RunConfirmations(FirstRun: true, NumberOf(refused, "deletions"), NumberOf(refused, "removals"), NumberOf(refused, "changes"));
            return RunEnd.Failed;
        }
        catch (Exception exception) when (exception is not ViolationException && Boundaries.InterruptedAt is not null)
        {
            return RunEnd.Failed;
        }
    }
}
