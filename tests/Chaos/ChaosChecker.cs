using System.Text;
using Microsoft.Data.Sqlite;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;

namespace SsdClr.Chaos;

/// <summary>
/// Compares what the receiver has seen with what the database says, while no run is at work. It knows the tables and the receiver's ledger, and
/// none of the sender's code. Violations are named by ids, which are those of synthetic children.
/// </summary>
internal sealed class ChaosChecker(RehearsalReceiver receiver, DeliveryLog arrivals, ChaosReport report)
{
    private readonly HashSet<string> _found = new(StringComparer.Ordinal);

    /// <summary>Whether a batch is claimed and has no outcome.</summary>
    public static bool IsInFlight(LocalDatabase database) => Convert.ToInt64(Scalar(database, "SELECT COUNT(*) FROM csc.batch_log WHERE outcome = 'in_flight'"), System.Globalization.CultureInfo.InvariantCulture) > 0;

    /// <summary>Checks what must hold after every run, however it ended.</summary>
    /// <param name="database">The sender's.</param>
    /// <param name="removed">All children that were ever removed from SSD.</param>
    public void Check(LocalDatabase database, IReadOnlySet<string> removed)
    {
        // The receiver's side first: what arrives later is none of this check's.
        var deliveries = arrivals.All;
        var ledger = receiver.State.Ledger;
        var logged = LoggedPosts(database);
        CheckDeliveries(deliveries, logged);
        CheckReceipts(database, ledger);
        CheckStaging(database);
        CheckMarks(database);
        CheckPurges(ledger, removed);
        report.Logged = logged.Values.Sum();
        report.Arrived = deliveries.Count;
        report.TakenIn = ledger.Count;
        report.Resends = Convert.ToInt32(Scalar(database, "SELECT COUNT(*) FROM csc.batch_child WHERE is_resend = 1"), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>Checks what must hold once the faults have ceased and a run has succeeded.</summary>
    /// <param name="database">The sender's.</param>
    /// <param name="anew">What a receiver holds that was sent the same SSD for the first time.</param>
    public void CheckEnd(LocalDatabase database, IReadOnlyDictionary<string, HeldChild> anew)
    {
        foreach (var (person, state) in Rows(database, "SELECT person_id, state FROM csc.staging WHERE state IN ('pending', 'in_flight', 'rejected', 'awaiting_confirmation') ORDER BY person_id"))
        {
            Found(report.Lost, $"child {person} is still {state}");
        }

        var held = receiver.State.Held;
        foreach (var id in held.Keys.Union(anew.Keys).Order(StringComparer.Ordinal))
        {
            if (!held.TryGetValue(id, out var here))
            {
                Found(report.Lost, $"child {id} is not held");
            }
            else if (!anew.TryGetValue(id, out var there))
            {
                Found(report.Lost, $"child {id} is held, and a receiver that starts anew would not hold it");
            }
            else if (!here.Json.Span.SequenceEqual(there.Json.Span))
            {
                Found(report.Lost, $"child {id} is held differently than a receiver that starts anew would hold it");
            }
        }
    }

    /// <summary>Every delivery is a POST of the log: as many of the same length, children and order at most.</summary>
    private void CheckDeliveries(IReadOnlyList<Delivery> deliveries, Dictionary<string, int> logged)
    {
        var arrived = deliveries
            .GroupBy(delivery => Signature(delivery.BodyBytes, delivery.LaChildIds), StringComparer.Ordinal);
        foreach (var group in arrived)
        {
            var attempts = logged.GetValueOrDefault(group.Key);
            if (group.Count() > attempts)
            {
                Found(report.UnloggedResends, $"{group.Count()} deliveries, and {attempts} POSTs in the log, of {group.Key}");
            }
        }
    }

    /// <summary>Every receipt that was recorded is one that the receiver gave, for that child.</summary>
    private void CheckReceipts(LocalDatabase database, IReadOnlyList<AcceptedBatch> ledger)
    {
        var given = ledger.SelectMany(batch => batch.Children).ToDictionary(child => child.Receipt, child => child.LaChildId, StringComparer.Ordinal);
        foreach (var (person, receipt) in Rows(
            database,
            "SELECT person_id, receipt FROM csc.batch_child WHERE receipt IS NOT NULL UNION SELECT person_id, receipt FROM csc.staging WHERE receipt IS NOT NULL"))
        {
            if (!given.TryGetValue(receipt, out var child) || child != person)
            {
                Found(report.AcknowledgedNotReceived, $"child {person} has a receipt that was never given for it");
            }
        }
    }

    /// <summary>What counts as accepted is held, to the byte; what counts as deleted is not held.</summary>
    private void CheckStaging(LocalDatabase database)
    {
        var held = receiver.State.Held;
        foreach (var (person, payload) in Rows(database, "SELECT person_id, acknowledged_payload FROM csc.staging WHERE state = 'accepted'"))
        {
            if (!held.TryGetValue(person, out var child) || !child.Json.Span.SequenceEqual(Encoding.UTF8.GetBytes(payload)))
            {
                Found(report.AcknowledgedNotReceived, $"child {person} counts as accepted and is not held as it was acknowledged");
            }
        }

        foreach (var (person, _) in Rows(database, "SELECT person_id, state FROM csc.staging WHERE state = 'purged'"))
        {
            if (held.ContainsKey(person))
            {
                Found(report.AcknowledgedNotReceived, $"child {person} counts as deleted and is still held");
            }
        }
    }

    /// <summary>Who was sent without a confirmation and is sent the same again is marked as sent again.</summary>
    private void CheckMarks(LocalDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText =
            """
            SELECT later.person_id, later.batch_id
            FROM csc.batch_child AS later
            JOIN csc.batch_child AS earlier ON earlier.person_id = later.person_id AND earlier.batch_id =
                (SELECT MAX(before.batch_id) FROM csc.batch_child AS before WHERE before.person_id = later.person_id AND before.batch_id < later.batch_id)
            JOIN csc.batch_log AS post ON post.batch_id = earlier.batch_id
            WHERE later.is_resend = 0 AND post.outcome <> 'accepted' AND earlier.sent_hash IS later.sent_hash
                AND (earlier.change = 'purge') = (later.change = 'purge')
            """;
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            Found(report.UnloggedResends, $"child {reader.GetString(0)} of batch {reader.GetInt64(1)} was sent before and is not marked");
        }
    }

    /// <summary>Nobody is purged who was not removed.</summary>
    private void CheckPurges(IReadOnlyList<AcceptedBatch> ledger, IReadOnlySet<string> removed)
    {
        foreach (var child in ledger.SelectMany(batch => batch.Children).Where(child => child.IsDeletion && !removed.Contains(child.LaChildId)))
        {
            Found(report.Others, $"child {child.LaChildId} was purged and never removed from SSD");
        }
    }

    private static Dictionary<string, int> LoggedPosts(LocalDatabase database)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText =
            "SELECT post.batch_id, post.body_bytes, child.person_id FROM csc.batch_log AS post JOIN csc.batch_child AS child ON child.batch_id = post.batch_id ORDER BY post.batch_id, child.position";
        var posts = new Dictionary<long, (int Bytes, List<string> Children)>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            var batch = reader.GetInt64(0);
            if (!posts.TryGetValue(batch, out var post))
            {
                posts.Add(batch, post = (reader.GetInt32(1), []));
            }

            post.Children.Add(reader.GetString(2));
        }

        return posts.Values.GroupBy(post => Signature(post.Bytes, post.Children), StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
    }

    // The settings of the harness send pers_person_id as la_child_id.
    private static string Signature(int bytes, IEnumerable<string> children) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes} bytes: {string.Join(' ', children)}");

    private static IEnumerable<(string Person, string Text)> Rows(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return (reader.GetString(0), reader.GetString(1));
        }
    }

    private static object? Scalar(LocalDatabase database, string sql)
    {
        using var command = database.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    private void Found(List<string> violations, string violation)
    {
        // What is wrong once is found by every later check too.
        if (_found.Add(violation))
        {
            violations.Add(violation);
        }
    }
}
