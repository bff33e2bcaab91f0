using System.Text;
using SsdClr.Data;
using SsdClr.Ledger;
using SsdClr.Payload.Holding;
using SsdClr.Settings;

namespace SsdClr.Payload.Refreshing;

/// <summary>What the guards say once everything has been staged.</summary>
/// <param name="table">Counts what the receiver acknowledged.</param>
/// <param name="settings">The settings in force.</param>
/// <param name="figures">Told how near each guard was.</param>
internal sealed class RefreshGuards(StagingTable table, SettingValues settings, RefreshFigures figures)
{
    private readonly StagingTable _table = table;
    private readonly SettingValues _settings = settings;
    private readonly RefreshFigures _figures = figures;

    /// <summary>Why nothing may be submitted, each guard with the number that confirms it; null where they let everything pass.</summary>
    /// <param name="deletions">Children newly to be purged.</param>
    /// <param name="leftCohort">Those of them who are in SSD and left the cohort.</param>
    /// <param name="removed">Nested records that bodies newly remove.</param>
    /// <param name="changeGuards">The guards on change; told of acknowledged children here.</param>
    /// <param name="confirmations">The numbers a person has confirmed.</param>
    internal string? Refusal(int deletions, int leftCohort, RecordTally removed, ChangeGuards changeGuards, RefreshConfirmations confirmations)
    {
        int acknowledgedChildren = _table.CountAcknowledged();
        bool holdsDeletions = DeletionGuard.Holds(deletions, acknowledgedChildren, _settings.WholeNumber("max_deletion_percent"), confirmed: null);
        _figures.AddGuard("deletions", deletions, DeletionGuard.Most(acknowledgedChildren, _settings.WholeNumber("max_deletion_percent")));
        var removalGuard = new RemovalGuard(removed, _settings.WholeNumber("max_removal_percent"));
        RecordTally acknowledged = CountHolders(removalGuard, changeGuards);
        bool holdsRemovals = !removalGuard.IsWithin(acknowledged);
        _figures.AddGuard("removals", removalGuard.Nearest(acknowledged, out int most), most);
        changeGuards.JudgeChildren(acknowledgedChildren);
        changeGuards.JudgePlaces();
        foreach (GuardFinding finding in changeGuards.Findings)
        {
            _figures.AddGuard(finding.Name, finding.Amount, finding.Most);
        }

        if ((!holdsDeletions || confirmations.Deletions == deletions)
            && (!holdsRemovals || confirmations.Removals == removed.Total)
            && (changeGuards.Held == 0 || confirmations.Changes == changeGuards.Held))
        {
            return null;
        }

        // All are told, so that all can be confirmed at once.
        var refusal = new StringBuilder();
        if (holdsDeletions)
        {
            string number = InvariantText.Of(deletions);
            refusal.Append(number).Append(" children are gone from SSD").Append(leftCohort == 0 ? string.Empty : " or left the cohort (" + InvariantText.Of(leftCohort) + ")")
                .Append(" or have another id, more than the guard allows: their deletions await confirmation and nothing is submitted. ")
                .Append("See whether SSD is complete; if they are to be deleted, run again and confirm exactly ").Append(number).Append(" deletions.");
        }

        if (holdsRemovals)
        {
            refusal.Append(refusal.Length == 0 ? string.Empty : " ")
                .Append("Children who stay lose more records than the guard allows (").Append(removalGuard.Describe(acknowledged))
                .Append("): these children await confirmation and nothing is submitted. See whether SSD is complete, and whether records were renumbered (setting change_detection); ")
                .Append("if the records are to be removed, run again and confirm exactly ").Append(InvariantText.Of(removed.Total)).Append(" removals.");
        }

        return refusal.Append(refusal.Length == 0 || changeGuards.Held == 0 ? string.Empty : " ").Append(changeGuards.Refusal()).ToString();
    }

    // Counted child by child until the guards have enough of them.
    private RecordTally CountHolders(RemovalGuard removalGuard, ChangeGuards changeGuards)
    {
        var records = new RecordTally();
        if (removalGuard.IsWithin(records) && changeGuards.IsWithinHolders())
        {
            return records;
        }

        using AcknowledgedChildren children = _table.Acknowledged();
        while (!(removalGuard.IsWithin(records) && changeGuards.IsWithinHolders()) && children.Read())
        {
            if (ChildPayload.TryRead(children.Payload) is { } payload)
            {
                records.Add(RecordTally.Of(payload.Root));
                changeGuards.AddHolder(payload.Root);
            }
        }

        return records;
    }
}
