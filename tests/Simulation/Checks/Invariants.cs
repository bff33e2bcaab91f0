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
    private readonly Dictionary<(string Address, string SentHash), List<Delivery>> _posts = [];
    private readonly Dictionary<(string Address, string ChildId), Delivery> _lastPosts = [];
    private readonly Dictionary<(string Address, string ChildId), HashSet<string>> _sentRecords = [];
    private Dictionary<(int ReceiverId, string PersonId), StagingRow> _rows = [];
    private Dictionary<(int ReceiverId, string ChildId), StagingRow> _held = [];
    private Dictionary<int, string> _receivers = [];
    private RunTerms? _terms;
    private DateTime _lastPost = DateTime.MinValue;
    private bool _idsWereIgnored;

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
    internal bool IsTransactionOpen => _store.IsTransactionOpen;

    private RunTerms Terms => _terms ?? throw new InvalidOperationException("No run was started.");

    /// <summary>A run starts.</summary>
    internal void StartRun(RunTerms terms)
    {
        _terms = terms;
        _lastPost = DateTime.MinValue;
        _idsWereIgnored |= terms.IgnoresRecordIds;
        _ssd.StartRun(terms.AsOf);
    }

    /// <summary>Looks at what was just committed.</summary>
    internal void Committed()
    {
        if (First is not null || _store.IsTransactionOpen || !_store.IsStagingChanged)
        {
            return;
        }

        _store.IsStagingChanged = false;
        var before = _rows;
        var heldBefore = _held;
        _rows = StagingRow.ReadAll(_store);
        _held = HeldRows();
        _receivers = ReadReceivers();
        foreach (var (key, row) in _rows)
        {
            if (row != before.GetValueOrDefault(key))
            {
                var earlier = Earlier(row, before, heldBefore);
                Journal?.Invoke($"  {row.PersonId} as {row.ChildId} at {Text(row.ReceiverId)}: {earlier?.State} {earlier?.Change} {earlier?.PayloadHash?[..4]} -> {row.State} {row.Change} {row.PayloadHash?[..4]} sent {row.SentHash?[..4]} acknowledged {row.AcknowledgedHash?[..4]} batch {row.BatchId} body {row.Body}");
                Demand(StateRules.FaultOf(row, Hash), row);
                Demand(StateRules.FaultOf(earlier, row), row);
                CheckCauseOfPurges(earlier, row);
                RememberClaim(row);
                CheckAcknowledgement(row);
            }
        }

        foreach (var (key, row) in heldBefore)
        {
            // A row may go from person to person with the id the receiver knows, and come to its end as deleted.
            if (!_held.ContainsKey(key) && _rows.GetValueOrDefault((row.ReceiverId, row.PersonId)) is not { State: "deleted" })
            {
                Demand("a child that was sent was dropped", row);
            }
        }
    }

    /// <summary>The rows that the receiver holds a child of, or may; one for each id.</summary>
    private Dictionary<(int ReceiverId, string ChildId), StagingRow> HeldRows()
    {
        var held = new Dictionary<(int, string), StagingRow>();
        foreach (var row in _rows.Values)
        {
            if (row.IsHeld && !held.TryAdd((row.ReceiverId, row.ChildId!), row))
            {
                Demand($"two rows hold {row.ChildId}", row);
            }
        }

        return held;
    }

    /// <summary>The row as it was: what was sent belongs to the id it was sent under, whoever carries it; what never was, to the person.</summary>
    private static StagingRow? Earlier(
        StagingRow row,
        Dictionary<(int ReceiverId, string PersonId), StagingRow> before,
        Dictionary<(int ReceiverId, string ChildId), StagingRow> heldBefore)
    {
        if (row is { EverSent: true, ChildId: not null } && heldBefore.TryGetValue((row.ReceiverId, row.ChildId), out var held))
        {
            return held;
        }

        var own = before.GetValueOrDefault((row.ReceiverId, row.PersonId));
        return own is { IsHeld: true } && own.ChildId != row.ChildId ? null : own;
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

        foreach (var row in _rows.Values.Where(row => row.ReceiverId == receiverId && row.State is "in_flight" or "pending" or "held"))
        {
            Demand("still " + row.State, row);
        }

        foreach (var (childId, held) in receiver.Held)
        {
            // Refused as it is, and honestly so: it waits until it changes or somebody decides.
            var row = _held[(receiverId, childId)];
            var child = _ssd.Find(row.PersonId);
            if (_internet.Troubles.Refused.Contains(childId))
            {
                continue;
            }

            Demand(child is not { IsInSsd: true } ? "gone from SSD, and the receiver still holds the child" : null, row);
            if (!ExpectedContent.IsInCohort(child!, Terms.AsOf))
            {
                Demand(Terms.PurgesWhoLeft && !child!.IsBirthDateGarbled ? "left the cohort, and the receiver still holds the child" : null, row);
            }
            else if (!_ssd.IsWithheld(child!, Terms.ChildIdColumn))
            {
                Demand(row.State != "accepted" ? $"the child is {row.State} and not accepted" : null, row);
                CompareAllowingAged(held, ExpectedContent.Of(child!, Terms.ChildIdColumn, Terms.AsOf), child!, receiver.Merges ? row : null);
            }
        }

        foreach (var child in _ssd.Children.Where(child => ExpectedContent.IsInCohort(child, Terms.AsOf) && !_ssd.IsWithheld(child, Terms.ChildIdColumn)))
        {
            var childId = ExpectedContent.ChildId(child, Terms.ChildIdColumn)!;
            Demand(receiver.Held.ContainsKey(childId) || _internet.Troubles.Refused.Contains(childId) ? null : "the receiver lacks the child", child.PersonId);
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
        if (_store.IsTransactionOpen)
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
                delivery);
        }
    }

    private void CheckLeaving(int receiverId, string personId, string change, string? sentHash, bool isResend, SentChild sent, Delivery delivery)
    {
        if (!_rows.TryGetValue((receiverId, personId), out var row) || row.State != "in_flight" || row.BatchId != delivery.BatchId)
        {
            throw Violation($"{personId} leaves without its claim");
        }

        using var body = JsonDocument.Parse(sent.Json);
        var isPurge = ChildContent.IsPurge(body.RootElement);
        var child = _ssd.Find(personId);
        if (sent.ChildId != row.ChildId || (!isPurge && !Carried(child!, sent.ChildId)))
        {
            throw Violation($"{personId} leaves under another child's id");
        }

        if (!isPurge)
        {
            CheckEverythingIsOf(child!, body.RootElement);
        }

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

            // Whatever is removed aside, the body says what the payload says, or a part of it.
            var payload = ContentOf(row.Payload!);
            var content = ChildContent.Of(body.RootElement);
            if (payload.FirstMissingOf(content) is { } path)
            {
                throw Violation($"{personId}: body and payload differ at {path}");
            }

            if (content.FirstMissingOf(payload) is { } left)
            {
                CheckPartial(row, left, isResend);
            }

            CheckRemovals(row, string.Empty, body.RootElement);
            if (!_posts.TryGetValue((Terms.Address, sentHash), out var posts))
            {
                _posts.Add((Terms.Address, sentHash), posts = []);
            }

            posts.Add(delivery);
        }

        var last = _internet.ReceiverAt(Terms.Address).LastBody.GetValueOrDefault(sent.ChildId);
        if (last == sent.Json && !isResend && WasTaken(sentHash, sent, delivery))
        {
            throw Violation($"{personId}: the receiver has this very body already, and the ledger does not call it a re-send");
        }

        _lastPosts[(Terms.Address, sent.ChildId)] = delivery;
    }

    /// <summary>
    /// True where the receiver took the body as that of this payload. The part of one payload that was sent may read as the whole of a later one, when all else
    /// aged out: that is no re-send, for nothing of the later one was sent.
    /// </summary>
    private bool WasTaken(string? sentHash, SentChild sent, Delivery delivery) =>
        sentHash is null || _posts[(delivery.Address, sentHash)].Exists(post => post != delivery && post.IsProcessed && post.Children.Contains(sent));

    /// <summary>A part of a child leaves only where it is certain what the receiver holds.</summary>
    private void CheckPartial(StagingRow row, string missing, bool isResend)
    {
        var receiver = _internet.ReceiverAt(Terms.Address);
        var isCertain = receiver.Merges && !isResend && row.AcknowledgedPayload is not null
            && _lastPosts[(Terms.Address, row.ChildId!)].IsConfirmed
            && receiver.Held.TryGetValue(row.ChildId!, out var held)
            && held.FirstMissingOf(ContentOf(row.AcknowledgedPayload)) is null;
        Demand(isCertain ? null : $"body and payload differ at {missing}", row);
    }

    /// <summary>Nothing is removed that was never sent under the id.</summary>
    private void CheckRemovals(StagingRow row, string prefix, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (ChildContent.IdKey(member.Name) is { } idKey)
            {
                foreach (var record in member.Value.EnumerateArray())
                {
                    var path = prefix + member.Name + "/" + record.GetProperty(idKey).GetString()!;
                    if (!ChildContent.IsPurge(record))
                    {
                        CheckRemovals(row, path + "/", record);
                    }
                    else if (!_sentRecords.TryGetValue((Terms.Address, row.ChildId!), out var sent) || !sent.Contains(path))
                    {
                        throw Violation($"{row.PersonId}: {path} is removed, and was never sent as {row.ChildId}");
                    }
                }
            }
        }
    }

    // A kill may come before the POST: whoever reads the claim cannot know.
    private void RememberClaim(StagingRow row)
    {
        if (row is not { State: "in_flight", Payload: not null })
        {
            return;
        }

        var key = (_receivers[row.ReceiverId], row.ChildId!);
        if (!_sentRecords.TryGetValue(key, out var records))
        {
            _sentRecords.Add(key, records = new HashSet<string>(StringComparer.Ordinal));
        }

        records.UnionWith(ContentOf(row.Payload).Values.Where(value => value.Value.Length == 0).Select(value => value.Key));
    }

    private static bool Carried(WorldChild child, string childId) => childId == child.PersonId || child.LegacyIds.Contains(childId);

    /// <summary>Every text and every id in a body names the child it belongs to; but for what is removed, which may be of who had the id before.</summary>
    private void CheckEverythingIsOf(WorldChild child, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray())
            {
                CheckEverythingIsOf(child, item);
            }
        }
        else if (element.ValueKind == JsonValueKind.Object && !ChildContent.IsPurge(element))
        {
            foreach (var member in element.EnumerateObject())
            {
                var text = member.Value.ValueKind == JsonValueKind.String ? member.Value.GetString()! : null;
                var isForeign = member.Name switch
                {
                    "la_child_id" or "mis_child_id" => text is not null && !Carried(child, text),
                    "surname" => text is not null && !text.StartsWith("Mark-" + child.PersonId + "-", StringComparison.Ordinal),
                    _ => text is not null && member.Name.EndsWith("_id", StringComparison.Ordinal) && !text.StartsWith(child.PersonId + "-", StringComparison.Ordinal),
                };
                if (isForeign)
                {
                    throw Violation($"{child.PersonId}: {member.Name} is another child's");
                }

                CheckEverythingIsOf(child, member.Value);
            }
        }
    }

    /// <summary>
    /// A purge is staged only for what is not in SSD, or was not at some moment of this run; for who left the cohort where that is asked for; and for
    /// an id that its child has no more. It may leave only if nobody who is to be sent carries the id.
    /// </summary>
    private void CheckCauseOfPurges(StagingRow? before, StagingRow row)
    {
        var child = _ssd.Find(row.PersonId);
        if (row.Change == "deleted")
        {
            var hasCause = child is null || _ssd.WasAbsent(child.PersonId, child.IsInSsd)
                || (Terms.PurgesWhoLeft && (!ExpectedContent.IsInCohort(child, Terms.AsOf) || _ssd.HasChanged(child)));
            if (before?.Change != "deleted" && !hasCause)
            {
                throw Violation($"{row.PersonId} is to be purged, and is in SSD");
            }

            if (row.State == "pending" && before is not { Change: "deleted", State: not "held" } && _ssd.IsCarried(row.ChildId!, Terms.ChildIdColumn))
            {
                throw Violation($"{row.PersonId}: {row.ChildId} is to be purged, and a child in SSD carries it");
            }
        }
        else if (row.Body is not null && row.Body != before?.Body)
        {
            using var body = JsonDocument.Parse(row.Body);
            CheckCauseOfRemovals(child!, string.Empty, body.RootElement);
        }
    }

    private void CheckCauseOfRemovals(WorldChild child, string prefix, JsonElement element)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (member.NameEquals("adoption") && ChildContent.IsPurge(member.Value))
            {
                if (Terms.ChildIdColumn == "pers_person_id" && !_ssd.HasChanged(child) && ExpectedContent.KeepsAdoption(child, Terms.AsOf))
                {
                    throw Violation($"{child.PersonId}: {prefix}adoption is to be purged, and is in SSD");
                }
            }
            else if (ChildContent.IdKey(member.Name) is { } idKey)
            {
                foreach (var record in member.Value.EnumerateArray())
                {
                    var id = record.GetProperty(idKey).GetString()!;
                    var path = prefix + member.Name + "/" + id;
                    if (!ChildContent.IsPurge(record))
                    {
                        CheckCauseOfRemovals(child, path + "/", record);
                    }
                    else if (!_ssd.WasAbsent(id, ExpectedContent.Holds(child, path)) && !_ssd.WasAbsent(child.PersonId, child.IsInSsd))
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

        var address = _receivers[row.ReceiverId];
        if (!_posts.TryGetValue((address, row.AcknowledgedHash), out var posts) || !posts.Exists(post => post.IsConfirmed))
        {
            throw Violation($"{row.PersonId} is acknowledged as the receiver never took it");
        }

        if (row.State == "accepted")
        {
            var held = _internet.ReceiverAt(address).Held.GetValueOrDefault(row.ChildId!);
            Demand(held is null ? "accepted, and the receiver does not hold the child" : null, row);
            Demand(held!.FirstMissingOf(ContentOf(row.AcknowledgedPayload!)) is { } path ? $"accepted, and the receiver holds something else at {path}" : null, row);
        }
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
        foreach (var (receiverId, address) in _receivers)
        {
            foreach (var childId in _internet.ReceiverAt(address).Held.Keys)
            {
                if (!_held.ContainsKey((receiverId, childId)))
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
        else if (!ExpectedContent.IsInCohort(child, Terms.AsOf))
        {
            Demand(
                row is null or { State: "deleted" } || (Terms.PurgesWhoLeft ? row.Change == "deleted" : row.State == "dormant") ? null : "out of the cohort, and neither dormant nor to be purged",
                child.PersonId);
        }
        else if (_ssd.IsWithheld(child, Terms.ChildIdColumn))
        {
            // Its row may have gone to the child that carries its id now; the next refresh makes another.
            Demand(row is null or { State: "withheld" } ? null : "not withheld", child.PersonId);
        }
        else
        {
            Demand(row is { State: "pending" or "in_flight" or "accepted" or "rejected", Payload: not null } ? null : $"{row?.State ?? "not staged"}, and in the cohort", child.PersonId);
            var expected = ExpectedContent.Of(child, Terms.ChildIdColumn, Terms.AsOf);
            var staged = ContentOf(row!.Payload!);
            staged = row.State == "rejected" ? UnderIdsOfNow(staged) : staged;
            Demand((staged.FirstMissingOf(expected) ?? expected.FirstMissingOf(staged)) is { } path ? $"staged otherwise than SSD has it at {path}" : null, child.PersonId);
            if (row.State == "accepted")
            {
                CompareAllowingAged(ContentOf(row.AcknowledgedPayload!), expected, child, mayKeep: null);
            }
        }
    }

    // Where ids of records were no change, a record may be known by one it no longer has; the settings may have been others since. But where the record
    // is there by the id it has now, one of an earlier id is a record of its own.
    private ChildContent UnderIdsOfNow(ChildContent content)
    {
        if (!_idsWereIgnored)
        {
            return content;
        }

        var renamed = new ChildContent();
        foreach (var (path, json) in content.Values)
        {
            var parts = path.Split('/');
            var now = Array.ConvertAll(parts, _ssd.IdOfNow);
            var isThereByNow = !parts.SequenceEqual(now) && content.Values.ContainsKey(string.Join('/', now.Take(4)));
            renamed.Set(isThereByNow ? path : string.Join('/', now), json);
        }

        return renamed;
    }

    /// <summary>
    /// What is held is what is expected, but for what payload section 5 leaves: records that aged out, and, where no null may be sent, values that were
    /// cleared; but those have to be listed.
    /// </summary>
    /// <param name="held">What is held.</param>
    /// <param name="expected">What SSD says.</param>
    /// <param name="child">The child.</param>
    /// <param name="mayKeep">Its row, where the receiver merges, so that it keeps values that bodies leave out; null where it does not.</param>
    private void CompareAllowingAged(ChildContent held, ChildContent expected, WorldChild child, StagingRow? mayKeep)
    {
        held = UnderIdsOfNow(held);
        Demand(held.FirstMissingOf(expected) is { } missing ? $"the receiver lacks {missing}" : null, child.PersonId);
        foreach (var path in held.Values.Keys.Where(path => !expected.Values.ContainsKey(path)))
        {
            var parent = path[..Math.Max(0, path.LastIndexOf('/'))];
            var isRecord = held.Values[path].Length == 0 || path.StartsWith("health_and_wellbeing/", StringComparison.Ordinal);
            var isAged = isRecord
                ? ExpectedContent.Holds(child, path)
                : ExpectedContent.Holds(child, path) && !expected.Values.ContainsKey(parent + "/referral_date") && !expected.Values.ContainsKey(parent + "/start_date");

            // Of an episode that aged out nothing is looked at any more.
            var parts = path.Split('/');
            var episode = parts.Length > 2 && parts[0] == "social_care_episodes" ? parts[0] + "/" + parts[1] : null;
            isAged |= episode is not null && !expected.Values.ContainsKey(episode) && ExpectedContent.Holds(child, episode);
            var isListed = !isRecord && IsListed(path);
            isAged |= ExpectedContent.IsOfAdoption(parts) && ExpectedContent.HasAdoptionAgedOut(child, path, Terms.AsOf, held, IsListed);
            Demand(isAged || isListed || _ssd.HadAgedOut(path) ? null : $"the receiver still holds {path}", child.PersonId);
        }

        bool IsListed(string path) => mayKeep is not null && !Terms.ClearsWithNull && (mayKeep.NotCleared ?? string.Empty).Split('\n').Contains(ListedAs(path));
    }

    /// <summary>The path of a value as csc.staging.not_cleared has it.</summary>
    private static string ListedAs(string path)
    {
        var parts = path.Split('/');
        var listed = new StringBuilder("$");
        for (var index = 0; index < parts.Length; index++)
        {
            listed.Append('.').Append(parts[index]);
            if (ChildContent.IdKey(parts[index]) is not null)
            {
                listed.Append("[id=").Append(parts[++index]).Append(']');
            }
        }

        return listed.ToString();
    }

    private int CurrentReceiver()
    {
        foreach (var (receiverId, receiver) in _receivers)
        {
            if (receiver == Terms.Address)
            {
                return receiverId;
            }
        }

        throw Violation("the receiver is not registered");
    }

    private Dictionary<int, string> ReadReceivers()
    {
        var receivers = new Dictionary<int, string>();
        foreach (var row in _store.Query("SELECT [receiver_id], [base_url], [la_code] FROM [csc].[receiver] ORDER BY [receiver_id]"))
        {
            receivers.Add((int)(long)row[0]!, $"{row[1]}/children_social_care_data/{row[2]}/children");
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
