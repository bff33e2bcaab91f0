using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>child_looked_after_placements (fields 37 to 44): placements of the referral's periods of care that overlap, newest first.</summary>
internal sealed class PlacementArray : RecordArray<Placement>
{
    private const string EndSource = "ssd_cla_placement.clap_cla_placement_end_date";

    private readonly Window _window;
    private List<CareEpisode> _careEpisodes = [];

    internal PlacementArray(FieldWriter fields, Window window)
        : base(fields, PayloadNames.ChildLookedAfterPlacements, "ssd_cla_placement.clap_cla_placement_id") => _window = window;

    /// <inheritdoc/>
    protected override bool NewestFirst => true;

    /// <summary>Writes the array of one referral.</summary>
    internal void Write(ChildRecords child, string referralId)
    {
        _careEpisodes = child.CareEpisodes;
        foreach (Placement placement in child.Placements)
        {
            if (!placement.CrossesPersons
                && _window.Overlaps(placement.Start, placement.EndAsSent)
                && BelongsTo(placement, child.CareEpisodes, referralId))
            {
                Take(placement);
            }
        }

        WriteTaken();
    }

    /// <summary>True where a care episode of the placement's period of care names that referral.</summary>
    internal static bool BelongsTo(Placement placement, List<CareEpisode> careEpisodes, string referralId)
    {
        foreach (CareEpisode careEpisode in careEpisodes)
        {
            if (!careEpisode.CrossesPersons
                && InPeriod(careEpisode, placement)
                && string.Equals(careEpisode.ReferralId, referralId, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>True where a care episode is of the placement's period of care.</summary>
    internal static bool InPeriod(CareEpisode careEpisode, Placement placement) =>
        placement.PeriodKey is not null && string.Equals(careEpisode.PeriodKey, placement.PeriodKey, StringComparison.Ordinal);

    /// <inheritdoc/>
    protected override DateTime? DateOf(Placement record) => record.Start;

    /// <inheritdoc/>
    protected override string? IdOf(Placement record) => record.PlacementId?.Trim();

    /// <inheritdoc/>
    protected override void WriteItem(Placement record)
    {
        JsonWriter json = Fields.Json;
        bool endsBeforeStart = record.End < record.Start;
        json.StartObject();
        Fields.Id(PayloadNames.ChildLookedAfterPlacementId, IdOf(record)!, "ssd_cla_placement.clap_cla_placement_id");
        Fields.Date(PayloadNames.StartDate, record.Start, "ssd_cla_placement.clap_cla_placement_start_date");
        Fields.Code(CodedField.StartReason, StartReason(record));
        Fields.Postcode(record.Postcode, "ssd_cla_placement.clap_cla_placement_postcode");
        Fields.Code(CodedField.PlacementType, record.Type);
        if (endsBeforeStart)
        {
            Fields.Issues.Add(PayloadRule.EndBeforeStart, IssueOutcome.LeftOut, PayloadNames.EndDate, EndSource);
        }
        else
        {
            Fields.Date(PayloadNames.EndDate, record.End, EndSource);
        }

        Fields.Code(CodedField.EndReason, EndReason(record));
        Fields.Code(CodedField.ChangeReason, record.ChangeReason);
        Fields.NotPurged();
        json.EndObject();
    }

    // Field 39: of the earliest-starting care episode.
    private string? StartReason(Placement placement)
    {
        bool anyNames = AnyNames(placement);
        CareEpisode? earliest = null;
        foreach (CareEpisode careEpisode in _careEpisodes)
        {
            if (Explains(careEpisode, placement, anyNames) && (earliest is null || StartsBefore(careEpisode, earliest)))
            {
                earliest = careEpisode;
            }
        }

        return earliest?.StartReason;
    }

    // Field 43: of the latest-ending care episode. One that goes on ends last, and has no reason yet.
    private string? EndReason(Placement placement)
    {
        bool anyNames = AnyNames(placement);
        CareEpisode? latest = null;
        foreach (CareEpisode careEpisode in _careEpisodes)
        {
            if (Explains(careEpisode, placement, anyNames) && (latest is null || EndsAfter(careEpisode, latest)))
            {
                latest = careEpisode;
            }
        }

        return latest?.CeasedReason;
    }

    private bool AnyNames(Placement placement)
    {
        foreach (CareEpisode careEpisode in _careEpisodes)
        {
            if (Names(careEpisode, placement))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Names(CareEpisode careEpisode, Placement placement) =>
        !careEpisode.CrossesPersons
        && careEpisode.PlacementId is not null
        && string.Equals(careEpisode.PlacementId, placement.PlacementId, StringComparison.Ordinal);

    // The care episodes that name the placement; where none does, those of its period that name no placement at all.
    private static bool Explains(CareEpisode careEpisode, Placement placement, bool anyNames) =>
        anyNames
            ? Names(careEpisode, placement)
            : !careEpisode.CrossesPersons
                && !careEpisode.NamesAPlacement
                && InPeriod(careEpisode, placement);

    private bool StartsBefore(CareEpisode candidate, CareEpisode earliest)
    {
        DateTime start = candidate.Start ?? DateTime.MaxValue;
        DateTime earliestStart = earliest.Start ?? DateTime.MaxValue;
        return start != earliestStart ? start < earliestStart : ComesFirst(candidate, earliest, CodedField.StartReason, candidate.StartReason, earliest.StartReason);
    }

    private bool EndsAfter(CareEpisode candidate, CareEpisode latest)
    {
        DateTime end = candidate.Ceased ?? DateTime.MaxValue;
        DateTime latestEnd = latest.Ceased ?? DateTime.MaxValue;
        return end != latestEnd ? end > latestEnd : ComesFirst(candidate, latest, CodedField.EndReason, candidate.CeasedReason, latest.CeasedReason);
    }

    // Ids that differ by outer blanks alone are one: then the codes as they are sent decide, and none comes last.
    private bool ComesFirst(CareEpisode candidate, CareEpisode other, CodedField field, string? reason, string? otherReason)
    {
        int byId = RecordId.CompareRowIds(candidate.EpisodeId, other.EpisodeId);
        if (byId != 0)
        {
            return byId < 0;
        }

        string? code = CodeOf(field, reason);
        string? otherCode = CodeOf(field, otherReason);
        if (!string.Equals(code, otherCode, StringComparison.Ordinal))
        {
            return code is not null && (otherCode is null || string.CompareOrdinal(code, otherCode) < 0);
        }

        // Sent alike; but the finding about a value without a code must not hang on the order of the rows.
        return string.CompareOrdinal(reason, otherReason) > 0;
    }

    private string? CodeOf(CodedField field, string? reason) => reason is null ? null : field.Find(reason, Fields.CodeMap, out _);
}
