using System.Text;
using SsdClr.Chaos;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Tests.Receiver;
using SsdClr.Tests.Submission;

namespace SsdClr.Tests.Chaos;

/// <summary>A receiver, and a database that claims whatever a test has it claim.</summary>
internal sealed class CheckerScene : IAsyncDisposable
{
    private readonly ReceiverSession _session;
    private readonly DeliveryLog _deliveries;
    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();
    private readonly ChaosReport _report = new();

    private CheckerScene(ReceiverSession session, DeliveryLog deliveries)
    {
        _session = session;
        _deliveries = deliveries;
        Execute(
            "INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) "
            + $"VALUES (1, '{TestSettings.BaseUrl}', '999', 'pers_person_id', '2026-01-01', 1)");
    }

    public static async Task<CheckerScene> StartAsync()
    {
        var deliveries = new DeliveryLog();
        return new CheckerScene(await ReceiverSession.StartAsync(new ReceiverOptions { OnDelivery = deliveries.Add }), deliveries);
    }

    /// <summary>A row of csc.staging in some state.</summary>
    public void AddStaged(string child, string state) => Execute(
        "INSERT INTO csc.staging (receiver_id, person_id, la_child_id, state, change, acknowledged_payload, error_count, warning_count, attempts, state_changed_at) "
        + $"VALUES (1, '{child}', '{child}', '{state}', 'none', '{ExampleChild.Least(child)}', 0, 0, 0, '2026-01-01')");

    /// <summary>A POST in the sender's log.</summary>
    public void AddPost(long batch, string outcome, int bytes, (string Child, bool IsResend, string? Receipt) child)
    {
        Execute($"INSERT INTO csc.batch_log (batch_id, run_id, receiver_id, started_at, children, body_bytes, outcome) VALUES ({batch}, 1, 1, '2026-01-01', 1, {bytes}, '{outcome}')");
        Execute(
            "INSERT INTO csc.batch_child (batch_id, position, person_id, la_child_id, change, sent_hash, is_resend, receipt) "
            + $"VALUES ({batch}, 0, '{child.Child}', '{child.Child}', 'new', x'01', {(child.IsResend ? 1 : 0)}, {(child.Receipt is null ? "NULL" : $"'{child.Receipt}'")})");
    }

    /// <summary>Posts a child to the receiver, past the sender.</summary>
    /// <returns>Bytes of the body.</returns>
    public async Task<int> PostAsync(string child)
    {
        var body = Encoding.UTF8.GetBytes($"[{ExampleChild.Least(child)}]");
        Assert.AreEqual(200, (await _session.PostBodyAsync(body)).Status);
        return body.Length;
    }

    /// <summary>Purges a child, past the sender; the log has that POST.</summary>
    public async Task PurgeAsync(string child)
    {
        var body = Encoding.UTF8.GetBytes($"[{ExampleChild.Deletion(child)}]");
        Assert.AreEqual(200, (await _session.PostBodyAsync(body)).Status);
        AddPost(1, outcome: "unknown", body.Length, (child, IsResend: false, Receipt: null));
    }

    public ChaosReport Check()
    {
        new ChaosChecker(_session.Receiver, _deliveries, _report).Check(_database, new HashSet<string>(StringComparer.Ordinal));
        return _report;
    }

    /// <summary>Checks the end against a receiver that would hold these children, each of another content.</summary>
    public ChaosReport CheckEnd(string[] anew)
    {
        var held = anew.ToDictionary(child => child, _ => new HeldChild("{}"u8.ToArray(), "receipt", default), StringComparer.Ordinal);
        new ChaosChecker(_session.Receiver, _deliveries, _report).CheckEnd(_database, held);
        return _report;
    }

    public async ValueTask DisposeAsync()
    {
        _database.Dispose();
        await _session.DisposeAsync();
    }

    private void Execute(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
