using System.Text.Json;
using SsdClr.Data;
using SsdClr.Simulation.Receiver;
using SsdClr.Simulation.World;
using SsdClr.Submission.Http;

namespace SsdClr.Simulation.Checks;

/// <summary>What leaves is what was committed, of the child it says, and nothing counts as confirmed or refused that was not.</summary>
/// <param name="seen">What to look at.</param>
/// <param name="clock">When POSTs leave.</param>
/// <param name="purges">Looks at what a body removes.</param>
internal sealed class DeliveryChecks(Observed seen, SimulatedClock clock, PurgeChecks purges)
{
    private readonly Dictionary<long, Delivery> _deliveries = [];
    private readonly Dictionary<(string Address, string SentHash), List<Delivery>> _posts = [];
    private readonly Dictionary<(string Address, string ChildId), Delivery> _lastPosts = [];
    private DateTime _lastPost = DateTime.MinValue;

    /// <summary>A run starts, and owes no interval to the one before.</summary>
    internal void StartRun() => _lastPost = DateTime.MinValue;

    /// <summary>Before a POST leaves: it is committed, and it is what was committed.</summary>
    /// <param name="post">The POST.</param>
    /// <param name="delivery">What becomes of it.</param>
    /// <exception cref="ViolationException">It is not.</exception>
    internal void CheckLeaving(HttpPost post, Delivery delivery)
    {
        if (seen.Store.IsTransactionOpen)
        {
            throw seen.Violation("a POST leaves while a transaction is open");
        }

        if (clock.UtcNow < _lastPost + seen.Terms.MinimumInterval)
        {
            throw seen.Violation("a POST leaves earlier than min_interval_ms allows");
        }

        _lastPost = clock.UtcNow;
        if (delivery.Address != seen.Terms.Address)
        {
            throw seen.Violation("a POST leaves for another address");
        }

        var receiverId = seen.CurrentReceiver();
        if (seen.Store.Query("SELECT 1 FROM [csc].[receiver] WHERE [receiver_id] = @0 AND [refresh_refused_at] IS NOT NULL", receiverId).Count > 0)
        {
            throw seen.Violation("a POST leaves though a guard refused the refresh");
        }

        var batches = seen.Store.Query("SELECT [batch_id], [children], [body_bytes] FROM [csc].[batch_log] WHERE [receiver_id] = @0 AND [outcome] = 'in_flight'", receiverId);
        if (batches.Count != 1)
        {
            throw seen.Violation($"a POST leaves, and {batches.Count} batches are in flight");
        }

        delivery.BatchId = (long)batches[0][0]!;
        if (!_deliveries.TryAdd(delivery.BatchId, delivery))
        {
            throw seen.Violation("two POSTs of one batch");
        }

        if ((long)batches[0][1]! != delivery.Children.Count || (long)batches[0][2]! != post.Body.Length || delivery.Children.Count > seen.Terms.BatchSize)
        {
            throw seen.Violation("the POST is not the batch that was committed");
        }

        var ledger = seen.Store.Query("SELECT [person_id], [change], [sent_hash], [is_resend] FROM [csc].[batch_child] WHERE [batch_id] = @0 ORDER BY [position]", delivery.BatchId);
        if (ledger.Count != delivery.Children.Count)
        {
            throw seen.Violation("the ledger has another number of children than the POST");
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

    /// <summary>What counts as acknowledged was confirmed; and who counts as accepted is held so.</summary>
    internal void CheckAcknowledgement(StagingRow row)
    {
        if (row.AcknowledgedHash is null)
        {
            return;
        }

        var address = seen.Receivers[row.ReceiverId];
        if (!_posts.TryGetValue((address, row.AcknowledgedHash), out var posts) || !posts.Exists(post => post.IsConfirmed))
        {
            throw seen.Violation($"{row.PersonId} is acknowledged as the receiver never took it");
        }

        if (row.State == "accepted")
        {
            var held = seen.Internet.ReceiverAt(address).Held.GetValueOrDefault(row.ChildId!);
            seen.Demand(held is null ? "accepted, and the receiver does not hold the child" : null, row);
            seen.Demand(held!.FirstMissingOf(seen.ContentOf(row.AcknowledgedPayload!)) is { } path ? $"accepted, and the receiver holds something else at {path}" : null, row);
        }
    }

    /// <summary>Outcomes are those that the receiver gave.</summary>
    internal void CheckBatches()
    {
        foreach (var batch in seen.Store.Query("SELECT [batch_id], [outcome], [message] FROM [csc].[batch_log]"))
        {
            var batchId = (long)batch[0]!;
            var outcome = (string)batch[1]!;
            var delivery = _deliveries.GetValueOrDefault(batchId);
            if (outcome == "accepted" && delivery is not { IsConfirmed: true })
            {
                throw seen.Violation($"batch {InvariantText.Of(batchId)} counts as accepted, and the receiver never said so");
            }

            if (outcome == "refused" && delivery is not { IsRefused: true })
            {
                throw seen.Violation($"batch {InvariantText.Of(batchId)} counts as refused, and the receiver did not refuse it");
            }

            if (PrivateText.IsIn(batch[2] as string))
            {
                throw seen.Violation("a message in csc.batch_log tells more than it may");
            }
        }

        foreach (var row in seen.Rows.Values.Where(row => row.State == "rejected"))
        {
            var delivery = _deliveries.GetValueOrDefault(row.BatchId ?? 0);
            seen.Demand(delivery is { Children.Count: 1 } && (delivery.IsRefused || delivery.IsTooLarge) ? null : "rejected, and the receiver did not refuse the child alone", row);
        }
    }

    private void CheckLeaving(int receiverId, string personId, string change, string? sentHash, bool isResend, SentChild sent, Delivery delivery)
    {
        if (!seen.Rows.TryGetValue((receiverId, personId), out var row) || row.State != "in_flight" || row.BatchId != delivery.BatchId)
        {
            throw seen.Violation($"{personId} leaves without its claim");
        }

        using var body = JsonDocument.Parse(sent.Json);
        var isPurge = ChildContent.IsPurge(body.RootElement);
        var child = seen.Ssd.Find(personId);
        if (sent.ChildId != row.ChildId || (!isPurge && !child!.EverCarried(sent.ChildId)))
        {
            throw seen.Violation($"{personId} leaves under another child's id");
        }

        if (!isPurge)
        {
            CheckEverythingIsOf(child!, body.RootElement);
        }

        if (isPurge != (change == "purge"))
        {
            throw seen.Violation($"{personId}: the ledger says {change} and the body says otherwise");
        }

        if (row.Attempts > seen.Terms.MaximumAttempts)
        {
            throw seen.Violation($"{personId} is tried more often than max_attempts allows");
        }

        if (!isPurge)
        {
            if (sentHash is null || sentHash != row.PayloadHash)
            {
                throw seen.Violation($"{personId}: the ledger has another hash than the row");
            }

            // Whatever is removed aside, the body says what the payload says, or a part of it.
            var payload = seen.ContentOf(row.Payload!);
            var content = ChildContent.Of(body.RootElement);
            if (payload.FirstMissingOf(content) is { } path)
            {
                throw seen.Violation($"{personId}: body and payload differ at {path}");
            }

            if (content.FirstMissingOf(payload) is { } left)
            {
                CheckPartial(row, left, isResend);
            }

            purges.CheckRemovals(row, string.Empty, body.RootElement);
            if (!_posts.TryGetValue((seen.Terms.Address, sentHash), out var posts))
            {
                _posts.Add((seen.Terms.Address, sentHash), posts = []);
            }

            posts.Add(delivery);
        }

        var last = seen.Internet.ReceiverAt(seen.Terms.Address).LastBody.GetValueOrDefault(sent.ChildId);
        if (last == sent.Json && !isResend && WasTaken(sentHash, sent, delivery))
        {
            throw seen.Violation($"{personId}: the receiver has this very body already, and the ledger does not call it a re-send");
        }

        _lastPosts[(seen.Terms.Address, sent.ChildId)] = delivery;
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
        var receiver = seen.Internet.ReceiverAt(seen.Terms.Address);
        var isCertain = receiver.Merges && !isResend && row.AcknowledgedPayload is not null
            && _lastPosts[(seen.Terms.Address, row.ChildId!)].IsConfirmed
            && receiver.Held.TryGetValue(row.ChildId!, out var held)
            && held.FirstMissingOf(seen.ContentOf(row.AcknowledgedPayload)) is null;
        seen.Demand(isCertain ? null : $"body and payload differ at {missing}", row);
    }

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
                    "la_child_id" or "mis_child_id" => text is not null && !child.EverCarried(text),
                    "surname" => text is not null && !text.StartsWith("Mark-" + child.PersonId + "-", StringComparison.Ordinal),
                    _ => text is not null && member.Name.EndsWith("_id", StringComparison.Ordinal) && !text.StartsWith(child.PersonId + "-", StringComparison.Ordinal),
                };
                if (isForeign)
                {
                    throw seen.Violation($"{child.PersonId}: {member.Name} is another child's");
                }

                CheckEverythingIsOf(child, member.Value);
            }
        }
    }
}
