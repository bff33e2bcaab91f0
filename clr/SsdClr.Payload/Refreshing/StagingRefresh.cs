using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Ledger;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Scrambling;
using SsdClr.Runs;
using SsdClr.Settings;
using SsdClr.Time;

namespace SsdClr.Payload.Refreshing;

/// <summary>
/// Brings csc.staging up to date with SSD, a range of persons at a time; what has not changed is not written. Purges are decided last, once every range has been
/// read to its end.
/// </summary>
/// <param name="connection">An open connection without a transaction; the caller holds the run lock.</param>
/// <param name="clock">The time.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="progress">Told after each range how far the reading is, 0 to 1; null for none.</param>
/// <param name="hasObjectIds">True on SQL Server: a table that was dropped and made anew while it was read has another object_id.</param>
/// <param name="scramblingKey">The key of scrambled children, where it is known; without setting scramble it is not asked for.</param>
internal sealed class StagingRefresh(
    DbConnection connection, IClock clock, SettingValues settings, IProgress<double>? progress, bool hasObjectIds = false, string? scramblingKey = null)
{
    private readonly DbConnection _connection = connection;
    private readonly IClock _clock = clock;
    private readonly SettingValues _settings = settings;
    private readonly IProgress<double>? _progress = progress;
    private readonly bool _hasObjectIds = hasObjectIds;
    private readonly string? _scramblingKey = scramblingKey;

    /// <summary>Refreshes staging as of a date, and writes the counts to the run's row in csc.run_log.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="asOf">The run date.</param>
    /// <param name="confirmations">
    /// The numbers a person has confirmed, each exactly, null for none: children to be deleted, nested records to be removed from children who stay, and what the guards on
    /// change counted, those that hold together.
    /// </param>
    /// <exception cref="SettingException">A setting is malformed, or the cohort table cannot be read. Nothing has been written.</exception>
    /// <exception cref="SsdReadException">The database gave less than was asked for. Ranges before that one are staged; nothing is to be purged.</exception>
    /// <exception cref="RefreshRefusedException">A guard found SSD half-loaded, or more gone or changed than a night brings: nothing may be submitted.</exception>
    internal RefreshCounts Run(long runId, DateTime asOf, (int? Deletions, int? Removals, int? Changes) confirmations)
    {
        var payloadSettings = new PayloadSettings(_settings);
        var cohortSettings = new CohortSettings(_settings);

        // What cannot be read is told before anything is written.
        ScramblingKey? key = ScramblingKey.Of(_settings, _scramblingKey);
        PayloadScrambler? scrambler = key is null ? null : new PayloadScrambler(key, _settings);
        cohortSettings.Table?.Check(_connection, payloadSettings.SsdSchema);
        var guard = new SsdTableGuard(_connection, _settings, _hasObjectIds);
        var figures = new RefreshFigures(asOf, cohortSettings.Groups);
        Dictionary<string, long> tableRows = CountRows(guard, figures, runId);
        int receiverId = ReceiverRegister.Current(_connection, _clock, _settings, key?.Fingerprint ?? ReceiverRegister.NotScrambled);
        (DateTime? lastAsOf, int? lastInCohort) = ReceiverRegister.LastGood(_connection, receiverId, cohortSettings.Restriction);
        ReceiverRegister.RecordStaging(_connection, receiverId, cohortSettings.Restriction, isComplete: false);
        using var table = new StagingTable(_connection, receiverId);
        using var writer = new StagingWriter(_connection, receiverId, _clock);
        var window = new Window(asOf, payloadSettings.WindowMonthsBack);
        var builder = new PayloadBuilder(window, payloadSettings, CodeMap.Read(_connection), new PayloadIssues(keep: false, figures.Issues));
        using var payload = new LeavingPayload(builder, scrambler);
        var ranges = new RangeStaging(table, writer, new CohortRules(window, cohortSettings), payload, _settings, table.Size(), figures);
        ReadRanges(ranges, payloadSettings, cohortSettings);
        RefuseWhatMoved(guard, tableRows, table, receiverId, ranges);
        int deletions = ranges.StageGone(_connection, payloadSettings.SsdSchema);
        if (deletions > 0)
        {
            // Who is gone was asked after that; SSD may have been emptied in between.
            RefuseWhatMoved(guard, tableRows, table, receiverId, ranges);
        }

        RefreshCounts counts = ranges.Counts;
        var changeGuards = new ChangeGuards(_settings, ranges.Changes);
        changeGuards.JudgeDate(asOf, _clock.Today, lastAsOf);
        changeGuards.JudgeCohort(counts.InCohort, lastInCohort);
        string? refusal = new RefreshGuards(table, _settings, figures).Refusal(deletions, ranges.LeftCohort, ranges.Changes.Removed, changeGuards, confirmations);
        RunLog.RecordRefresh(_connection, runId, receiverId, counts);
        RunFigure.Record(_connection, runId, figures.All(tableRows));
        if (refusal is not null)
        {
            ReceiverRegister.RecordRefresh(_connection, receiverId, _clock.UtcNow);
            throw new RefreshRefusedException(refusal);
        }

        // What awaits confirmation leaves only now: a refresh that ended before this line purges nothing, in whole or in part.
        if (deletions + counts.Waiting > 0)
        {
            writer.Begin();
            writer.Release();
            writer.Commit();
        }

        ReceiverRegister.RecordStaging(_connection, receiverId, cohortSettings.Restriction, isComplete: true);
        ReceiverRegister.RecordRefresh(_connection, receiverId, refusedAt: null);
        ReceiverRegister.RecordGood(_connection, receiverId, asOf, counts.InCohort);
        guard.Remember(tableRows, runId);
        return counts;
    }

    // A night that this guard stops is one to be shown.
    private Dictionary<string, long> CountRows(SsdTableGuard guard, RefreshFigures figures, long runId)
    {
        try
        {
            return guard.CheckBefore();
        }
        catch (RefreshRefusedException)
        {
            RunFigure.Record(_connection, runId, [RefreshFigures.OfGuard(guard.LargestDrop)]);
            throw;
        }
        finally
        {
            figures.AddGuard(guard.LargestDrop);
        }
    }

    private void ReadRanges(RangeStaging staging, PayloadSettings payloadSettings, CohortSettings cohortSettings)
    {
        ChildReader reader = payloadSettings.Reader(_connection, cohortSettings.Table);
        List<PersonRange> ranges = PersonRange.ReadAll(_connection, payloadSettings.SsdSchema, payloadSettings.PersonsPerRange);
        for (int index = 0; index < ranges.Count; index++)
        {
            staging.Stage(reader.Read(ranges[index]));
            _progress?.Report((index + 1.0) / ranges.Count);
        }
    }

    private void RefuseWhatMoved(SsdTableGuard guard, Dictionary<string, long> tableRows, StagingTable table, int receiverId, RangeStaging ranges)
    {
        try
        {
            guard.CheckAfter(tableRows, ranges.PersonRows);
            if (ranges.HasWritten && table.HasSharedChildIds())
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
    }
}
