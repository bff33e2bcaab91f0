using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SsdClr.Simulation.Database;
using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;
using SsdClr.Submission.Http;

namespace SsdClr.Simulation.Checks;

/// <summary>What must hold whatever happens: looked at before every POST, at every commit and after every run.</summary>
internal sealed class Invariants
{
    private readonly Store _store;
    private readonly SimulatedSsd _ssd;
    private readonly SimulatedInternet _internet;
    private readonly SimulatedClock _clock;
    private readonly Dictionary<string, string> _hashes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ChildContent> _contents = new(StringComparer.Ordinal);
    private readonly Dictionary<long, Delivery> _deliveries = [];
    private readonly HashSet<string> _unconfirmed = new(StringComparer.Ordinal);
    private Dictionary<(int ReceiverId, string PersonId), StagingRow> _rows = [];
    private Dictionary<int, (string Address, string ChildIdColumn)> _receivers = [];
    private RunTerms? _terms;
    private DateTime _lastPost = DateTime.MinValue;

    internal Invariants(Store store, SimulatedSsd ssd, SimulatedInternet internet, SimulatedClock clock)
    {
        _store = store;
        _ssd = ssd;
        _internet = internet;
        _clock = clock;
        internet.OnLeaving = Leaving;
    }

    /// <summary>Told what happens, for a person to read; null for nobody.</summary>
    internal Action<string>? Journal { get; set; }

    /// <summary>The first violation; null while there is none. A program under test may well catch the exception.</summary>
    internal ViolationException? First { get; private set; }

    /// <summary>A program has a transaction open: others see nothing of it, and do not get in between.</summary>
    internal bool IsTransactionOpen => _store.Transaction is not null;

    private RunTerms Terms => _terms ?? throw new InvalidOperationException("No run was started.");

    /// <summary>A run starts.</summary>
    internal void StartRun(RunTerms terms)
    {
        _terms = terms;
        _lastPost = DateTime.MinValue;
        _ssd.StartRun(terms.AsOf);
    }

    /// <summary>Looks at what was just committed.</summary>
    internal void Committed()
    {
        if (First is not null || _store.Transaction is not null || !_store.IsStagingChanged)
        {
            return;
        }

        _store.IsStagingChanged = false;
        var before = _rows;
        _rows = StagingRow.ReadAll(_store);
        _receivers = ReadReceivers();
        foreach (var (key, row) in _rows)
        {
            before.TryGetValue(key, out var earlier);
            if (row != earlier)
            {
                Journal?.Invoke($"  {row.PersonId} at {Text(row.ReceiverId)}: {earlier?.State} {earlier?.Change} {earlier?.PayloadHash?[..4]} -> {row.State} {row.Change} {row.PayloadHash?[..4]} sent {row.SentHash?[..4]} acknowledged {row.AcknowledgedHash?[..4]} batch {row.BatchId} body {row.Body}");
                Demand(StateRules.FaultOf(row, Hash), row);
                Demand(StateRules.FaultOf(earlier, row), row);
                CheckCauseOfPurges(earlier, row);
                CheckAcknowledgement(row);
            }
        }

        foreach (var (key, row) in before)
        {
            if (!_rows.ContainsKey(key))
            {
                Demand(StateRules.FaultOf(row, after: null), row);
            }
        }
    }

    /// <summary>Looks at everything when a run has ended, in whatever way.</summary>
    /// <param name="isRefreshGood">Its refresh succeeded, and SSD stood still all the while.</param>
    internal void AfterRun(bool isRefreshGood)
    {
        _store.IsStagingChanged = true;
        Committed();
        foreach (var row in _rows.Values)
        {
            Demand(StateRules.FaultOf(row, Hash), row);
            CheckAcknowledgement(row);
            Demand(Leaks(row.LastMessage) ? "last_message tells more than it may" : null, row);
        }

        CheckBatches();
        CheckNobodyIsForgotten();
        foreach (var run in _store.Query("SELECT [message] FROM [csc].[run_log]"))
        {
            if (Leaks(run[0] as string))
            {
                throw Violation("a message in csc.run_log tells more than it may");
            }
        }

        if (isRefreshGood)
        {
            foreach (var child in _ssd.Children)
            {
                CheckStaged(child);
            }
        }
    }

    /// <summary>When faults have ceased: the receiver holds what SSD says.</summary>
    internal void AfterSettling()
    {
        var receiverId = CurrentReceiver();
        var receiver = _internet.ReceiverAt(Terms.Address);
        if (_store.Query("SELECT 1 FROM [csc].[batch_log] WHERE [receiver_id] = @0 AND [outcome] = 'in_flight'", receiverId).Count > 0)
        {
            throw Violation("a batch is still in flight");
        }

        foreach (var child in _ssd.Children)
        {
            var childId = SimulatedSsd.ChildId(child, Terms.ChildIdColumn);
            var row = _rows.GetValueOrDefault((receiverId, child.PersonId));
            if (row is { State: "in_flight" or "pending" or "held" })
            {
                throw Violation($"{child.PersonId} is still {row.State}");
            }

            // Refused as it is, and honestly so: it waits until it changes or somebody decides.
            if (childId is null || row is { State: "rejected" } || _internet.Troubles.Refused.Contains(childId))
            {
                continue;
            }

            var held = receiver.Held.GetValueOrDefault(childId);
            if (!child.IsInSsd)
            {
                Demand(held is not null ? "gone from SSD, and the receiver still holds the child" : null, child.PersonId);
            }
            else if (SimulatedSsd.IsInCohort(child, Terms.AsOf) && !SimulatedSsd.IsWithheld(child, Terms.ChildIdColumn))
            {
                Demand(row?.State != "accepted" ? $"the child is {row?.State ?? "not staged"} and not accepted" : null, child.PersonId);
                Demand(held is null ? "the receiver lacks the child" : null, child.PersonId);
                CompareAllowingAged(held!, SimulatedSsd.Expected(child, Terms.ChildIdColumn, Terms.AsOf), child, receiver.Merges);
            }
        }
    }

    private static bool Leaks(string? message) => message is not null
        && (message.Contains("Mark-", StringComparison.Ordinal)
            || message.Contains(SimulatedInternet.SupplierKey, StringComparison.Ordinal)
            || message.Contains(SimulatedInternet.ClientSecret, StringComparison.Ordinal)
            || message.Contains("2015-01-01", StringComparison.Ordinal));

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Before a POST leaves: it is committed, and it is what was committed.</summary>
    private void Leaving(HttpPost post, Delivery delivery)
    {
        if (_store.Transaction is not null)
        {
            throw Violation("a POST leaves while a transaction is open");
        }

        if (_clock.UtcNow < _lastPost + Terms.MinimumInterval)
        {
            throw Violation("a POST leaves earlier than min_interval_ms allows");
        }

        _lastPost = _clock.UtcNow;
        _store.IsStagingChanged = true;
        Committed();
        if (delivery.Address != Terms.Address)
        {
            throw Violation("a POST leaves for another address");
        }

        var receiverId = CurrentReceiver();
        if (_store.Query("SELECT 1 FROM [csc].[receiver] WHERE [receiver_id] = @0 AND [refresh_refused_at] IS NOT NULL", receiverId).Count > 0)
        {
            throw Violation("a POST leaves though a guard refused the refresh");
        }

        var batches = _store.Query("SELECT [batch_id], [children], [body_bytes] FROM [csc].[batch_log] WHERE [receiver_id] = @0 AND [outcome] = 'in_flight'", receiverId);
        if (batches.Count != 1)
        {
            throw Violation($"a POST leaves, and {batches.Count} batches are in flight");
        }

        delivery.BatchId = (long)batches[0][0]!;
        if (!_deliveries.TryAdd(delivery.BatchId, delivery))
        {
            throw Violation("two POSTs of one batch");
        }

        if ((long)batches[0][1]! != delivery.Children.Count || (long)batches[0][2]! != post.Body.Length || delivery.Children.Count > Terms.BatchSize)
        {
            throw Violation("the POST is not the batch that was committed");
        }

        var ledger = _store.Query("SELECT [person_id], [change], [sent_hash], [is_resend] FROM [csc].[batch_child] WHERE [batch_id] = @0 ORDER BY [position]", delivery.BatchId);
        if (ledger.Count != delivery.Children.Count)
        {
            throw Violation("the ledger has another number of children than the POST");
        }

        for (var place = 0; place < ledger.Count; place++)
        {
            var personId = (string)ledger[place][0]!;
            CheckLeaving(
                receiverId,
                personId,
                (string)ledger[place][1]!,
                ledger[place][2] is byte[] hash ? Convert.ToHexString(hash) : null,
                (long)ledger[place][3]! != 0,
                delivery.Children[place],
                delivery.BatchId);
        }
    }

    private void CheckLeaving(int receiverId, string personId, string change, string? sentHash, bool isResend, SentChild sent, long batchId)
    {
        if (!_rows.TryGetValue((receiverId, personId), out var row) || row.State != "in_flight" || row.BatchId != batchId)
        {
            throw Violation($"{personId} leaves without its claim");
        }

        var number = personId[1..];
        if (sent.ChildId != (Terms.ChildIdColumn == "pers_person_id" ? personId : "L" + number))
        {
            throw Violation($"{personId} leaves under another child's id");
        }

        using var body = JsonDocument.Parse(sent.Json);
        CheckEverythingIsOf(personId, body.RootElement);
        var isPurge = ChildContent.IsPurge(body.RootElement);
        if (isPurge != (change == "deleted"))
        {
            throw Violation($"{personId}: the ledger says {change} and the body says otherwise");
        }

        if (row.Attempts > Terms.MaximumAttempts)
        {
            throw Violation($"{personId} is tried more often than max_attempts allows");
        }

        if (!isPurge)
        {
            if (sentHash is null || sentHash != row.PayloadHash)
            {
                throw Violation($"{personId}: the ledger has another hash than the row");
            }

            // Whatever is removed aside, the body says what the payload says.
            var payload = ContentOf(row.Payload!);
            var content = ChildContent.Of(body.RootElement);
            if ((payload.FirstMissingOf(content) ?? content.FirstMissingOf(payload)) is { } path)
            {
                throw Violation($"{personId}: body and payload differ at {path}");
            }
        }

        var last = _internet.ReceiverAt(Terms.Address).LastBody.GetValueOrDefault(sent.ChildId);
        if (last == sent.Json && !isResend)
        {
            throw Violation($"{personId}: the receiver has this very body already, and the ledger does not call it a re-send");
        }
    }

    /// <summary>Every text and every id in a body names the child it belongs to.</summary>
    private void CheckEverythingIsOf(string personId, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CheckEverythingIsOf(personId, item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in element.EnumerateObject())
            {
                var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
                var isForeign = member.Name switch
                {
                    "la_child_id" or "mis_child_id" => text is not null && text[1..] != personId[1..],
                    "surname" => text is not null && !text.StartsWith("Mark-" + personId + "-", StringComparison.Ordinal),
                    _ => text is not null && member.Name.EndsWith("_id", StringComparison.Ordinal) && !text.StartsWith(personId + "-", StringComparison.Ordinal),
                };
                if (isForeign)
                {
                    throw Violation($"{personId}: {member.Name} is another child's");
                }

                CheckEverythingIsOf(personId, member.Value);
            }
        }
    }

    /// <summary>A purge is staged only for what is not in SSD, or was not at some moment of this run.</summary>
    private void CheckCauseOfPurges(StagingRow? before, StagingRow row)
    {
        var child = _ssd.Find(row.PersonId)!;
        if (row.Change == "deleted")
        {
            if (before?.Change != "deleted" && !_ssd.WasAbsent(child.PersonId, child.IsInSsd))
            {
                throw Violation($"{row.PersonId} is to be purged, and is in SSD");
            }
        }
        else if (row.Body is not null && row.Body != before?.Body)
        {
            using var body = JsonDocument.Parse(row.Body);
            CheckCauseOfRemovals(child, string.Empty, body.RootElement);
        }
    }

    private void CheckCauseOfRemovals(WorldChild child, string prefix, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (ChildContent.IdKey(member.Name) is { } idKey)
            {
                foreach (var record in member.Value.EnumerateArray())
                {
                    var id = record.GetProperty(idKey).GetString()!;
                    var path = prefix + member.Name + "/" + id;
                    if (!ChildContent.IsPurge(record))
                    {
                        CheckCauseOfRemovals(child, path + "/", record);
                    }
                    else if (!_ssd.WasAbsent(id, SimulatedSsd.Holds(child, path)) && !_ssd.WasAbsent(child.PersonId, child.IsInSsd))
                    {
                        throw Violation($"{child.PersonId}: {path} is to be purged, and is in SSD");
                    }
                }
            }
        }
    }

    private void CheckAcknowledgement(StagingRow row)
    {
        if (row.AcknowledgedHash is null)
        {
            return;
        }

        var receiver = _receivers[row.ReceiverId];
        if (!WasProcessed(row, receiver.Address))
        {
            throw Violation($"{row.PersonId} is acknowledged as the receiver never took it");
        }

        if (row.State == "accepted")
        {
            var held = _internet.ReceiverAt(receiver.Address).Held.GetValueOrDefault(row.ChildId!);
            Demand(held is null ? "accepted, and the receiver does not hold the child" : null, row);
            Demand(held!.FirstMissingOf(ContentOf(row.AcknowledgedPayload!)) is { } path ? $"accepted, and the receiver holds something else at {path}" : null, row);
        }
    }

    private bool WasProcessed(StagingRow row, string address)
    {
        // The latest first: it is nearly always that.
        foreach (var entry in _store.Query(
            "SELECT [batch_id], [position] FROM [csc].[batch_child] WHERE [person_id] = @0 AND [sent_hash] = @1 AND [change] <> 'deleted' ORDER BY [batch_id] DESC",
            row.PersonId,
            Convert.FromHexString(row.AcknowledgedHash!)))
        {
            if (_deliveries.TryGetValue((long)entry[0]!, out var delivery) && delivery.IsConfirmed && delivery.Address == address)
            {
                return true;
            }
        }

        return false;
    }

    private void CheckBatches()
    {
        foreach (var batch in _store.Query("SELECT [batch_id], [outcome], [message] FROM [csc].[batch_log]"))
        {
            var batchId = (long)batch[0]!;
            var outcome = (string)batch[1]!;
            var delivery = _deliveries.GetValueOrDefault(batchId);
            if (outcome == "accepted" && delivery is not { IsConfirmed: true })
            {
                throw Violation($"batch {Text(batchId)} counts as accepted, and the receiver never said so");
            }

            if (outcome == "refused" && delivery is not { IsRefused: true })
            {
                throw Violation($"batch {Text(batchId)} counts as refused, and the receiver did not refuse it");
            }

            if (outcome != "accepted" && delivery is { IsProcessed: true })
            {
                _unconfirmed.UnionWith(delivery.Children.Select(child => child.ChildId));
            }

            if (Leaks(batch[2] as string))
            {
                throw Violation("a message in csc.batch_log tells more than it may");
            }
        }

        foreach (var row in _rows.Values.Where(row => row.State == "rejected"))
        {
            var delivery = _deliveries.GetValueOrDefault(row.BatchId ?? 0);
            Demand(delivery is { Children.Count: 1 } && (delivery.IsRefused || delivery.IsTooLarge) ? null : "rejected, and the receiver did not refuse the child alone", row);
        }
    }

    /// <summary>Whatever a receiver holds is known to staging.</summary>
    private void CheckNobodyIsForgotten()
    {
        foreach (var (receiverId, (address, column)) in _receivers)
        {
            foreach (var childId in _internet.ReceiverAt(address).Held.Keys)
            {
                if (childId[0] == (column == "pers_person_id" ? 'p' : 'L')
                    && _rows.GetValueOrDefault((receiverId, "p" + childId[1..])) is not { EverSent: true, State: not "deleted" })
                {
                    throw Violation($"the receiver holds {childId}, and nothing is known of it");
                }
            }
        }
    }

    /// <summary>After a good refresh every child is staged as SSD has it.</summary>
    private void CheckStaged(WorldChild child)
    {
        var row = _rows.GetValueOrDefault((CurrentReceiver(), child.PersonId));
        if (!child.IsInSsd)
        {
            Demand(row is null or { State: "deleted" } or { Change: "deleted", State: "pending" or "held" or "in_flight" or "rejected" } ? null : "gone from SSD, and not to be purged", child.PersonId);
        }
        else if (child.IsBirthDateGarbled)
        {
            Demand(row is null or { State: "withheld" } ? null : "not withheld", child.PersonId);
        }
        else if (!SimulatedSsd.IsInCohort(child, Terms.AsOf))
        {
            Demand(row is null or { State: "dormant" or "deleted" } ? null : "out of the cohort, and not dormant", child.PersonId);
        }
        else if (SimulatedSsd.ChildId(child, Terms.ChildIdColumn) is null)
        {
            Demand(row is { State: "withheld" } ? null : "not withheld", child.PersonId);
        }
        else
        {
            Demand(row is { State: "pending" or "in_flight" or "accepted" or "rejected", Payload: not null } ? null : $"{row?.State ?? "not staged"}, and in the cohort", child.PersonId);
            var expected = SimulatedSsd.Expected(child, Terms.ChildIdColumn, Terms.AsOf);
            var staged = ContentOf(row!.Payload!);
            Demand((staged.FirstMissingOf(expected) ?? expected.FirstMissingOf(staged)) is { } path ? $"staged otherwise than SSD has it at {path}" : null, child.PersonId);
            if (row.State == "accepted")
            {
                CompareAllowingAged(ContentOf(row.AcknowledgedPayload!), expected, child, mayKeepCleared: false);
            }
        }
    }

    /// <summary>What is held is what is expected, but for records that aged out: those are still in SSD.</summary>
    private void CompareAllowingAged(ChildContent held, ChildContent expected, WorldChild child, bool mayKeepCleared)
    {
        Demand(held.FirstMissingOf(expected) is { } missing ? $"the receiver lacks {missing}" : null, child.PersonId);
        foreach (var path in held.Values.Keys.Where(path => !expected.Values.ContainsKey(path)))
        {
            var parent = path[..Math.Max(0, path.LastIndexOf('/'))];
            var isAged = SimulatedSsd.Holds(child, path) && !expected.Values.ContainsKey(parent + "/referral_date") && !expected.Values.ContainsKey(parent + "/start_date");
            var isRecord = held.Values[path].Length == 0 || path.StartsWith("health_and_wellbeing/", StringComparison.Ordinal);
            isAged = isRecord ? SimulatedSsd.Holds(child, path) : isAged;

            // Of an episode that aged out nothing is looked at any more.
            var parts = path.Split('/');
            var episode = parts.Length > 2 && parts[0] == "social_care_episodes" ? parts[0] + "/" + parts[1] : null;
            isAged |= episode is not null && !expected.Values.ContainsKey(episode) && SimulatedSsd.Holds(child, episode);

            // What was taken without a confirmation is known as long as it is staged; a receiver that merges keeps it.
            var isUnknown = mayKeepCleared && _unconfirmed.Contains(SimulatedSsd.ChildId(child, Terms.ChildIdColumn)!);

            // A value that was cleared is left out, and a receiver that merges keeps it.
            var isCleared = mayKeepCleared && !isRecord && (parent.Length == 0 || expected.Values.ContainsKey(parent));
            Demand(isAged || isCleared || isUnknown || _ssd.HadAgedOut(path) ? null : $"the receiver still holds {path}", child.PersonId);
        }
    }

    private int CurrentReceiver()
    {
        foreach (var (receiverId, receiver) in _receivers)
        {
            if (receiver.Address == Terms.Address && receiver.ChildIdColumn == Terms.ChildIdColumn)
            {
                return receiverId;
            }
        }

        throw Violation("the receiver is not registered");
    }

    private Dictionary<int, (string Address, string ChildIdColumn)> ReadReceivers()
    {
        var receivers = new Dictionary<int, (string, string)>();
        foreach (var row in _store.Query("SELECT [receiver_id], [base_url], [la_code], [la_child_id_column] FROM [csc].[receiver] ORDER BY [receiver_id]"))
        {
            receivers.Add((int)(long)row[0]!, ($"{row[1]}/children_social_care_data/{row[2]}/children", (string)row[3]!));
        }

        return receivers;
    }

    private string Hash(string text)
    {
        if (!_hashes.TryGetValue(text, out var hash))
        {
            hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
            _hashes.Add(text, hash);
        }

        return hash;
    }

    private ChildContent ContentOf(string json)
    {
        if (!_contents.TryGetValue(json, out var content))
        {
            using var document = JsonDocument.Parse(json);
            content = ChildContent.Of(document.RootElement);
            _contents.Add(json, content);
        }

        return content;
    }

    private void Demand(string? fault, StagingRow row) => Demand(fault, $"{row.PersonId} at receiver {Text(row.ReceiverId)}");

    private void Demand(string? fault, string who)
    {
        if (fault is not null)
        {
            throw Violation(who + ": " + fault);
        }
    }

    private ViolationException Violation(string message)
    {
        First ??= new ViolationException(message);
        return First;
    }
}
