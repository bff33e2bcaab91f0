using System;
using System.Collections.Generic;
using System.Data.Common;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Scrambling;
using SsdClr.Runs;
using SsdClr.Settings;

namespace SsdClr.Payload.Refreshing;

/// <summary>Stages the children of one range of persons after the other, and in the end those who are in none.</summary>
/// <param name="table">Reads staged rows.</param>
/// <param name="writer">Writes them.</param>
/// <param name="cohort">Says who is to be sent.</param>
/// <param name="payload">Makes what may leave of a child.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="before">How many rows there are before the refresh, and whether the receiver has, or may have, any child.</param>
/// <param name="figures">Counts the cohort.</param>
internal sealed class RangeStaging(
    StagingTable table,
    StagingWriter writer,
    CohortRules cohort,
    LeavingPayload payload,
    SettingValues settings,
    (int Rows, bool HoldsAny) before,
    RefreshFigures figures)
{
    // Children looked up and written at a time: so many staged rows are in memory, and so many rows at most are locked.
    private const int ChildrenPerTransaction = 1000;

    private readonly StagingTable _table = table;
    private readonly StagingWriter _writer = writer;
    private readonly CohortRules _cohort = cohort;
    private readonly LeavingPayload _payload = payload;
    private readonly BodySettings _bodySettings = new BodySettings(settings);
    private readonly bool _purgesWhoLeft = string.Equals(settings.Text("purge_when"), "left_cohort", StringComparison.Ordinal);
    private readonly (int Rows, bool HoldsAny) _before = before;
    private readonly RefreshFigures _figures = figures;
    private readonly ChildRecords _child = new();

    private int _stagedInSsd;
    private int _changedIds;

    /// <summary>What was done so far.</summary>
    internal RefreshCounts Counts { get; } = new();

    /// <summary>What changes in children who stay, as far as no guard has let it pass before.</summary>
    internal ChangeTally Changes { get; } = new();

    /// <summary>Children newly to be purged because they left the cohort.</summary>
    internal int LeftCohort { get; private set; }

    /// <summary>Rows of ssd_person with an id that were read.</summary>
    internal long PersonRows { get; private set; }

    /// <summary>True where staging was written: until the refresh has come to its end nothing may be submitted.</summary>
    internal bool HasWritten { get; private set; }

    /// <summary>Stages the children of a range.</summary>
    internal void Stage(ChildrenInRange children)
    {
        Counts.PersonsRead += children.Count;
        PersonRows += children.PersonRows;
        for (int start = 0; start < children.Count; start += ChildrenPerTransaction)
        {
            Stage(children, start, Math.Min(start + ChildrenPerTransaction, children.Count));
        }
    }

    /// <summary>Stages the children who are gone from SSD, once every range has been read.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="ssdSchema">Schema of the ssd_ tables, bracketed.</param>
    /// <returns>How many children are newly to be purged, those who left the cohort included.</returns>
    internal int StageGone(DbConnection connection, string ssdSchema)
    {
        // Where every row met its person nobody is gone, and staging need not be read a second time.
        if (_stagedInSsd >= _before.Rows && _changedIds == 0)
        {
            return LeftCohort;
        }

        List<string> personIds = Missing(_table.PersonIds(), connection, ssdSchema);
        personIds.Sort(StringComparer.Ordinal);
        Dictionary<string, StagedChild> rows = _table.Find(personIds, 0, personIds.Count);
        int deletions = LeftCohort;
        _writer.Begin();
        var staging = new ChildStaging(_payload, _bodySettings, Counts, Changes, _writer, new ChildIdRegister(_writer, rows, rows));
        foreach (string personId in personIds)
        {
            deletions += StagingTransition.IsNewlyGone(rows[personId]) ? 1 : 0;
            staging.StageGone(rows[personId]);
        }

        _writer.Commit();
        return deletions;
    }

    // Those that ssd_person has no row for. All ids of SSD are read and compared here: no id of ours has to be one that the type of pers_person_id can hold, and no
    // collation has a say.
    private static List<string> Missing(Dictionary<string, bool> personIds, DbConnection connection, string ssdSchema)
    {
        using DbCommand command = connection.Command("SELECT p.[pers_person_id] FROM " + ssdSchema + ".[ssd_person] AS p");
        using DbDataReader reader = command.ExecuteReader();
        var rows = new ResultSet(reader);
        while (rows.Read())
        {
            personIds.Remove(rows.PersonId);
        }

        return new List<string>(personIds.Keys);
    }

    private void Stage(ChildrenInRange children, int start, int end)
    {
        Dictionary<string, StagedChild> staged = _table.Find(children.PersonIds, start, end);
        _stagedInSsd += staged.Count;
        Dictionary<string, StagedChild> holders = _table.FindHeld(_before.HoldsAny ? NewIds(children, start, end, staged) : []);
        _writer.Begin();
        var ids = new ChildIdRegister(_writer, staged, holders);
        var staging = new ChildStaging(_payload, _bodySettings, Counts, Changes, _writer, ids);
        for (int position = start; position < end; position++)
        {
            children.Read(position, _child);
            staged.TryGetValue(_child.Person.PersonId, out StagedChild? row);
            Stage(staging, row);
        }

        if (!HasWritten && Counts.RowsWritten > 0)
        {
            // Between two refreshes staging is of neither: one child may be staged under the id that another still has.
            _writer.CloseTheWayOut();
            HasWritten = true;
        }

        _writer.Commit();
        _changedIds += ids.LeftBehind;
    }

    private void Stage(ChildStaging staging, StagedChild? row)
    {
        CohortVerdict verdict = _cohort.Judge(_child);

        // A date that cannot be read, or an end before its start, may keep a child out of the cohort: one that was staged is withheld then, not given up.
        if (verdict.IsIn || (row is not null && (_child.UnreadableDate is not null || verdict.IsOutByAnEnd)))
        {
            _figures.AddChild(_child.Person, verdict.Groups);
            staging.StageInCohort(_child, verdict, row);
        }
        else if (row is not null)
        {
            bool isPurged = _purgesWhoLeft && !verdict.IsInButForRestrictions;
            LeftCohort += isPurged && StagingTransition.IsNewlyGone(row) ? 1 : 0;
            staging.StageOutOfCohort(row, isPurged);
        }
    }

    // Whoever the receiver does not know under this id yet may have it from another.
    private List<string> NewIds(ChildrenInRange children, int start, int end, Dictionary<string, StagedChild> staged)
    {
        var newIds = new List<string>();
        for (int position = start; position < end; position++)
        {
            Person person = children.Person(position);
            string? childId = _payload.IdOf(person);
            bool isHeld = staged.TryGetValue(person.PersonId, out StagedChild? row) && row.IsHeld && string.Equals(row.LaChildId, childId, StringComparison.Ordinal);
            if (!isHeld && childId is not null)
            {
                newIds.Add(childId);
            }
        }

        return newIds;
    }
}
