using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Sending;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Time;

namespace SsdClr.Benchmarks;

/// <summary>
/// What sending takes: children a second, CPU of the sender a child, and its memory, for ever more pending children. The rehearsal receiver runs in a
/// process of its own and checks every child; the sender runs in another, which trusts the receiver's certificate as it would the Department's, so that
/// its connection is kept; staging is a SQLite file, so what is pending takes no memory here.
/// </summary>
internal static class SubmissionMeasurement
{
    /// <summary>The argument of the process that sends: then the folder to work in.</summary>
    internal const string Sender = "submission-sender";

    private static readonly int[] s_sizes = [1_000, 10_000, 100_000];

    /// <summary>Starts a receiver, and a sender that writes a line for each number of pending children.</summary>
    /// <returns>The exit code of the sender.</returns>
    internal static int Run()
    {
        string folder = Directory.CreateTempSubdirectory("ssdclr-").FullName;
        try
        {
            using Process receiver = StartReceiver(folder);
            try
            {
                WaitForSettings(folder, receiver);
                var start = new ProcessStartInfo("dotnet") { ArgumentList = { typeof(SubmissionMeasurement).Assembly.Location, Sender, folder }, UseShellExecute = false };

                // OpenSSL's: what is in that file is trusted, and nothing else. On Windows the certificate has to be in the user's store.
                start.Environment["SSL_CERT_FILE"] = CertificateFile(folder);
                using Process sender = Process.Start(start)!;
                sender.WaitForExit();
                return sender.ExitCode;
            }
            finally
            {
                receiver.Kill();
                receiver.WaitForExit();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Sends, in a process that trusts the receiver.</summary>
    /// <param name="folder">Holds the receiver's settings; takes the databases.</param>
    internal static void Send(string folder)
    {
        Dictionary<string, string> access = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(SettingsFile(folder)))!;
        List<(string Payload, string ChildId)> samples = Samples();
        foreach (int size in s_sizes)
        {
            Measure(Path.Combine(folder, $"{size}.db"), size, access, samples);
        }

        SqliteConnection.ClearAllPools();
    }

    private static string SettingsFile(string folder) => Path.Combine(folder, "receiver.json");

    private static string CertificateFile(string folder) => Path.Combine(folder, "receiver.crt");

    private static void Measure(string file, int size, Dictionary<string, string> access, List<(string Payload, string ChildId)> samples)
    {
        using LocalDatabase database = LocalDatabase.OpenFile(file, mustExist: false);
        var clock = new SystemClock();
        var settings = new SettingValues(new Dictionary<string, string>
        {
            ["base_url"] = access["base-url"],
            ["la_code"] = access["la-code"],
            ["token_endpoint"] = access["token-endpoint"],
            ["client_id"] = access["client-id"],
            ["scope"] = access["scope"],
            ["min_interval_ms"] = "0",
            ["max_as_of_days"] = "36500",
        });
        int receiverId = ReceiverRegister.Current(database.Connection, clock, settings, ReceiverRegister.NotScrambled);
        ReceiverRegister.RecordRefresh(database.Connection, receiverId, refusedAt: null);
        Stage(database.Connection, receiverId, size, samples);
        long runId = RunLog.Start(database.Connection, clock, RunOperation.Submit, asOf: null, new RunOrigin(null, null, null));
        var secrets = new SecretValues(new Dictionary<string, string> { ["client_secret"] = access["client-secret"], ["supplier_key"] = access["supplier-key"] });
        using var process = Process.GetCurrentProcess();
        TimeSpan before = process.TotalProcessorTime;
        long start = Stopwatch.GetTimestamp();
        SubmissionCounts counts = SubmissionRun.Execute(
            database.Connection,
            new HttpWebRequestTransport(clock, NetworkSettings.Read(settings, secrets)),
            clock,
            new Random(1),
            settings,
            secrets,
            new SubmissionOrder(runId, new SubmissionBounds(AllowedHosts.Read(database.Connection).AndLoopback(), environment: null), confirmFirstRun: true, progress: null));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        process.Refresh();
        TimeSpan cpu = process.TotalProcessorTime - before;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Accepted,7} children accepted in {elapsed.TotalSeconds,6:0.00} s: {counts.Accepted / elapsed.TotalSeconds,6:0} a second; CPU of the sender {cpu.TotalMilliseconds / counts.Accepted:0.000} ms a child; memory {process.WorkingSet64 >> 20} MB, peak {process.PeakWorkingSet64 >> 20} MB"));
    }

    private static Process StartReceiver(string folder)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList =
            {
                Path.Combine(AppContext.BaseDirectory, "ssdclr.dll"), "receiver", "--port", "0", "--write-certificate", CertificateFile(folder), "--write-settings", SettingsFile(folder),
            },
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        return Process.Start(start)!;
    }

    private static void WaitForSettings(string folder, Process receiver)
    {
        // The settings are written last, and the address told after them.
        if (receiver.StandardOutput.ReadLine() is null || !File.Exists(SettingsFile(folder)))
        {
            throw new InvalidOperationException("The receiver did not start.");
        }
    }

    /// <summary>Payloads of the sample, with the child id that stands in each.</summary>
    private static List<(string Payload, string ChildId)> Samples()
    {
        using LocalDatabase database = SampleDatabase.Create(400);
        var preview = new PreviewReader(database.Connection, SettingValues.Read(database.Connection), SampleDatabase.AsOf);
        var samples = new List<(string, string)>();
        foreach (PayloadPreview payload in preview.Payloads(new PersonRange(null, null)))
        {
            string text = Encoding.UTF8.GetString(payload.Payload);
            using var document = JsonDocument.Parse(text);
            samples.Add((text, document.RootElement.GetProperty("la_child_id").GetString()!));
        }

        return samples;
    }

    private static void Stage(SqliteConnection connection, int receiverId, int size, List<(string Payload, string ChildId)> samples)
    {
        using SqliteTransaction transaction = connection.BeginTransaction();
        using SqliteCommand insert = connection.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            "INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, payload, payload_hash, error_count, warning_count, attempts, state_changed_at) "
            + $"VALUES ({receiverId}, @person, @person, 'pending', 'new', @payload, @hash, 0, 0, 0, '2026-01-01')";
        SqliteParameter person = insert.Parameters.Add("@person", SqliteType.Text);
        SqliteParameter payload = insert.Parameters.Add("@payload", SqliteType.Text);
        SqliteParameter hash = insert.Parameters.Add("@hash", SqliteType.Blob);
        for (int child = 0; child < size; child++)
        {
            (string text, string childId) = samples[child % samples.Count];
            string id = "M" + child.ToString("0000000", CultureInfo.InvariantCulture);
            string own = text.Replace($"\"la_child_id\":\"{childId}\"", $"\"la_child_id\":\"{id}\"", StringComparison.Ordinal);
            byte[] utf8 = Encoding.UTF8.GetBytes(own);
            person.Value = id;
            payload.Value = own;
            hash.Value = SHA256.HashData(utf8);
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }
}
