using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Submission.OAuth;
using SsdClr.Submission.Pacing;
using SsdClr.Time;

namespace SsdClr.Submission.Sending;

/// <summary>
/// Sends what is pending for the current receiver: claim, POST, record, batch by batch. At least once: whatever happens in between,
/// a child is pending again, and what is sent again is logged as such.
/// </summary>
internal sealed class SubmissionRun
{
    /// <summary>So many children forbidden alone (403), and none accepted: that seldom lies with a child.</summary>
    private const int ForbiddenBeforeAnyIsAccepted = 10;

    /// <summary>Most children in the first batch of a run that follows one stopped by failures in a row.</summary>
    private const int ProbeSize = 10;

    private readonly DbConnection _connection;
    private readonly int _receiverId;
    private readonly IHttpTransport _transport;
    private readonly SubmissionConfiguration _configuration;
    private readonly AccessTokens _tokens;
    private readonly PendingChildren _pending;
    private readonly BatchLedger _ledger;
    private readonly Pace _pace;
    private readonly Circuit _circuit;
    private readonly SubmissionCounts _counts = new();
    private readonly BodyLimit _bodyLimit = new();
    private readonly List<Batch> _forbiddenAlone = new();
    private readonly List<Batch> _refusedInARow = new();
    private readonly ISubmissionProgress? _progress;

    private string? _firstTrouble;
    private string _lastRefusal = string.Empty;
    private bool _isSharedNoted;
    private bool _isRestrictionNoted;

    private SubmissionRun(
        DbConnection connection, int receiverId, IHttpTransport transport, IClock clock, Pace pace, SubmissionConfiguration configuration, SubmissionOrder order)
    {
        _connection = connection;
        _receiverId = receiverId;
        _transport = transport;
        _configuration = configuration;
        _progress = order.Progress;
        _tokens = new AccessTokens(transport, clock, configuration);
        _pending = new PendingChildren(connection, receiverId, configuration.BatchSize, configuration.MaximumAttempts);
        _ledger = new BatchLedger(connection, clock, receiverId, order.RunId);
        _pace = pace;
        _circuit = new Circuit(connection, clock, receiverId, configuration.CircuitFailures);
    }

    /// <summary>Sends everything that is pending. The caller holds the run lock and has no transaction open.</summary>
    /// <param name="connection">Open connection; idle during every POST.</param>
    /// <param name="transport">The way out.</param>
    /// <param name="clock">Time and waits.</param>
    /// <param name="jitter">Chance in the waits; one seed gives the same waits again.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="secrets">The receiver's secrets.</param>
    /// <param name="order">Which run it is, where it may go and what was confirmed.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="SubmissionException">The configuration is incomplete or out of bounds, the last refresh was refused or cut short, or something stopped the run. The rest is still pending.</exception>
    internal static SubmissionCounts Execute(
        DbConnection connection,
        IHttpTransport transport,
        IClock clock,
        Random jitter,
        SettingValues settings,
        SecretValues secrets,
        SubmissionOrder order)
    {
        SubmissionConfiguration configuration = SubmissionConfiguration.Read(settings, secrets, order.Bounds.Hosts);
        order.Bounds.CheckEnvironment(connection);
        int receiverId = ReceiverRegister.Refreshed(connection, settings)
            ?? throw new SubmissionException(
                "Nothing was sent: settings changed since the last refresh. base_url, la_code and scramble are not those that staging was made for. Run csc.run or csc.refresh.");
        if (ReceiverRegister.IsRefreshRefused(connection, receiverId))
        {
            throw new SubmissionException(
                "Nothing was sent: a guard refused the last refresh, or it did not come to its end, and what is staged may be wrong. Run csc.run or csc.refresh until it succeeds.");
        }

        var pace = new Pace(clock, jitter, configuration, RunLog.StartedTick(connection, order.RunId, clock));
        var run = new SubmissionRun(connection, receiverId, transport, clock, pace, configuration, order);
        try
        {
            run.SendAll(order.ConfirmFirstRun, settings.WholeNumber("first_run_max"));
        }
        catch (Exception)
        {
            run.RecordCountsOfFailed(order.RunId);
            throw;
        }

        run.RecordCounts(order.RunId);
        return run._counts;
    }

    private void SendAll(bool isConfirmed, int firstRunMaximum)
    {
        _circuit.Read();
        _counts.Exhausted = _ledger.RecoverInFlight(_configuration.MaximumAttempts, wasProbe: _circuit.IsHalfOpen);
        _counts.Pending = _pending.Count();
        if (!isConfirmed && _counts.Pending > 0)
        {
            RefuseLiftedRestriction();
            RefuseFirstRun(firstRunMaximum, SentBatches.FormerReceiver(_connection, _receiverId));
        }

        int withoutContent = _pending.MarkThoseWithoutContent();
        _progress?.Report(_counts);
        List<PendingChild> children;
        while ((children = _pending.Next(_circuit.IsHalfOpen ? ProbeSize : _configuration.BatchSize)).Count > 0)
        {
            foreach (List<PendingChild> part in _bodyLimit.Parts(children))
            {
                SendDivided(part);
            }
        }

        if (_forbiddenAlone.Count > 0)
        {
            throw new SubmissionException(EverybodyForbidden());
        }

        // All others have had their turn.
        StopWhereTheFaultIsNotTheChildrens(_refusedInARow.Count);
        _counts.LeftAlone = _pending.CountLeftAlone();
        if (_counts.Batches == 0 && _counts.LeftAlone == 0)
        {
            // Nothing is left of what the last run gave up.
            _circuit.Succeed();
        }

        if (_counts.Exhausted > 0)
        {
            throw new SubmissionException(SoFar());
        }

        if (withoutContent > 0)
        {
            throw new SubmissionException(
                InvariantText.Of(withoutContent) + " pending children have nothing to send; all others were accepted. Run csc.refresh, which prepares them again.");
        }
    }

    // A pilot that ends releases the whole cohort; that it ends is for a person to say.
    private void RefuseLiftedRestriction()
    {
        string lifted = ReceiverRegister.LiftedRestrictions(_connection, _receiverId);
        if (lifted.Length > 0)
        {
            throw new SubmissionException(
                "Nothing was sent: all that this receiver was ever sent was restricted by " + lifted.Replace(";", " and ")
                + ", and what is staged now is not. See csc.status for how many children are pending, then run again and confirm the first run.");
        }
    }

    private void RefuseFirstRun(int maximum, string? formerReceiver)
    {
        if (_counts.Pending > maximum && !_pending.AnyAcknowledged())
        {
            throw new SubmissionException(formerReceiver is null
                ? "Nothing was sent: this counts as a first run, because nothing that the receiver has is acknowledged, and " + InvariantText.Of(_counts.Pending)
                    + " children are pending. Look at some payloads, then run again and confirm the first run."
                : "Nothing was sent: the receiver has changed. Setting base_url or la_code is no longer what children were sent to, " + formerReceiver
                    + ", and the new receiver has acknowledged no child: " + InvariantText.Of(_counts.Pending)
                    + " children are pending. If that is meant, run again and confirm the first run; if not, set the setting back.");
        }
    }

    /// <summary>
    /// Sends children until each is accepted, alone at fault, or left for later: a batch that is refused goes again in parts, the children
    /// that the answer names each alone and the rest together, or else in halves.
    /// </summary>
    private void SendDivided(List<PendingChild> children)
    {
        var waiting = new List<List<PendingChild>> { children };
        bool wasForbidden = false;
        while (waiting.Count > 0)
        {
            List<PendingChild> part = waiting[waiting.Count - 1];
            waiting.RemoveAt(waiting.Count - 1);
            BatchVerdict? verdict = Send(ref part, isLastForbidden: wasForbidden);
            switch (verdict?.NextStep)
            {
                case NextStep.Divide when part.Count > 1:
                case NextStep.WaitThenDivide when part.Count > 1 && wasForbidden:
                    Divide(AsResends(part), verdict.Suspects, waiting);
                    break;
                case NextStep.WaitThenDivide when !wasForbidden:
                    wasForbidden = true;
                    waiting.Add(AsResends(part));
                    break;
                case NextStep.WaitThenRepeat:
                    waiting.Add(AsResends(part));
                    break;
            }

            StopWhereTheFaultIsNotTheChildrens(OthersThanPurges(_refusedInARow));
        }
    }

    // A receiver that refuses everything does so from one moment on, whether or not it accepted children before. Purges go first: refused ones keep nobody from
    // having a turn.
    private void StopWhereTheFaultIsNotTheChildrens(int inARow)
    {
        if (inARow >= _configuration.MaximumRefusedInARow)
        {
            int refused = _refusedInARow.Count;
            foreach (Batch batch in _refusedInARow)
            {
                _ledger.DoubtRefusal(batch);
            }

            _counts.Rejected -= refused;
            throw new SubmissionException(
                "Stopped: the receiver refused " + InvariantText.Of(refused) + " children in a row, each alone in its POST (setting max_refused_in_a_row). The fault is probably not the "
                + "children's, so they are pending again. Read csc.batch_log, and ask the receiver's team. The last refusal: " + _lastRefusal + " " + SoFar());
        }

        if (_counts.Accepted == 0 && OthersThanPurges(_forbiddenAlone) >= ForbiddenBeforeAnyIsAccepted)
        {
            throw new SubmissionException(EverybodyForbidden());
        }
    }

    private static int OthersThanPurges(List<Batch> batches)
    {
        int others = 0;
        foreach (Batch batch in batches)
        {
            others += batch.Children.Count - batch.Purges;
        }

        return others;
    }

    // The part that is to go first is put last.
    private static void Divide(List<PendingChild> children, int[] suspects, List<List<PendingChild>> waiting)
    {
        if (suspects.Length == 0)
        {
            int half = (children.Count + 1) / 2;
            waiting.Add(children.GetRange(half, children.Count - half));
            waiting.Add(children.GetRange(0, half));
            return;
        }

        var rest = new List<PendingChild>(children);
        for (int index = suspects.Length - 1; index >= 0; index--)
        {
            waiting.Add([children[suspects[index]]]);
            rest.RemoveAt(suspects[index]);
        }

        waiting.Add(rest);
    }

    /// <summary>Sends a batch; once more, with a new token, where the receiver refused the token. Waits after trouble.</summary>
    /// <param name="children">The children; afterwards those that were claimed.</param>
    /// <param name="isLastForbidden">A 403 has been waited for and repeated already: another one is an answer.</param>
    /// <returns>The verdict; null where no child was left to claim.</returns>
    /// <exception cref="SubmissionException">The run has to stop: everything else would go the same way, or there is no time left.</exception>
    private BatchVerdict? Send(ref List<PendingChild> children, bool isLastForbidden)
    {
        bool isTokenRenewed = false;
        while (true)
        {
            // Before the claim: whatever fails or takes time here leaves nothing in flight.
            string token = Token();
            if (!_pace.WaitForTurn())
            {
                throw new SubmissionException(OutOfTime());
            }

            NoteRestriction();
            Batch? batch = _ledger.Claim(children);
            if (batch is null)
            {
                return null;
            }

            children = batch.Children;
            HttpAnswer answer = Post(batch, token);
            BatchVerdict verdict = Judge(batch, answer);
            Record(batch, answer, verdict, isLastForbidden);
            switch (verdict.NextStep)
            {
                case NextStep.None:
                    _circuit.Succeed();
                    RejectForbidden();
                    return verdict;
                case NextStep.Divide:
                    _circuit.Succeed();
                    return verdict;
                case NextStep.WaitThenDivide:
                    if (!isLastForbidden)
                    {
                        BackOff(1, answer.RetryAfter, "Batch " + InvariantText.Of(batch.BatchId) + ": " + verdict.Message);
                    }

                    return verdict;
                case NextStep.WaitThenRepeat:
                case NextStep.WaitThenSendLater:
                    Fail(answer.RetryAfter, "Batch " + InvariantText.Of(batch.BatchId) + ": " + verdict.Message);
                    return verdict;
                case NextStep.RenewToken when !isTokenRenewed:
                    _tokens.Discard();
                    isTokenRenewed = true;
                    children = AsResends(batch.Children);
                    break;
                default:
                    throw new SubmissionException("Batch " + InvariantText.Of(batch.BatchId) + ": " + verdict.Message + " " + SoFar());
            }
        }
    }

    // Only now, when every guard has let it pass and there is a token: what never left lifts no restriction.
    private void NoteRestriction()
    {
        if (!_isRestrictionNoted)
        {
            ReceiverRegister.RecordSending(_connection, _receiverId);
            _isRestrictionNoted = true;
        }
    }

    private BatchVerdict Judge(Batch batch, HttpAnswer answer)
    {
        BatchVerdict verdict = AnswerClassifier.Judge(answer, batch.Children.Count);
        return verdict.IsAccepted && _ledger.BatchWithReceipt(batch, verdict.Receipts) is { } earlier ? AnswerClassifier.JudgeStale(answer, earlier) : verdict;
    }

    private string Token()
    {
        while (true)
        {
            if (!_pace.Wait(TimeSpan.Zero))
            {
                throw new SubmissionException(OutOfTime());
            }

            try
            {
                return _tokens.Current(_pace.RequestTimeout);
            }
            catch (TokenUnavailableException exception)
            {
                Fail(exception.RetryAfter, exception.Message);
            }
        }
    }

    private HttpAnswer Post(Batch batch, string token)
    {
        var post = new HttpPost(_configuration.ChildrenAddress, "application/json", _configuration.UserAgent, batch.Body, _pace.RequestTimeout);
        post.Headers.Add(new KeyValuePair<string, string>("Authorization", "Bearer " + token));
        post.Headers.Add(new KeyValuePair<string, string>("SupplierKey", _configuration.SupplierKey));
        _pace.StartPost();
        return _transport.Post(post);
    }

    /// <summary>Counts a failure that may pass by itself, and waits for that.</summary>
    private void Fail(string? retryAfter, string trouble)
    {
        _firstTrouble ??= trouble;
        bool wasHalfOpen = _circuit.IsHalfOpen;
        if (_circuit.Fail())
        {
            throw new SubmissionException(
                (wasHalfOpen
                    ? "Stopped: the last run ended in a row of failures, and the first request of this one failed too. "
                    : "Stopped after " + InvariantText.Of(_circuit.FailuresInARow) + " failures in a row; the next run begins with one small batch. The last one: ")
                + trouble + " Run again later. " + SoFar());
        }

        BackOff(_circuit.FailuresInARow, retryAfter, trouble);
    }

    private void BackOff(int failuresInARow, string? retryAfter, string trouble)
    {
        TimeSpan duration = _pace.BackOff(failuresInARow, retryAfter);
        _progress?.ReportWait(trouble, duration);
        if (!_pace.Wait(duration))
        {
            throw new SubmissionException(OutOfTime() + " The last failure: " + trouble);
        }
    }

    private void Record(Batch batch, HttpAnswer answer, BatchVerdict verdict, bool isLastForbidden)
    {
        int size = batch.Children.Count;
        if (verdict.IsAccepted)
        {
            _ledger.RecordAccepted(batch, answer.StatusCode, verdict.Receipts, NoteShared(verdict.Receipts));
            _bodyLimit.Accept(batch.Body.Length);
            _refusedInARow.Clear();
            _counts.Accepted += size;
            _counts.Purged += batch.Purges;
        }
        else
        {
            _firstTrouble ??= "Batch " + InvariantText.Of(batch.BatchId) + ": " + verdict.Message;
            if (answer.Delivery == HttpDelivery.Answered && answer.StatusCode == 413)
            {
                _bodyLimit.Refuse(batch.Body.Length);
            }

            if (verdict.NextStep == NextStep.Divide && size == 1)
            {
                _ledger.RecordRejected(batch, verdict.Outcome, answer.StatusCode, verdict.Message);
                _counts.Rejected++;
                NoteRefused(batch, verdict);
            }
            else
            {
                RecordFailed(batch, answer, verdict);
            }

            if (verdict.NextStep == NextStep.WaitThenDivide && isLastForbidden && size == 1)
            {
                _forbiddenAlone.Add(batch);
                if (_counts.Accepted > 0)
                {
                    RejectForbidden();
                    NoteRefused(batch, verdict);
                }
            }
        }

        _counts.Batches++;
        _counts.Sent += size;
        _progress?.Report(_counts);
    }

    // Nobody says that each child has a receipt of its own. Once a run is enough to know that it is so.
    private string? NoteShared(List<string> receipts)
    {
        var seen = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (string receipt in receipts)
        {
            seen[receipt] = 0;
        }

        if (seen.Count == receipts.Count || _isSharedNoted)
        {
            return null;
        }

        _isSharedNoted = true;
        return "The receiver gave one receipt for several of these children. They count as accepted; further batches of this run may be like this one.";
    }

    private void RecordFailed(Batch batch, HttpAnswer answer, BatchVerdict verdict)
    {
        // The probe after a run that gave up speaks of the receiver first. It counts, so that others are tried before these next time, but is never a child's last attempt.
        bool isLast = batch.Children[0].Attempts + 1 >= _configuration.MaximumAttempts;
        bool isAttempt = verdict.NextStep == NextStep.WaitThenSendLater && !(isLast && _circuit.IsHalfOpen);
        _ledger.RecordFailed(batch, verdict.Outcome, answer.Delivery == HttpDelivery.Answered ? answer.StatusCode : null, verdict.Message, isAttempt);
        _counts.OutcomeUnknown += verdict.IsUnknown ? batch.Children.Count : 0;
        _counts.Exhausted += isAttempt && isLast ? batch.Children.Count : 0;
    }

    private void NoteRefused(Batch batch, BatchVerdict verdict)
    {
        _refusedInARow.Add(batch);
        _lastRefusal = verdict.Message;
    }

    // Forbidden alone while others are accepted: it lies with the child.
    private void RejectForbidden()
    {
        if (_counts.Accepted == 0)
        {
            return;
        }

        foreach (Batch batch in _forbiddenAlone)
        {
            _ledger.RejectLater(batch);
            _counts.Rejected++;
        }

        _forbiddenAlone.Clear();
    }

    private void RecordCounts(long runId)
    {
        _counts.Children = _ledger.CountChildren();
        RunLog.RecordSubmission(_connection, runId, _receiverId, _counts, _firstTrouble);
    }

    // What the run did before is worth telling, whatever stopped it; a connection that cannot tell it must not hide what stopped it.
    private void RecordCountsOfFailed(long runId)
    {
        try
        {
            RecordCounts(runId);
        }
        catch (Exception exception) when (exception is DbException or InvalidOperationException)
        {
            return;
        }
    }

    private string EverybodyForbidden() =>
        "The receiver or a gateway before it allowed no child, not even one alone (status 403). Check supplier_key, user_agent, the client's permissions and the firewall. "
        + SoFar();

    private string OutOfTime() => "Stopped because the time for this run is over (setting run_time_budget_s). " + SoFar();

    private string SoFar() =>
        (_counts.Exhausted == 0
            ? string.Empty
            : InvariantText.Of(_counts.Exhausted) + " children got no clear answer in " + InvariantText.Of(_configuration.MaximumAttempts) + " attempts, the last one alone. They are left "
                + "alone until their payload changes or they are requeued: see csc.needs_attention. ")
        + InvariantText.Of(_counts.Accepted) + " of " + InvariantText.Of(_counts.Pending) + " children were accepted by now; the others are still pending.";

    private static List<PendingChild> AsResends(List<PendingChild> children)
    {
        var resends = new List<PendingChild>(children.Count);
        foreach (PendingChild child in children)
        {
            resends.Add(child.AsResend());
        }

        return resends;
    }
}
