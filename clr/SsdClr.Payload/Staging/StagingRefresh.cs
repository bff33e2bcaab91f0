using System;
using System.Collections.Generic;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
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

    /// <param name="connection">An open connection without a transaction; the caller holds the run lock.</param>
    /// <param name="clock">The time.</param>
    /// <param name="settings">The settings in force.</param>
    /// <param name="progress">Told after each range; null for none.</param>
    internal StagingRefresh(DbConnection connection, IClock clock, SettingValues settings, IProgress<RefreshProgress>? progress)
    {
        _connection = connection;
        _clock = clock;
        _settings = settings;
        _progress = progress;
    }

    /// <summary>Refreshes staging as of a date, and writes the counts to the run's row in csc.run_log.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="asOf">The run date.</param>
    /// <param name="confirmDeletions">The number of deletions somebody has confirmed; null for none.</param>
    /// <exception cref="SettingException">A setting is malformed, or the cohort table cannot be read. Nothing has been written.</exception>
    /// <exception cref="SsdReadException">The database gave less than was asked for. Ranges before that one are staged; nothing has been marked as deleted.</exception>
    /// <exception cref="RefreshRefusedException">A guard found SSD half-loaded or too many children gone: nothing may be submitted.</exception>
    internal RefreshSummary Run(long runId, DateTime asOf, int? confirmDeletions)
    {
        var payloadSettings = new PayloadSettings(_settings);
        var window = new Window(asOf, payloadSettings.WindowMonthsBack);
        var cohortSettings = new CohortSettings(_settings);

        // What cannot be read is told before anything is written.
        cohortSettings.Table?.Check(_connection, payloadSettings.SsdSchema);
        var guard = new SsdTableGuard(_connection, _settings);
        Dictionary<string, long> tableRows = guard.CheckBefore();
        int receiverId = ReceiverRegister.Current(_connection, _clock, _settings);
        using var table = new StagingTable(_connection, receiverId);
        var summary = new RefreshSummary();
        var reader = new ChildReader(_connection, payloadSettings, cohortSettings.Table);
        var cohort = new CohortRules(window, cohortSettings);
        var builder = new PayloadBuilder(window, payloadSettings, new PayloadIssues(keep: false));
        List<PersonRange> ranges = PersonRanges.Read(_connection, payloadSettings.SsdSchema, payloadSettings.PersonsPerRange);
        var bodySettings = new BodySettings(_settings.Flag("full_includes_purges"));
        int stagedBefore = table.Count();
        int stagedInSsd = 0;
        var child = new ChildRecords();
        using SHA256 sha256 = SHA256.Create();
        for (int index = 0; index < ranges.Count; index++)
        {
            ChildrenInRange children = reader.Read(ranges[index]);
            summary.PersonsRead += children.Count;
            for (int start = 0; start < children.Count; start += ChildrenPerTransaction)
            {
                int end = Math.Min(start + ChildrenPerTransaction, children.Count);
                Dictionary<string, StagedChild> staged = table.Find(children.PersonIds, start, end);
                stagedInSsd += staged.Count;
                using var writer = new StagingWriter(_connection, receiverId, _clock.UtcNow);
                for (int position = start; position < end; position++)
                {
                    children.Read(position, child);
                    staged.TryGetValue(child.Person.PersonId, out StagedChild? row);

                    // What cannot be read may keep a child out of the cohort: one that was staged is withheld then, not given up.
                    if (cohort.Judge(child).IsIn || (row is not null && child.UnreadableDates.Count > 0))
                    {
                        StageInCohort(child, row, builder, sha256, writer, bodySettings, summary);
                    }
                    else if (row is not null)
                    {
                        StageOutOfCohort(row, writer, summary);
                    }
                }

                writer.Commit();
            }

            _progress?.Report(new RefreshProgress(index + 1, ranges.Count, summary.PersonsRead));
        }

        try
        {
            guard.CheckAfter(tableRows);
        }
        catch (RefreshRefusedException)
        {
            ReceiverRegister.RecordRefresh(_connection, receiverId, _clock.UtcNow);
            throw;
        }

        // Where every row met its person nobody is gone, and staging need not be read a second time.
        List<StagedChild> gone = stagedInSsd < stagedBefore ? Gone(table, payloadSettings.SsdSchema) : [];
        int newlyGone = CountNewlyGone(gone);
        bool hold = DeletionGuard.Holds(newlyGone, table.CountAcknowledged(), _settings.WholeNumber("max_deletion_percent"), confirmDeletions);
        StageGone(gone, receiverId, hold, summary);
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
        ReceiverRegister.RecordRefresh(_connection, receiverId, hold ? _clock.UtcNow : null);
        if (hold)
        {
            string number = newlyGone.ToString(CultureInfo.InvariantCulture);
            throw new RefreshRefusedException(
                number + " children are gone from SSD, more than the guard allows: their deletions are held and nothing is submitted. "
                + "See whether SSD is complete; if they are to be deleted, run again and confirm exactly " + number + " deletions.");
        }

        guard.Remember(tableRows, runId);
        return summary;
    }

    private static void StageInCohort(
        ChildRecords child,
        StagedChild? row,
        PayloadBuilder builder,
        SHA256 sha256,
        StagingWriter writer,
        BodySettings bodySettings,
        RefreshSummary summary)
    {
        JsonWriter json = builder.Build(child);
        byte[] hash = sha256.ComputeHash(json.Buffer, 0, json.Length);
        PayloadIssues issues = builder.Issues;
        bool hasErrors = issues.Errors > 0;
        bool isSettled = row is not null && StagingTransition.SameHash(row.SettledHash, hash);
        if (row is not null && StagingTransition.SameHash(row.PayloadHash, hash))
        {
            StagingTransition unchanged = StagingTransition.InCohort(row, hash, hasErrors, isSettled);
            Count(unchanged, summary);
            if (!IsAt(row, unchanged) || row.Errors != issues.Errors || row.Warnings != issues.Warnings)
            {
                writer.WriteState(row.PersonId, unchanged, issues.Errors, issues.Warnings);
                summary.RowsWritten++;
            }

            return;
        }

        string text = json.ToText();
        string? body = null;

        // As acknowledged is not as held while something else may have been taken since.
        if (row is { EverSent: true } && !(row.IsCertain && StagingTransition.SameHash(row.AcknowledgedHash, hash)))
        {
            (body, isSettled) = Compare(row, child, text, writer, bodySettings);
        }

        StagingTransition transition = StagingTransition.InCohort(row, hash, hasErrors, isSettled);
        Count(transition, summary);

        // An error may be a fault of the child's id. A child that was sent keeps the ids it was sent with: a purge has to name them.
        bool keepsIds = hasErrors && row is { EverSent: true };
        writer.Write(
            isNew: row is null,
            transition,
            new StagedPayload(
                child.Person.PersonId,
                keepsIds ? row!.LaChildId : builder.ChildId(child.Person),
                keepsIds ? row!.MisChildId : PayloadBuilder.MisChildId(child.Person),
                text,
                hash,
                json.Length,
                body,
                isSettled,
                issues.Errors,
                issues.Warnings));
        summary.RowsWritten++;
    }

    // What has to be sent of a child that was sent before: nothing where records merely aged out, else the payload with what is gone.
    private static (string? Body, bool IsSettled) Compare(StagedChild row, ChildRecords child, string payload, StagingWriter writer, BodySettings settings)
    {
        (string? acknowledged, string? sent) = writer.ReadTexts(row.PersonId);
        RecordInventory inventory = RecordInventory.Of(child);
        if (!row.IsCertain)
        {
            return (ChildDifference.FullAfterUnknownOutcome(acknowledged, sent, payload, inventory, settings)?.Text, false);
        }

        ChildDifference? difference = ChildDifference.Between(acknowledged, payload, inventory);
        return difference is null ? (null, false)
            : difference.IsSettled ? (null, true)
            : (difference.Full(settings).Text, false);
    }

    private static void Count(StagingTransition transition, RefreshSummary summary)
    {
        summary.InCohort++;
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

    private static void StageOutOfCohort(StagedChild row, StagingWriter writer, RefreshSummary summary)
    {
        StagingTransition transition = StagingTransition.OutOfCohort(row);
        if (transition.IsNoRow)
        {
            writer.Delete(row.PersonId);
            summary.RowsWritten++;
        }
        else if (!IsAt(row, transition))
        {
            writer.WriteWithoutPayload(row.PersonId, transition, body: null);
            summary.RowsWritten++;
        }
    }

    private static List<StagedChild> Gone(StagingTable table, string ssdSchema)
    {
        var gone = new List<StagedChild>();
        string? after = null;
        List<StagedChild> page;
        do
        {
            page = table.Page(after, StagingTable.IdsPerQuery);
            var personIds = new List<string>(page.Count);
            foreach (StagedChild row in page)
            {
                personIds.Add(row.PersonId);
                after = row.PersonId;
            }

            Dictionary<string, bool> inSsd = table.InSsd(ssdSchema, personIds);
            foreach (StagedChild row in page)
            {
                if (!inSsd.ContainsKey(row.PersonId))
                {
                    gone.Add(row);
                }
            }
        }
        while (page.Count == StagingTable.IdsPerQuery);
        return gone;
    }

    private void StageGone(List<StagedChild> gone, int receiverId, bool hold, RefreshSummary summary)
    {
        using var writer = new StagingWriter(_connection, receiverId, _clock.UtcNow);
        foreach (StagedChild row in gone)
        {
            StagingTransition transition = StagingTransition.GoneFromSsd(row, hold);
            if (transition.IsNoRow)
            {
                writer.Delete(row.PersonId);
                summary.RowsWritten++;
                continue;
            }

            if (string.Equals(transition.Change, ChildChange.Deleted, StringComparison.Ordinal))
            {
                summary.Deleted++;
            }

            if (!IsAt(row, transition))
            {
                writer.WriteWithoutPayload(row.PersonId, transition, DeletionBody.Of(row));
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
