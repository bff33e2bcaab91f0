using System;
using System.Collections.Generic;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Ledger;
using SsdClr.Payload.Building;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Payload.Refreshing;

/// <summary>Stages children one by one, within the transaction of a writer.</summary>
/// <param name="payload">Makes what may leave of a child.</param>
/// <param name="settings">The settings that shape bodies.</param>
/// <param name="summary">Counts.</param>
/// <param name="writer">Writes the rows.</param>
/// <param name="ids">Keeps rows with the ids that the receiver knows.</param>
internal sealed class ChildStaging(LeavingPayload payload, BodySettings settings, RefreshSummary summary, StagingWriter writer, ChildIdRegister ids)
{
    private readonly LeavingPayload _payload = payload;
    private readonly BodySettings _settings = settings;
    private readonly RefreshSummary _summary = summary;
    private readonly StagingWriter _writer = writer;
    private readonly ChildIdRegister _ids = ids;

    /// <summary>A child in the cohort.</summary>
    /// <param name="child">Its records.</param>
    /// <param name="verdict">Why it is in the cohort, or is kept in it.</param>
    /// <param name="row">The person's row; null where there is none.</param>
    internal void StageInCohort(ChildRecords child, CohortVerdict verdict, StagedChild? row)
    {
        Utf8Text json = _payload.Of(child, verdict);
        if (PayloadBuilder.IsTooLongToStage(child.Person))
        {
            // Without a row it is withheld all the same: the previews and the counts say so.
            _summary.Counts.InCohort++;
            _summary.Counts.Withheld++;
            return;
        }

        byte[] hash = _payload.Hash(json);
        string? childId = _payload.IdOf(child.Person);
        bool hasErrors = _payload.Issues.Errors > 0;
        if (!hasErrors)
        {
            row = _ids.RowOf(child.Person.PersonId, childId!);
        }

        bool isStaged = row is not null
            && ContentHash.AreSame(row.PayloadHash, hash)
            && (hasErrors || string.Equals(row.LaChildId, childId, StringComparison.Ordinal));
        if (row is not { IsHeld: true })
        {
            StageNew(child, row, isStaged, hasErrors, json, hash);
        }
        else if (isStaged && row.IsExact && ContentHash.AreSame(row.AcknowledgedHash, hash))
        {
            StageAgain(row, hasErrors, StagedBody.Settled);
        }
        else
        {
            StageHeld(child, row, isStaged, hasErrors, json, hash);
        }
    }

    /// <summary>A child that is not in the cohort.</summary>
    internal void StageOutOfCohort(StagedChild row, bool isPurged) => StageWithoutPayload(row, isPurged ? StagingTransition.Gone(row) : StagingTransition.OutOfCohort(row));

    /// <summary>A child that is gone from SSD.</summary>
    internal void StageGone(StagedChild row) => StageWithoutPayload(row, StagingTransition.Gone(row));

    // The receiver has nothing of the child: the payload is the body.
    private void StageNew(ChildRecords child, StagedChild? row, bool isStaged, bool hasErrors, Utf8Text json, byte[] hash)
    {
        if (isStaged)
        {
            StageAgain(row!, hasErrors, StagedBody.Payload);
        }
        else
        {
            // One that was purged has no id until it is sent again: the receiver may have another child under the id it came back with.
            string? laChildId = hasErrors && row is { State: ChildState.Purged } ? null : Fitting(_payload.IdOf(child.Person));
            Stage(row, hasErrors, new StagedPayload(child.Person.PersonId, laChildId, json.ToText(), hash, StagedBody.Payload.Texts, Findings()), StagedBody.Payload);
        }
    }

    // What the receiver has, or may have, decides the body; what aged out does not show in the payload, so SSD's rows are asked too.
    private void StageHeld(ChildRecords child, StagedChild row, bool isStaged, bool hasErrors, Utf8Text json, byte[] hash)
    {
        string text = json.ToText();
        var staged = new StagedContent(_writer.ReadTexts(row.PersonId));
        StagedBody body = StagedBody.Of(staged.Held(row), staged.Acknowledged, text, RecordInventory.Of(child, _settings.CareWorkerRoles, _payload.Sent), _settings);
        if (!hasErrors && !isStaged && _settings.IgnoresRecordIds && row is { State: ChildState.Rejected, IsPurge: false } && staged.IsStagedButForRecordIds(text, body))
        {
            // Refused as it is: numbers make it no other child.
            _summary.Counts.InCohort++;
            _summary.Unchanged++;
            return;
        }

        if (isStaged && staged.HasBody(body))
        {
            StageAgain(row, hasErrors, body);
        }
        else
        {
            // An error may be a fault of the child's id: it keeps the one it was sent with, because a purge has to name it.
            string? laChildId = hasErrors ? row.LaChildId : _payload.IdOf(child.Person);
            Stage(row, hasErrors, new StagedPayload(child.Person.PersonId, laChildId, text, hash, body.Texts, Findings()), body);
        }
    }

    private FindingCounts Findings() => new(_payload.Issues.Errors, _payload.Issues.Warnings, _payload.Issues.WithheldFor());

    private void Stage(StagedChild? row, bool hasErrors, StagedPayload payload, StagedBody body)
    {
        StagingTransition transition = StagingTransition.InCohort(row, isStaged: false, hasErrors, body.IsSettled, body.Removed is not null);
        Count(transition, body);
        _writer.Write(isNew: row is null, transition, payload);
        _summary.RowsWritten++;
    }

    // A child with a longer id is withheld for it, so nothing is ever sent under what is stored here.
    private static string? Fitting(string? laChildId) => laChildId?.Length > DeclaredLength.LaChildId ? null : laChildId;

    private void StageAgain(StagedChild row, bool hasErrors, StagedBody body)
    {
        StagingTransition transition = StagingTransition.InCohort(row, isStaged: true, hasErrors, body.IsSettled, body.Removed is not null);
        Count(transition, body);
        FindingCounts findings = Findings();
        if (!transition.IsOf(row) || !row.Findings.AreThoseOf(findings))
        {
            _writer.WriteState(row.PersonId, transition, findings);
            _summary.RowsWritten++;
        }
    }

    private void StageWithoutPayload(StagedChild row, StagingTransition transition)
    {
        bool isPurge = transition.Change == ChildChange.Purge;
        _summary.Counts.Deleted += isPurge ? 1 : 0;
        if (transition.IsNoRow)
        {
            _writer.Delete(row.PersonId);
        }
        else if (!transition.IsOf(row))
        {
            _writer.WriteWithoutPayload(row, transition, isPurge ? PurgeBody.Of(row, new StagedContent(_writer.ReadTexts(row.PersonId))) : null);
        }
        else
        {
            return;
        }

        _summary.RowsWritten++;
    }

    private void Count(StagingTransition transition, StagedBody body)
    {
        _summary.Counts.InCohort++;
        if (transition.State == ChildState.AwaitingConfirmation)
        {
            _summary.Waiting++;
            if (body.Removed is not null)
            {
                _summary.Removed.Add(body.Removed);
            }

            if (body.Compared is not null)
            {
                _summary.Changes.Add(body.Compared.Acknowledged, body.Compared.Current);
            }
        }

        switch (transition.State)
        {
            case ChildState.Withheld:
                _summary.Counts.Withheld++;
                break;
            case ChildState.Accepted:
            case ChildState.Rejected:
                _summary.Unchanged++;
                break;
            case var _ when transition.Change == ChildChange.New:
                _summary.Counts.New++;
                break;
            default:
                _summary.Counts.Updated++;
                break;
        }
    }
}
