using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SsdClr.Json;
using SsdClr.Payload.Change;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Ssd;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Staging;
using SsdClr.Time;

namespace SsdClr.Payload.Staging;

/// <summary>
/// Brings csc.staging up to date with SSD, a range of persons at a time; what has not changed is not written. Deletions are
/// decided last, once every range has been read to its end.
/// </summary>
internal sealed class StagingRefresh
{
    // Children looked up and written at a time: so many staged rows are in memory, and so many rows at most are locked.
    private const int ChildrenPerTransaction = 1000;

    private readonly DbConnection _connection;
    private readonly IClock _clock;
    private readonly SettingValues _settings;
    private readonly IProgress<RefreshProgress>? _progress;
    private readonly bool _hasObjectIds;

    /// <param name="connection">An open connection without a transaction; the caller holds the run lock.</param>
    /// <param name="clock">The time.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="progress">Told after each range; null for none.</param>
    /// <param name="hasObjectIds">True on SQL Server: a table that was dropped and made anew while it was read has another object_id.</param>
    internal StagingRefresh(DbConnection connection, IClock clock, SettingValues settings, IProgress<RefreshProgress>? progress, bool hasObjectIds = false)
    {
        _hasObjectIds = hasObjectIds;
        _connection = connection;
        _clock = clock;
        _settings = settings;
        _progress = progress;
    }

    /// <summary>Refreshes staging as of a date, and writes the counts to the run's row in csc.run_log.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="asOf">The run date.</param>
    /// <param name="confirmDeletions">The number of deletions somebody has confirmed; null for none.</param>
    /// <param name="confirmRemovals">The number of nested records to be removed that somebody has confirmed; null for none.</param>
    /// <exception cref="SettingException">A setting is malformed, or the cohort table cannot be read. Nothing has been written.</exception>
    /// <exception cref="SsdReadException">The database gave less than was asked for. Ranges before that one are staged; nothing has been marked as deleted.</exception>
    /// <exception cref="RefreshRefusedException">A guard found SSD half-loaded, or too many children or nested records gone: nothing may be submitted.</exception>
    internal RefreshSummary Run(long runId, DateTime asOf, int? confirmDeletions, int? confirmRemovals = null)
    {
        var payloadSettings = new PayloadSettings(_settings);
        var window = new Window(asOf, payloadSettings.WindowMonthsBack);
        var cohortSettings = new CohortSettings(_settings);

        // What cannot be read is told before anything is written.
        cohortSettings.Table?.Check(_connection, payloadSettings.SsdSchema);
        var guard = new SsdTableGuard(_connection, _settings, _hasObjectIds);
        Dictionary<string, long> tableRows = guard.CheckBefore();
        int receiverId = ReceiverRegister.Current(_connection, _clock, _settings);
        ReceiverRegister.RecordStaging(_connection, receiverId, cohortSettings.Restriction, isComplete: false);
        using var table = new StagingTable(_connection, receiverId);
        var summary = new RefreshSummary();
        var reader = new ChildReader(_connection, payloadSettings, cohortSettings.Table);
        var cohort = new CohortRules(window, cohortSettings);
        var builder = new PayloadBuilder(window, payloadSettings, CodeMap.Read(_connection), new PayloadIssues(keep: false));
        List<PersonRange> ranges = PersonRanges.Read(_connection, payloadSettings.SsdSchema, payloadSettings.PersonsPerRange);
        var bodySettings = new BodySettings(_settings);
        bool purgesWhoLeft = string.Equals(_settings.Text("purge_when"), "left_cohort", StringComparison.Ordinal);
        int leftCohort = 0;
        int changedIds = 0;
        bool isUnfinished = false;
        int stagedBefore = table.Count();
        bool mayHoldChildren = table.HasEverSent();
        int stagedInSsd = 0;
        long personRows = 0;
        var child = new ChildRecords();
        using SHA256 sha256 = SHA256.Create();
        using var writer = new StagingWriter(_connection, receiverId);
        for (int index = 0; index < ranges.Count; index++)
        {
            ChildrenInRange children = reader.Read(ranges[index]);
            summary.PersonsRead += children.Count;
            personRows += children.PersonRows;
            for (int start = 0; start < children.Count; start += ChildrenPerTransaction)
            {
                int end = Math.Min(start + ChildrenPerTransaction, children.Count);
                Dictionary<string, StagedChild> staged = table.Find(children.PersonIds, start, end);
                stagedInSsd += staged.Count;
                Dictionary<string, StagedChild> holders = table.FindHeld(mayHoldChildren ? NewIds(children, start, end, staged, builder) : []);
                writer.Begin(_clock.UtcNow);
                var ids = new ChildIdRegister(writer, staged, holders);
                for (int position = start; position < end; position++)
                {
                    children.Read(position, child);
                    staged.TryGetValue(child.Person.PersonId, out StagedChild? row);
                    CohortVerdict verdict = cohort.Judge(child);

                    // What cannot be read may keep a child out of the cohort: one that was staged is withheld then, not given up.
                    if (verdict.IsIn || (row is not null && child.UnreadableDate is not null))
                    {
                        StageInCohort(child, verdict.Groups, row, ids, builder, sha256, writer, bodySettings, summary);
                    }
                    else if (row is not null)
                    {
                        bool isPurged = purgesWhoLeft && !verdict.IsInButForRestrictions;
                        leftCohort += isPurged && StagingTransition.IsNewlyGone(row) ? 1 : 0;
                        StageOutOfCohort(row, isPurged, writer, summary);
                    }
                }

                if (!isUnfinished && summary.RowsWritten > 0)
                {
                    // Between two refreshes staging is of neither: one child may be staged under the id that another still has.
                    writer.CloseTheWayOut();
                    isUnfinished = true;
                }

                writer.Commit();
                changedIds += ids.LeftBehind;
            }

            _progress?.Report(new RefreshProgress(index + 1, ranges.Count, summary.PersonsRead));
        }

        try
        {
            guard.CheckAfter(tableRows, personRows);
            if (isUnfinished && table.HasSharedChildIds())
            {
                // Ids that two persons have are known before the read, so this one changed hands during it.
                throw new RefreshRefusedException(
                    "ssd_changed_during_refresh: an la_child_id went from one child to another during the read. Nothing is deleted or submitted; run again when SSD is not being loaded.");
            }
        }
        catch (RefreshRefusedException)
        {
            ReceiverRegister.RecordRefresh(_connection, receiverId, _clock.UtcNow);
            throw;
        }

        // Where every row met its person nobody is gone, and staging need not be read a second time.
        List<StagedChild> gone = stagedInSsd < stagedBefore || changedIds > 0 ? Gone(table, payloadSettings.SsdSchema) : [];
        int deletions = CountNewlyGone(gone) + leftCohort;
        StageGone(gone, writer, summary);
        string? refusal = Refusal(table, deletions, leftCohort, confirmDeletions, summary.Removed, confirmRemovals);
        RunLog.RecordRefresh(
            _connection,
            runId,
            receiverId,
            summary.PersonsRead,
            summary.InCohort,
            summary.Withheld,
            summary.New,
            summary.Updated,
            summary.Deleted);
        if (refusal is not null)
        {
            ReceiverRegister.RecordRefresh(_connection, receiverId, _clock.UtcNow);
            throw new RefreshRefusedException(refusal);
        }

        // What is held leaves only now: a refresh that ended before this line purges nothing, in whole or in part.
        if (deletions + summary.Removed.Total > 0)
        {
            writer.Begin(_clock.UtcNow);
            writer.Release();
            writer.Commit();
        }

        ReceiverRegister.RecordStaging(_connection, receiverId, cohortSettings.Restriction, isComplete: true);
        ReceiverRegister.RecordRefresh(_connection, receiverId, refusedAt: null);
        guard.Remember(tableRows, runId);
        return summary;
    }

    // What the guards say, each with the number that confirms it; null where they let everything pass.
    private string? Refusal(StagingTable table, int deletions, int leftCohort, int? confirmDeletions, RecordTally removed, int? confirmRemovals)
    {
        bool holdsDeletions = DeletionGuard.Holds(deletions, table.CountAcknowledged(), _settings.WholeNumber("max_deletion_percent"), confirmed: null);
        var removalGuard = new RemovalGuard(removed, _settings.WholeNumber("max_removal_percent"));
        RecordTally acknowledged = table.CountAcknowledgedRecords(removalGuard);
        bool holdsRemovals = !removalGuard.IsWithin(acknowledged);
        if ((!holdsDeletions || confirmDeletions == deletions) && (!holdsRemovals || confirmRemovals == removed.Total))
        {
            return null;
        }

        // Both are told, so that both can be confirmed at once.
        var refusal = new StringBuilder();
        if (holdsDeletions)
        {
            string number = Text(deletions);
            refusal.Append(number).Append(" children are gone from SSD").Append(leftCohort == 0 ? string.Empty : " or left the cohort (" + Text(leftCohort) + ")")
                .Append(" or have another id, more than the guard allows: their deletions are held and nothing is submitted. ")
                .Append("See whether SSD is complete; if they are to be deleted, run again and confirm exactly ").Append(number).Append(" deletions.");
        }

        if (holdsRemovals)
        {
            refusal.Append(refusal.Length == 0 ? string.Empty : " ")
                .Append("Children who stay lose more records than the guard allows (").Append(removalGuard.Describe(acknowledged))
                .Append("): these children are held and nothing is submitted. See whether SSD is complete, and whether records were renumbered (setting change_detection); ")
                .Append("if the records are to be removed, run again and confirm exactly ").Append(Text(removed.Total)).Append(" removals.");
        }

        return refusal.ToString();
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Whoever the receiver does not hold under this id yet may have it from another.
    private static List<string> NewIds(ChildrenInRange children, int start, int end, Dictionary<string, StagedChild> staged, PayloadBuilder builder)
    {
        var newIds = new List<string>();
        for (int position = start; position < end; position++)
        {
            Person person = children.Person(position);
            string? childId = builder.ChildId(person);
            bool isHeld = staged.TryGetValue(person.PersonId, out StagedChild? row) && row.IsHeld && string.Equals(row.LaChildId, childId, StringComparison.Ordinal);
            if (!isHeld && childId is not null)
            {
                newIds.Add(childId);
            }
        }

        return newIds;
    }

    private static void StageInCohort(
        ChildRecords child,
        CohortGroups groups,
        StagedChild? row,
        ChildIdRegister ids,
        PayloadBuilder builder,
        SHA256 sha256,
        StagingWriter writer,
        BodySettings bodySettings,
        RefreshSummary summary)
    {
        JsonWriter json = builder.Build(child, groups);
        byte[] hash = sha256.ComputeHash(json.Buffer, 0, json.Length);
        PayloadIssues issues = builder.Issues;
        bool hasErrors = issues.Errors > 0;
        if (PayloadBuilder.IsTooLongToStage(child.Person))
        {
            // Without a row it is withheld all the same: the previews and the counts say so.
            summary.InCohort++;
            summary.Withheld++;
            return;
        }

        if (!hasErrors)
        {
            row = ids.RowOf(child.Person.PersonId, builder.ChildId(child.Person)!);
        }

        bool isSamePayload = row is not null && StagingTransition.SameHash(row.PayloadHash, hash);
        bool isPayloadStaged = isSamePayload
            && (hasErrors || HasIds(row!, builder.ChildId(child.Person), PayloadBuilder.MisChildId(child.Person)))
            && IsStagedAsSet(row!, bodySettings);
        if (isPayloadStaged && !DependsOnSourceRows(row!, hash))
        {
            StageUnchanged(row!, hash, issues, writer, summary);
            return;
        }

        string text = json.ToText();
        BodyChoice body = BodyChoice.Payload;
        if (row is { IsHeld: true })
        {
            HeldTexts held = writer.ReadHeld(row.PersonId);
            if (!hasErrors && !isPayloadStaged && bodySettings.IgnoresRecordIds && IsRefused(row) && held.IsAsSentButForRecordIds(text))
            {
                // Refused as it is: numbers make it no other child. But it may not be one to be sent any more, for another has its id now.
                summary.InCohort++;
                summary.Unchanged++;
                return;
            }

            body = BodyChoice.Of(held, row.IsCertain, text, RecordInventory.Of(child, bodySettings.CareWorkerRoles), bodySettings);
            if (isPayloadStaged && body.IsSettled == StagingTransition.SameHash(row.SettledHash, hash) && held.IsStaged(body, text, row.IsCertain))
            {
                StageUnchanged(row, hash, issues, writer, summary);
                return;
            }

            if (isPayloadStaged || (isSamePayload && !held.IsStaged(body, text, row.IsCertain)))
            {
                // The same payload, but no longer the same to be sent: worth a try also where it was refused.
                row = row.WithoutPayload();
            }
        }

        StagingTransition transition = StagingTransition.InCohort(
            row, hash, hasErrors, body.IsSettled, BodyChoice.AreClearedByBody(body.ValuesNotCleared), removesUnchecked: body.Removed is not null);
        Count(transition, body.Removed, summary);

        // An error may be a fault of the child's id. A child that was sent keeps the ids it was sent with: a purge has to name them. One that was purged has
        // none until it is sent again: the receiver may hold somebody else under the id it came back with.
        bool keepsIds = hasErrors && row is { IsHeld: true };
        bool hasNoIds = hasErrors && row is { IsHeld: false, EverSent: true };
        writer.Write(
            isNew: row is null,
            transition,
            new StagedPayload(
                child.Person.PersonId,
                keepsIds ? row!.LaChildId : hasNoIds ? null : Fitting(builder.ChildId(child.Person)),
                keepsIds ? row!.MisChildId : hasNoIds ? null : PayloadBuilder.MisChildId(child.Person),
                text,
                hash,
                json.Length,
                body,
                issues.Errors,
                issues.Warnings));
        summary.RowsWritten++;
    }

    // A child with a longer id is withheld for it, so nothing is ever sent under what is stored here.
    private static string? Fitting(string? laChildId) => laChildId?.Length > StagingLength.LaChildId ? null : laChildId;

    // What aged out is not in the payload, so the payload does not show when the row behind it is deleted: then the receiver has to be told, as long as it
    // may hold more than the payload.
    private static bool DependsOnSourceRows(StagedChild row, byte[] hash) =>
        row.IsHeld && !(row.IsCertain && StagingTransition.SameHash(row.AcknowledgedHash, hash));

    private static void StageUnchanged(StagedChild row, byte[] hash, PayloadIssues issues, StagingWriter writer, RefreshSummary summary)
    {
        bool isSettled = StagingTransition.SameHash(row.SettledHash, hash);
        StagingTransition unchanged = StagingTransition.InCohort(row, hash, issues.Errors > 0, isSettled, row.ClearsValues, removesUnchecked: row.UncheckedRemovals is not null);
        Count(unchanged, row.UncheckedRemovals is null ? null : RecordTally.Parse(row.UncheckedRemovals), summary);
        if (!IsAt(row, unchanged) || row.Errors != issues.Errors || row.Warnings != issues.Warnings)
        {
            writer.WriteState(row.PersonId, unchanged, issues.Errors, issues.Warnings);
            summary.RowsWritten++;
        }
    }

    // A body made under other settings is made again; whole ones are right under any mode.
    private static bool IsStagedAsSet(StagedChild row, BodySettings settings) =>
        !(row.IsPartial && !settings.SendsPartial)
        && !(row.ClearsValues && !settings.ClearsWithNull)
        && !(row.HasValuesNotCleared && settings.ClearsWithNull && row.IsCertain);

    // The row of a child that was withheld may have other ids than its payload, or none.
    private static bool HasIds(StagedChild row, string? childId, string? misChildId) =>
        string.Equals(row.LaChildId, childId, StringComparison.Ordinal) && string.Equals(row.MisChildId, misChildId, StringComparison.Ordinal);

    private static bool IsRefused(StagedChild row) =>
        string.Equals(row.State, ChildState.Rejected, StringComparison.Ordinal) && !string.Equals(row.Change, ChildChange.Deleted, StringComparison.Ordinal);

    private static void Count(StagingTransition transition, RecordTally? removed, RefreshSummary summary)
    {
        summary.InCohort++;
        if (removed is not null && string.Equals(transition.State, ChildState.Held, StringComparison.Ordinal))
        {
            summary.Removed.Add(removed);
        }

        switch (transition.State)
        {
            case ChildState.Withheld:
                summary.Withheld++;
                break;
            case ChildState.Accepted:
            case ChildState.Rejected:
                summary.Unchanged++;
                break;
            default:
                if (string.Equals(transition.Change, ChildChange.New, StringComparison.Ordinal))
                {
                    summary.New++;
                }
                else
                {
                    summary.Updated++;
                }

                break;
        }
    }

    private static void StageOutOfCohort(StagedChild row, bool isPurged, StagingWriter writer, RefreshSummary summary)
    {
        StagingTransition transition = isPurged ? StagingTransition.Gone(row) : StagingTransition.OutOfCohort(row);
        bool isDeletion = string.Equals(transition.Change, ChildChange.Deleted, StringComparison.Ordinal);
        summary.Deleted += isDeletion ? 1 : 0;
        if (transition.IsNoRow)
        {
            writer.Delete(row.PersonId);
            summary.RowsWritten++;
        }
        else if (!IsAt(row, transition))
        {
            writer.WriteWithoutPayload(row, transition, isDeletion ? DeletionBody.Of(row) : null);
            summary.RowsWritten++;
        }
    }

    private static List<StagedChild> Gone(StagingTable table, string ssdSchema)
    {
        List<string> personIds = table.NotInSsd(ssdSchema);
        personIds.Sort(StringComparer.Ordinal);
        var gone = new List<StagedChild>(personIds.Count);
        Dictionary<string, StagedChild> rows = table.Find(personIds, 0, personIds.Count);
        foreach (string personId in personIds)
        {
            gone.Add(rows[personId]);
        }

        return gone;
    }

    private void StageGone(List<StagedChild> gone, StagingWriter writer, RefreshSummary summary)
    {
        writer.Begin(_clock.UtcNow);
        foreach (StagedChild row in gone)
        {
            StagingTransition transition = StagingTransition.Gone(row);
            if (transition.IsNoRow)
            {
                writer.Delete(row.PersonId);
                summary.RowsWritten++;
                continue;
            }

            bool isDeletion = string.Equals(transition.Change, ChildChange.Deleted, StringComparison.Ordinal);
            summary.Deleted += isDeletion ? 1 : 0;
            if (!IsAt(row, transition))
            {
                writer.WriteWithoutPayload(row, transition, isDeletion ? DeletionBody.Of(row) : null);
                summary.RowsWritten++;
            }
        }

        writer.Commit();
    }

    private static int CountNewlyGone(List<StagedChild> gone)
    {
        int count = 0;
        foreach (StagedChild row in gone)
        {
            count += StagingTransition.IsNewlyGone(row) ? 1 : 0;
        }

        return count;
    }

    private static bool IsAt(StagedChild row, StagingTransition transition) =>
        string.Equals(row.State, transition.State, StringComparison.Ordinal) && string.Equals(row.Change, transition.Change, StringComparison.Ordinal);
}
