using System.Globalization;
using System.Text.Json;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Runs;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Reading;
using SsdClr.Time;

namespace SsdClr.Chaos;

/// <summary>
/// The real program on a database in files, a real receiver over TLS that commits every fault there is, rows that change between runs, and a kill
/// at a random moment of each run. After each, the checker looks; at the end the faults cease and everything must have arrived.
/// </summary>
internal sealed class ChaosRun : IDisposable
{
    private const int LeastToChooseFrom = 10;
    private const int RunsToConverge = 20;

    private readonly ChaosOptions _options;
    private readonly Action<string> _progress;
    private readonly ChaosReport _report = new();
    private readonly Random _random;
    private readonly SampleOptions _sample;
    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-chaos-").FullName;
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);

    // Faults that end a run, as they should, would hide the others if they were as frequent.
    private static readonly IReadOnlyList<Fault> s_stopping =
        [.. Fault.Everything.Where(fault => fault.Kind is FaultKind.WrongCertificate or FaultKind.RefusedToken || fault is { Kind: FaultKind.Status, Status: 307 or 404 })];

    private static readonly IReadOnlyList<Fault> s_passing = [.. Fault.Everything.Except(s_stopping)];

    private TimeSpan _usualRun = TimeSpan.FromSeconds(1.5);

    private ChaosRun(ChaosOptions options, Action<string> progress)
    {
        _options = options;
        _progress = progress;
        _random = new Random(options.Seed);
        _sample = new SampleOptions(options.Children, options.Seed, SampleOptions.DefaultAsOf);
    }

    private string Database => Path.Join(_folder, "children.db");

    private string AsOf => _sample.AsOf.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Does all of it.</summary>
    /// <param name="options">How much.</param>
    /// <param name="progress">Told how far it is, a line at a time.</param>
    public static async Task<ChaosReport> RunAsync(ChaosOptions options, Action<string> progress)
    {
        using var run = new ChaosRun(options, progress);
        return await run.RunAsync().ConfigureAwait(false);
    }

    /// <summary>Removes what it left on disk.</summary>
    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<ChaosReport> RunAsync()
    {
        MakeDatabase(Database);
        var deliveries = new DeliveryLog();
        var receiverOptions = new ReceiverOptions
        {
            OnDelivery = deliveries.Add,
            // Short, so that tokens end in the middle of a run.
            TokenLifetime = TimeSpan.FromSeconds(2),
            Seed = _options.Seed,
        };
        var receiver = await RehearsalReceiver.StartAsync(receiverOptions, TimeProvider.System).ConfigureAwait(false);
        await using (receiver.ConfigureAwait(false))
        {
            var settings = WriteSettings("settings.json", receiver, receiverOptions);
            var checker = new ChaosChecker(receiver, deliveries, _report);
            while (_report.Kills < _options.Kills && _report.IsClean)
            {
                await KillOneAsync(receiver, settings).ConfigureAwait(false);
                using var database = LocalDatabase.OpenFile(Database, mustExist: true);
                _report.KilledInFlight += ChaosChecker.IsInFlight(database) ? 1 : 0;
                if (IsTimeToCheck())
                {
                    checker.Check(database, _removed);
                    _progress(Progress());
                }

                ChangeRows(database);
            }

            await EndAsync(receiver, settings, checker).ConfigureAwait(false);
            _report.Faults = receiver.Faults.Met.Values.Sum();
            _report.FaultKinds = receiver.Faults.Met.Keys.Select(fault => Fault.Parse(fault).Kind).Distinct().Count();
        }

        return _report;
    }

    // Each look reads the whole ledger.
    private bool IsTimeToCheck() => _options.Kills <= 100 || _report.Kills % 10 == 0;

    private string Progress() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_report.Kills:N0} of {_options.Kills:N0} killed, {_report.KilledInFlight:N0} in flight; {_report.Runs:N0} runs; {_report.Logged:N0} POSTs logged, {_report.Arrived:N0} arrived, {_report.TakenIn:N0} taken in");

    /// <summary>Starts a run and kills it at a moment drawn by chance: a time since its start, or shortly after so many bodies have arrived.</summary>
    private async Task KillOneAsync(RehearsalReceiver receiver, string settings)
    {
        receiver.Faults.Replace(_random.Next(8) == 0 ? [.. s_passing, s_stopping[_random.Next(s_stopping.Count)]] : s_passing, ChaosOptions.FaultChance);
        _report.Runs++;
        var arrivedBefore = receiver.State.Arrived;
        var arrivals = _random.Next(4) == 0 ? int.MaxValue : _random.Next(1, 8);
        var grace = TimeSpan.FromMilliseconds(_random.Next(0, 40) * _random.NextDouble());
        var latest = arrivals == int.MaxValue ? _random.NextDouble() * _usualRun : TimeSpan.FromMinutes(1);
        using var process = RunProcess.Start(Database, settings, AsOf);
        var started = TimeProvider.System.GetTimestamp();
        while (process.IsRunning && TimeProvider.System.GetElapsedTime(started) < latest && receiver.State.Arrived - arrivedBefore < arrivals)
        {
            await Task.Delay(1).ConfigureAwait(false);
        }

        if (receiver.State.Arrived - arrivedBefore >= arrivals)
        {
            await Task.Delay(grace).ConfigureAwait(false);
        }

        if (process.IsRunning && await process.KillAsync().ConfigureAwait(false))
        {
            _report.Kills++;
            return;
        }

        var (exitCode, messages) = await process.EndAsync().ConfigureAwait(false);
        _usualRun = (_usualRun + TimeProvider.System.GetElapsedTime(started)) / 2;
        Judge(exitCode, messages);
    }

    private void Judge(int exitCode, string messages)
    {
        if (RunProcess.IsFaultOfTheProgram(exitCode))
        {
            _report.Others.Add($"a run ended with exit code {exitCode}: {messages.ReplaceLineEndings(" ")}");
        }
    }

    /// <summary>A day's work in SSD: children changed, one removed, and new ones, as many as keep their number up: not every child is in the cohort.</summary>
    private void ChangeRows(LocalDatabase database)
    {
        var candidates = Accepted(database);
        var plan = new SampleChangePlan(
            _random.Next(),
            Changed: Math.Min(_random.Next(5, 40), candidates.Count / 2),
            Deleted: candidates.Count < LeastToChooseFrom ? 0 : _random.Next(2),
            Added: candidates.Count < _options.Children / 2 ? 4 : _random.Next(2));
        var changes = new SampleChanges(database, _sample).Apply(plan, candidates);
        _removed.UnionWith(changes.Deleted);
        _report.Changes += changes.Changed + changes.Deleted.Count + changes.Added.Count;
    }

    /// <summary>The faults cease: what is pending arrives, and a receiver that is sent all of it anew holds the same.</summary>
    private async Task EndAsync(RehearsalReceiver receiver, string settings, ChaosChecker checker)
    {
        receiver.Faults.Replace([], chance: null);
        var (exitCode, messages) = (0, string.Empty);
        for (var run = 0; run < RunsToConverge; run++)
        {
            PutBack();
            _report.Runs++;
            using var process = RunProcess.Start(Database, settings, AsOf);
            (exitCode, messages) = await process.EndAsync().ConfigureAwait(false);
            Judge(exitCode, messages);
            if (exitCode == 0)
            {
                break;
            }
        }

        if (exitCode != 0)
        {
            _report.Lost.Add($"no run succeeded after the faults had ceased: {messages.ReplaceLineEndings(" ")}");
        }

        using var database = LocalDatabase.OpenFile(Database, mustExist: true);
        checker.Check(database, _removed);
        checker.CheckEnd(database, await SendAnewAsync().ConfigureAwait(false));
    }

    /// <summary>
    /// What a person does about children that a fault refused alone, or that are out of attempts. csc.needs_attention shows them; nothing is lost,
    /// but nothing goes by itself either.
    /// </summary>
    private void PutBack()
    {
        using var database = LocalDatabase.OpenFile(Database, mustExist: true);
        var clock = new SystemClock();
        _report.PutBack += Requeue.Of(database, personId: null, message: null, rule: null, clock.UtcNow.Date).Apply(clock);
    }

    /// <summary>Sends the SSD as it is now to another receiver, with no history.</summary>
    private async Task<IReadOnlyDictionary<string, HeldChild>> SendAnewAsync()
    {
        var copy = Path.Join(_folder, "anew.db");
        File.Copy(Database, copy);
        using (var database = LocalDatabase.OpenFile(copy, mustExist: true))
        {
            Set(database);
        }

        var options = new ReceiverOptions();
        var receiver = await RehearsalReceiver.StartAsync(options, TimeProvider.System).ConfigureAwait(false);
        await using (receiver.ConfigureAwait(false))
        {
            using var process = RunProcess.Start(copy, WriteSettings("anew.json", receiver, options), AsOf);
            var (exitCode, messages) = await process.EndAsync().ConfigureAwait(false);
            if (exitCode != 0)
            {
                _report.Others.Add($"the same SSD could not be sent anew: {messages.ReplaceLineEndings(" ")}");
            }

            return receiver.State.Held;
        }
    }

    private void MakeDatabase(string file)
    {
        using var database = LocalDatabase.OpenFile(file, mustExist: false);
        using (var output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(_sample).Write(output, new Progress<double>());
            output.Complete();
        }

        Set(database);
    }

    /// <summary>No pauses, small batches, and guards that would ask a person about so much change out of the way.</summary>
    private static void Set(LocalDatabase database)
    {
        (string Name, string Value)[] settings =
        [
            ("batch_size", "4"), ("min_interval_ms", "0"), ("back_off_ms", "10"), ("max_retry_after_s", "0"), ("request_timeout_s", "1"), ("max_attempts", "100"),
            ("max_deletion_percent", "100"), ("max_cohort_change_percent", "10000"), ("max_changed_percent", "100"), ("max_field_change_percent", "100"), ("max_identity_changes", "1000000"), ("max_as_of_days", "36500"), ("max_table_drop_percent", "100"), ("empty_tables", string.Join(';', ChildQuery.Tables)),
        ];
        foreach (var (name, value) in settings)
        {
            using var command = database.Connection.CreateCommand();
            command.CommandText = "INSERT INTO csc.setting (name, value, changed_at, changed_by) VALUES (@name, @value, '2026-01-01', 'chaos')";
            command.Parameters.AddWithValue("@name", name);
            command.Parameters.AddWithValue("@value", value);
            command.ExecuteNonQuery();
        }
    }

    private static List<string> Accepted(LocalDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText =
            "SELECT person_id FROM csc.staging WHERE state IN ('accepted', 'pending', 'in_flight') AND change <> 'purge' AND person_id IN (SELECT pers_person_id FROM dbo.ssd_person) ORDER BY person_id";
        using var reader = command.ExecuteReader();
        var persons = new List<string>();
        while (reader.Read())
        {
            persons.Add(reader.GetString(0));
        }

        return persons;
    }

    private string WriteSettings(string name, RehearsalReceiver receiver, ReceiverOptions options)
    {
        var file = Path.Join(_folder, name);
        File.WriteAllText(file, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["base-url"] = receiver.BaseUrl.ToString(),
            ["la-code"] = options.LaCode,
            ["token-endpoint"] = receiver.TokenEndpoint.ToString(),
            ["client-id"] = options.ClientId,
            ["client-secret"] = options.ClientSecret,
            ["scope"] = options.Scope,
            ["supplier-key"] = options.SupplierKey,
            ["certificate-sha256"] = receiver.CertificateSha256,
        }));
        return file;
    }
}
