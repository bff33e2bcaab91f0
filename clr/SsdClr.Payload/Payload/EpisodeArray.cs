using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload;

/// <summary>social_care_episodes (fields 16 to 55): the CIN episodes that overlap, oldest referral first, with all that hangs on them.</summary>
internal sealed class EpisodeArray : RecordArray<CinEpisode>
{
    private const string IdSource = "ssd_cin_episodes.cine_referral_id";
    private const string SourceOfReferral = "ssd_cin_episodes.cine_referral_source_code";

    private readonly Window _window;
    private readonly AssessmentArray _assessments;
    private readonly PlanArray _cinPlans;
    private readonly Section47Array _section47Enquiries;
    private readonly PlanArray _childProtectionPlans;
    private readonly PlacementArray _placements;
    private readonly Adoption _adoption;
    private readonly CareLeavers _careLeavers;
    private readonly CareWorkerArray _careWorkers;
    private ChildRecords? _child;
    private bool _blocksListed;

    internal EpisodeArray(FieldWriter fields, Window window, PayloadSettings settings)
        : base(fields, PayloadNames.SocialCareEpisodes, IdSource)
    {
        _window = window;
        _assessments = new AssessmentArray(fields, window);
        _cinPlans = PlanArray.OfChildInNeed(fields, window);
        _section47Enquiries = new Section47Array(fields, window);
        _childProtectionPlans = PlanArray.OfChildProtection(fields, window);
        _placements = new PlacementArray(fields, window);
        _adoption = new Adoption(fields, window);
        _careLeavers = new CareLeavers(fields, window);
        _careWorkers = new CareWorkerArray(fields, window, settings);
    }

    /// <summary>Writes the array.</summary>
    internal void Write(ChildRecords child)
    {
        _child = child;
        _blocksListed = false;
        ListUnsent(child);
        bool any = false;
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            if (_window.Overlaps(episode.ReferralDate, episode.CloseDate))
            {
                any = true;
                Take(episode, crossesPersons: false, IdSource);
            }
        }

        // A placement alone can admit a child: then its own referral carries it, whatever that referral's dates.
        if (!any)
        {
            foreach (CinEpisode episode in child.CinEpisodes)
            {
                if (CarriesPlacement(episode, child))
                {
                    any = true;
                    Take(episode, crossesPersons: false, IdSource);
                }
            }
        }

        if (!any)
        {
            Fields.Issues.Add(PayloadRule.NoEpisode, PayloadNames.SocialCareEpisodes, IdSource);
        }

        WriteTaken();
        _child = null;
    }

    /// <inheritdoc/>
    protected override DateTime? DateOf(CinEpisode record) => record.ReferralDate;

    /// <inheritdoc/>
    protected override string? IdOf(CinEpisode record) => record.ReferralId?.Trim();

    /// <inheritdoc/>
    protected override void WriteItem(CinEpisode record)
    {
        ChildRecords child = _child!;
        string referralId = record.ReferralId!;
        JsonWriter json = Fields.Json;
        json.StartObject();
        Fields.Id(PayloadNames.SocialCareEpisodeId, IdOf(record)!, IdSource);
        Fields.Date(PayloadNames.ReferralDate, record.ReferralDate, "ssd_cin_episodes.cine_referral_date");
        WriteReferralSource(record.ReferralSource);
        Fields.Date(PayloadNames.ClosureDate, record.CloseDate, "ssd_cin_episodes.cine_close_date");
        Fields.CheckOrder(record.ReferralDate, record.CloseDate, PayloadRule.ClosedBeforeReferral, PayloadNames.ClosureDate, "ssd_cin_episodes.cine_close_date");
        Fields.Code(PayloadNames.ClosureReason, record.CloseReason, 3, CodeList.ClosureReason, "ssd_cin_episodes.cine_close_reason");
        Fields.Flag(PayloadNames.ReferralNoFurtherActionFlag, YesNo.Parse(record.NoFurtherAction));
        _assessments.Write(child, referralId);
        _cinPlans.Write(child.CinPlans, referralId);
        _section47Enquiries.Write(child, referralId);
        _childProtectionPlans.Write(child.ChildProtectionPlans, referralId);
        _placements.Write(child, referralId);
        WriteBlocksOfTheChild(child);
        _careWorkers.Write(child, referralId);
        Fields.NotPurged();
        json.EndObject();
    }

    // The same under every episode, so what the rules find in them is listed with the first.
    private void WriteBlocksOfTheChild(ChildRecords child)
    {
        bool listed = _blocksListed;
        if (listed)
        {
            Fields.Issues.Mute();
        }

        _adoption.Write(child);
        _careLeavers.Write(child);
        if (listed)
        {
            Fields.Issues.Unmute();
        }

        _blocksListed = !Fields.Issues.IsMuted;
    }

    private bool CarriesPlacement(CinEpisode episode, ChildRecords child)
    {
        foreach (Placement placement in child.Placements)
        {
            if (episode.ReferralId is not null
                && !placement.CrossesPersons
                && _window.Overlaps(placement.Start, placement.End)
                && PlacementArray.BelongsTo(placement, child.CareEpisodes, episode.ReferralId))
            {
                return true;
            }
        }

        return false;
    }

    private void ListUnsent(ChildRecords child)
    {
        _cinPlans.ListCrossing(child.CinPlans);
        _childProtectionPlans.ListCrossing(child.ChildProtectionPlans);
        _placements.ListUnsent(child);
        _adoption.ListAmbiguous(child.Permanences);
    }

    // Field 18: 10; a group of 1 to 3 with its letter A to F, or of 5 with A to D; 4, 6, 7, 8, 9 alone; else absent.
    private void WriteReferralSource(string? source)
    {
        if (source is null)
        {
            return;
        }

        char second = source.Length > 1 ? source[1] : '\0';
        int length = source[0] switch
        {
            '1' when second == '0' => 2,
            >= '1' and <= '3' when second is >= 'A' and <= 'F' => 2,
            '5' when second is >= 'A' and <= 'D' => 2,
            '4' or '6' or '7' or '8' or '9' => 1,
            _ => 0,
        };
        if (length == 0)
        {
            Fields.Issues.Add(PayloadRule.CodeUnknown, PayloadNames.ReferralSource, SourceOfReferral);
        }
        else
        {
            Fields.Code(PayloadNames.ReferralSource, source, length, CodeList.ReferralSource, SourceOfReferral);
        }
    }
}
