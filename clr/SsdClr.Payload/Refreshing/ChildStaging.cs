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
using SsdClr.Runs;

namespace SsdClr.Payload.Refreshing;

/// <summary>Stages children one by one, within the transaction of a writer.</summary>
/// <param name="payload">Makes what may leave of a child.</param>
/// <param name="settings">The settings that shape bodies.</param>
/// <param name="counts">Counts children.</param>
/// <param name="changes">Counts what changes in children who stay, as far as no guard has let it pass before.</param>
/// <param name="writer">Writes the rows.</param>
/// <param name="ids">Keeps rows with the ids that the receiver knows.</param>
internal sealed class ChildStaging(LeavingPayload payload, BodySettings settings, RefreshCounts counts, ChangeTally changes, StagingWriter writer, ChildIdRegister ids)
{
    private readonly LeavingPayload _payload = payload;
    private readonly BodySettings _settings = settings;
    private readonly RefreshCounts _counts = counts;
    private readonly ChangeTally _changes = changes;
    private readonly StagingWriter _writer = writer;
    private readonly ChildIdRegister _ids = ids;

    /// <summary>A child in the cohort.</summary>
    /// <param name="child">Its records.</param>
    /// <param name="verdict">Why it is in the cohort, or is kept in it.</param>
    /// <param name="row">The person's row; null where there is none.</param>
    internal void StageInCohort(ChildRecords child, CohortVerdict verdict, StagedChild? row)
    {
        _payload.Make(child, verdict);
        if (PayloadBuilder.IsTooLongToStage(child.Person))
        {
            // Without a row it is withheld all the same: the previews and the counts say so.
            _counts.InCohort++;
            _counts.Withheld++;
            return;
        }

        byte[] hash = _payload.Hash();
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
            StageNew(child, row, isStaged, hasErrors, hash);
        }
        else if (isStaged && row.IsExact && ContentHash.AreSame(row.AcknowledgedHash, hash))
        {
            StageAgain(row, hasErrors, StagedBody.Settled);
        }
        else
        {
            StageHeld(child, row, isStaged, hasErrors, hash);
        }
    }

    /// <summary>A child that is not in the cohort.</summary>
    internal void StageOutOfCohort(StagedChild row, bool isPurged) => StageWithoutPayload(row, isPurged ? StagingTransition.Gone(row) : StagingTransition.OutOfCohort(row));

    /// <summary>A child that is gone from SSD.</summary>
    internal void StageGone(StagedChild row) => StageWithoutPayload(row, StagingTransition.Gone(row));

    // The receiver has nothing of the child: the payload is the body.
    private void StageNew(ChildRecords child, StagedChild? row, bool isStaged, bool hasErrors, byte[] hash)
    {
        if (isStaged)
        {
            StageAgain(row!, hasErrors, StagedBody.Payload);
        }
        else
        {
            // One that was purged has no id until it is sent again: the receiver may have another child under the id it came back with.
            string? laChildId = hasErrors && row is { State: ChildState.Purged } ? null : Fitting(_payload.IdOf(child.Person));
            Stage(row, hasErrors, child.Person.PersonId, laChildId, (_payload.Text(), hash), StagedBody.Payload);
        }
    }

    // What the receiver has, or may have, decides the body; what aged out does not show in the payload, so SSD's rows are asked too.
    private void StageHeld(ChildRecords child, StagedChild row, bool isStaged, bool hasErrors, byte[] hash)
    {
        string text = _payload.Text();
        StagedTexts staged = _writer.ReadTexts(row.PersonId);
        StagedBody body = StagedBody.Of(Held.Of(row, staged), staged.Acknowledged, text, RecordInventory.Of(child, _settings.CareWorkerRoles, _payload.Sent), _settings);
        if (!hasErrors && !isStaged && _settings.IgnoresRecordIds && row is { State: ChildState.Rejected, IsPurge: false } && AreSameButForRecordIds(staged, text, body))
        {
            // Refused as it is: numbers make it no other child.
            _counts.InCohort++;
            _counts.Unchanged++;
            return;
        }

        if (isStaged && staged.Body.IsStagedAs(body.Texts))
        {
            StageAgain(row, hasErrors, body);
        }
        else
        {
            // An error may be a fault of the child's id: it keeps the one it was sent with, because a purge has to name it.
            string? laChildId = hasErrors ? row.LaChildId : _payload.IdOf(child.Person);
            Stage(row, hasErrors, child.Person.PersonId, laChildId, (text, hash), body);
        }
    }

    private FindingCounts Findings() => new(_payload.Issues.Errors, _payload.Issues.Warnings, _payload.Issues.WithheldFor());

    // Payload and body differ from the staged ones by nothing but ids of nested records. A setting may have changed the body alone.
    private static bool AreSameButForRecordIds(StagedTexts staged, string payload, StagedBody body) =>
        ChildPayload.TryRead(staged.Payload) is { } before && ChildPayload.TryRead(payload) is { } now && ComparisonForm.AreSame(before.Root, now.Root)
        && Parsed(staged.Body.Whole ?? before.Text) is { } stagedBody && ComparisonForm.AreSameBodies(stagedBody, JsonValue.Parse(body.Texts.Whole ?? payload));

    private static JsonValue? Parsed(string text)
    {
        try
        {
            return JsonValue.Parse(text);
        }
        catch (JsonFormatException)
        {
            return null;
        }
    }

    private void Stage(StagedChild? row, bool hasErrors, string personId, string? laChildId, (string Text, byte[] Hash) payload, StagedBody body)
    {
        StagingTransition transition = StagingTransition.InCohort(row, isStaged: false, hasErrors, body.IsSettled, body.Removed is not null);
        Count(transition, body);
        _writer.Write(isNew: row is null, transition, Findings(), personId, laChildId, payload, body.Texts);
        _counts.RowsWritten++;
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
            _counts.RowsWritten++;
        }
    }

    private void StageWithoutPayload(StagedChild row, StagingTransition transition)
    {
        bool isPurge = transition.Change == ChildChange.Purge;
        _counts.Deleted += isPurge ? 1 : 0;
        if (transition.IsNoRow)
        {
            _writer.Delete(row.PersonId);
        }
        else if (!transition.IsOf(row))
        {
            _writer.WriteWithoutPayload(row, transition, isPurge ? StagedBody.Purge(row, _writer.ReadTexts(row.PersonId)) : null);
        }
        else
        {
            return;
        }

        _counts.RowsWritten++;
    }

    private void Count(StagingTransition transition, StagedBody body)
    {
        _counts.InCohort++;
        if (transition.State == ChildState.AwaitingConfirmation)
        {
            _counts.Waiting++;
            if (body.Removed is not null)
            {
                _changes.Removed.Add(body.Removed);
            }

            if (body.Compared is { } compared)
            {
                _changes.Add(compared.Acknowledged, compared.Current);
            }
        }

        switch (transition.State)
        {
            case ChildState.Withheld:
                _counts.Withheld++;
                break;
            case ChildState.Accepted:
            case ChildState.Rejected:
                _counts.Unchanged++;
                break;
            case var _ when transition.Change == ChildChange.New:
                _counts.New++;
                break;
            default:
                _counts.Updated++;
                break;
        }
    }
}
