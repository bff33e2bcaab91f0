using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Submission.Configuration;
using SsdClr.Submission.Http;
using SsdClr.Submission.OAuth;
using SsdClr.Submission.Outbox;
using SsdClr.Time;

namespace SsdClr.Submission;

/// <summary>
/// Sends what is pending for the current receiver: claim, POST, record, batch by batch. At least once: whatever happens in between,
/// a child is pending again, and what is sent again is logged as such.
/// </summary>
internal sealed class SubmissionRun
{
    private const int RejectionsBeforeAnyIsAccepted = 20;

    private readonly IHttpTransport _transport;
    private readonly IClock _clock;
    private readonly SubmissionConfiguration _configuration;
    private readonly AccessTokens _tokens;
    private readonly PendingChildren _pending;
    private readonly BatchLedger _ledger;
    private readonly ISubmissionProgress? _progress;
    private readonly SubmissionCounts _counts = new();

    private DateTime _nextPost = DateTime.MinValue;

    private SubmissionRun(
        IHttpTransport transport,
        IClock clock,
        SubmissionConfiguration configuration,
        PendingChildren pending,
        BatchLedger ledger,
        ISubmissionProgress? progress)
    {
        _transport = transport;
        _clock = clock;
        _configuration = configuration;
        _tokens = new AccessTokens(transport, clock, configuration);
        _pending = pending;
        _ledger = ledger;
        _progress = progress;
    }

    /// <summary>Sends everything that is pending. The caller holds the run lock and has no transaction open.</summary>
    /// <param name="connection">Open connection; idle during every POST.</param>
    /// <param name="transport">The way out.</param>
    /// <param name="clock">Time and waits.</param>
    /// <param name="jitter">Chance in the waits; one seed gives the same waits again.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="secrets">The receiver's secrets.</param>
    /// <param name="bounds">Where it may go, and from where.</param>
    /// <param name="runId">The run's row in csc.run_log; its counts are written, its end is the caller's.</param>
    /// <param name="confirmFirstRun">Somebody has confirmed that a receiver that holds nothing yet may be sent more than first_run_max children.</param>
    /// <param name="progress">Told how it goes; null for nobody.</param>
    /// <returns>What was done.</returns>
    /// <exception cref="SubmissionException">The configuration is incomplete or out of bounds, a guard refused the last refresh, or the receiver did not confirm a batch. The rest is still pending.</exception>
    internal static SubmissionCounts Execute(
        DbConnection connection,
        IHttpTransport transport,
        IClock clock,
        Random jitter,
        SettingValues settings,
        SecretValues secrets,
        SubmissionBounds bounds,
        long runId,
        bool confirmFirstRun,
        ISubmissionProgress? progress)
    {
        SubmissionConfiguration configuration = SubmissionConfiguration.Read(settings, secrets, bounds.Hosts);
        bounds.CheckEnvironment(connection);
        int receiverId = ReceiverRegister.Current(connection, clock, settings);
        if (ReceiverRegister.IsRefreshRefused(connection, receiverId))
        {
            throw new SubmissionException(
                "Nothing was sent: a guard refused the last refresh, and what is staged may be wrong. Run csc.run or csc.refresh until it succeeds.");
        }

        var run = new SubmissionRun(
            transport,
            clock,
            configuration,
            new PendingChildren(connection, receiverId),
            new BatchLedger(connection, clock, receiverId, runId),
            progress);
        try
        {
            run.SendAll(confirmFirstRun ? int.MaxValue : settings.WholeNumber("first_run_max"));
        }
        catch (SubmissionException)
        {
            run.Record(connection, runId, receiverId);
            throw;
        }

        run.Record(connection, runId, receiverId);
        return run._counts;
    }

    private void SendAll(int firstRunMaximum)
    {
        _counts.Recovered = _ledger.RecoverInFlight();
        _counts.Pending = _pending.Count();
        if (_counts.Pending > firstRunMaximum && !_pending.AnyAcknowledged())
        {
            throw new SubmissionException(
                "Nothing was sent: this would be the first run for a receiver that has acknowledged no child, and " + Text(_counts.Pending)
                + " children are pending. Look at some payloads, then run again and confirm the first run.");
        }

        int withoutContent = _pending.MarkThoseWithoutContent();
        _progress?.Report(_counts);
        List<PendingChild> children;
        while ((children = _pending.Next(_configuration.BatchSize)).Count > 0)
        {
            SendDivided(children);
        }

        if (withoutContent > 0)
        {
            throw new SubmissionException(
                Text(withoutContent) + " pending children have nothing to send; all others were accepted. Run csc.refresh, which prepares them again.");
        }
    }

    /// <summary>
    /// Sends children until each is accepted or alone at fault: a batch that is refused goes again in parts, the children that the
    /// answer names each alone and the rest together, or else in halves.
    /// </summary>
    private void SendDivided(List<PendingChild> children)
    {
        var waiting = new List<List<PendingChild>> { children };
        while (waiting.Count > 0)
        {
            List<PendingChild> part = waiting[waiting.Count - 1];
            waiting.RemoveAt(waiting.Count - 1);
            BatchVerdict? verdict = Send(ref part);
            if (verdict is { IsDivisible: true } && part.Count > 1)
            {
                Divide(AsResends(part), verdict.Suspects, waiting);
            }

            if (_counts.Rejected >= RejectionsBeforeAnyIsAccepted && _counts.Accepted == 0)
            {
                throw new SubmissionException(
                    "The receiver refused " + Text(_counts.Rejected) + " children, each alone, and accepted none: the fault is hardly theirs. "
                    + "Look at csc.needs_attention, and ask the receiver's team; the others are still pending.");
            }
        }
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

    /// <summary>Sends a batch; once more, with a new token, where the receiver refused the token.</summary>
    /// <param name="children">The children; afterwards those that were claimed.</param>
    /// <returns>The verdict, accepted or divisible; null where no child was left to claim.</returns>
    /// <exception cref="SubmissionException">It lies with no child: everything else would go the same way.</exception>
    private BatchVerdict? Send(ref List<PendingChild> children)
    {
        bool isTokenRenewed = false;
        while (true)
        {
            // Before the claim: whatever fails or takes time here leaves nothing in flight.
            string token = _tokens.Current();
            _clock.Wait(_nextPost - _clock.UtcNow);
            Batch? batch = _ledger.Claim(children);
            if (batch is null)
            {
                return null;
            }

            children = batch.Children;
            HttpAnswer answer = Post(batch, token);
            BatchVerdict verdict = AnswerClassifier.Judge(answer, batch.Children.Count);
            Record(batch, answer, verdict);
            if (verdict.IsAccepted || verdict.IsDivisible)
            {
                return verdict;
            }

            if (!verdict.IsTokenRefused || isTokenRenewed)
            {
                throw new SubmissionException(
                    "Batch " + Text(batch.BatchId) + ": " + verdict.Message + " " + Text(_counts.Accepted) + " of " + Text(_counts.Pending)
                    + " children were accepted by now; the others are still pending.");
            }

            _tokens.Discard();
            isTokenRenewed = true;
            children = AsResends(batch.Children);
        }
    }

    private HttpAnswer Post(Batch batch, string token)
    {
        var post = new HttpPost(_configuration.ChildrenAddress, "application/json", _configuration.UserAgent, batch.Body, _configuration.RequestTimeout);
        post.Headers.Add(new KeyValuePair<string, string>("Authorization", "Bearer " + token));
        post.Headers.Add(new KeyValuePair<string, string>("SupplierKey", _configuration.SupplierKey));
        _nextPost = _clock.UtcNow + _configuration.MinimumInterval;
        return _transport.Post(post);
    }

    private void Record(Batch batch, HttpAnswer answer, BatchVerdict verdict)
    {
        int size = batch.Children.Count;
        if (verdict.IsAccepted)
        {
            _ledger.RecordAccepted(batch, answer.StatusCode, verdict.Receipts);
            _counts.Accepted += size;
            foreach (PendingChild child in batch.Children)
            {
                _counts.Purged += child.IsDeletion ? 1 : 0;
            }
        }
        else if (verdict.IsDivisible && size == 1)
        {
            _ledger.RecordRejected(batch, verdict.Outcome, answer.StatusCode, verdict.Message);
            _counts.Rejected++;
        }
        else
        {
            _ledger.RecordFailed(batch, verdict.Outcome, answer.Delivery == HttpDelivery.Answered ? answer.StatusCode : null, verdict.Message);
            _counts.OutcomeUnknown += verdict.IsUnknown ? size : 0;
        }

        _counts.Batches++;
        _counts.Sent += size;
        _progress?.Report(_counts);
    }

    private void Record(DbConnection connection, long runId, int receiverId) => RunLog.RecordSubmission(
        connection,
        runId,
        receiverId,
        _counts.Batches,
        _counts.Sent,
        _counts.Accepted,
        _counts.Rejected,
        _counts.OutcomeUnknown);

    private static List<PendingChild> AsResends(List<PendingChild> children)
    {
        var resends = new List<PendingChild>(children.Count);
        foreach (PendingChild child in children)
        {
            resends.Add(child.AsResend());
        }

        return resends;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
