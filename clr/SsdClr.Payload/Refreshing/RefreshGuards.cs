using System.Collections.Generic;
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
    private const int DeletionsAlwaysAllowed = 3;

    private readonly StagingTable _table = table;
    private readonly SettingValues _settings = settings;
    private readonly RefreshFigures _figures = figures;

    /// <summary>Why nothing may be submitted, the numbers that confirm it first; null where they let everything pass.</summary>
    /// <param name="deletions">Children newly to be purged.</param>
    /// <param name="leftCohort">Those of them who are in SSD and left the cohort.</param>
    /// <param name="removed">Nested records that bodies newly remove.</param>
    /// <param name="changeGuards">The guards on change; told of acknowledged children here.</param>
    /// <param name="confirmations">The numbers a person has confirmed.</param>
    internal string? Refusal(
        int deletions, int leftCohort, RecordTally removed, ChangeGuards changeGuards, (int? Deletions, int? Removals, int? Changes) confirmations)
    {
        int acknowledgedChildren = _table.CountAcknowledged();
        GuardFinding deletionGuard = Deletions(deletions, acknowledgedChildren, _settings.WholeNumber("max_deletion_percent"));
        _figures.AddGuard(deletionGuard);
        var removalGuard = new RemovalGuard(removed, _settings.WholeNumber("max_removal_percent"));
        RecordTally acknowledged = CountHolders(removed, changeGuards);
        bool holdsRemovals = !removalGuard.IsWithin(acknowledged);
        _figures.AddGuard(removalGuard.Nearest(acknowledged));
        changeGuards.JudgeChildren(acknowledgedChildren);
        changeGuards.JudgePlaces();
        foreach (GuardFinding finding in changeGuards.Findings)
        {
            _figures.AddGuard(finding);
        }

        if ((!deletionGuard.Holds || confirmations.Deletions == deletions)
            && (!holdsRemovals || confirmations.Removals == removed.Total)
            && (changeGuards.Held == 0 || confirmations.Changes == changeGuards.Held))
        {
            return null;
        }

        // The numbers come first: what follows may be cut off where it is logged. All are told, so that all can be confirmed at once.
        var confirmed = new List<string>();
        var details = new StringBuilder();
        if (deletionGuard.Holds)
        {
            confirmed.Add("@confirm_deletions = " + InvariantText.Of(deletions));
            details.Append(' ').Append(InvariantText.Of(deletions)).Append(" children are gone from SSD")
                .Append(leftCohort == 0 ? string.Empty : " or left the cohort (" + InvariantText.Of(leftCohort) + ")").Append(" or have another id: see whether SSD is complete.");
        }

        if (holdsRemovals)
        {
            confirmed.Add("@confirm_removals = " + InvariantText.Of(removed.Total));
            details.Append(" Children who stay lose records (").Append(removalGuard.Describe(acknowledged))
                .Append("): see whether SSD is complete, and whether records were renumbered (setting change_detection).");
        }

        if (changeGuards.Held > 0)
        {
            confirmed.Add("@confirm_changes = " + InvariantText.Of(changeGuards.Held));
            details.Append(' ').Append(changeGuards.Refusal());
        }

        return "Nothing is submitted: more is gone or changed than the guards allow. If all that follows is meant, run again with " + string.Join(", ", confirmed.ToArray()) + "." + details;
    }

    /// <summary>Holds back more deletions than a day brings, until a person has looked.</summary>
    /// <param name="deletions">Children newly found gone, those held before among them.</param>
    /// <param name="acknowledged">Children the receiver holds.</param>
    /// <param name="maximumPercent">The share of them that may go unasked.</param>
    internal static GuardFinding Deletions(int deletions, int acknowledged, int maximumPercent) =>
        new("deletions", deletions, GuardFinding.Limit(DeletionsAlwaysAllowed, acknowledged, maximumPercent));

    // Counted to the end: the most that passes is shown, and is a share of all there are. Where nothing is removed or changed, no share is asked for.
    private RecordTally CountHolders(RecordTally removed, ChangeGuards changeGuards)
    {
        var records = new RecordTally();
        if (removed.Total == 0 && !changeGuards.HasAffected)
        {
            return records;
        }

        using AcknowledgedChildren children = _table.Acknowledged();
        while (children.Read())
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
