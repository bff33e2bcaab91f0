using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>social_care_episodes (fields 16 to 55): the CIN episodes that overlap, oldest referral first, with all that hangs on them.</summary>
internal sealed class EpisodeArray : RecordArray<CinEpisode>
{
    private const string IdSource = "ssd_cin_episodes.cine_referral_id";

    private readonly AssessmentArray _assessments;
    private readonly PlanArray _cinPlans;
    private readonly Section47Array _section47Enquiries;
    private readonly PlanArray _childProtectionPlans;
    private readonly PlacementArray _placements;
    private readonly EpisodeChoice _choice;
    private readonly UnsentRecords _unsent;
    private readonly CensusRules? _census;
    private readonly Adoption _adoption;
    private readonly CareLeavers _careLeavers;
    private readonly CareWorkerArray _careWorkers;
    private ChildRecords? _child;
    private bool _blocksListed;

    internal EpisodeArray(FieldWriter fields, Window window, PayloadSettings settings)
        : base(fields, PayloadNames.SocialCareEpisodes, IdSource)
    {
        _choice = new EpisodeChoice(window);
        _census = settings.CensusRules ? new CensusRules(fields, window, _choice) : null;
        _assessments = new AssessmentArray(fields, window, settings.CensusRules);
        _cinPlans = PlanArray.OfChildInNeed(fields, window);
        _section47Enquiries = new Section47Array(fields, window);
        _childProtectionPlans = PlanArray.OfChildProtection(fields, window);
        _placements = new PlacementArray(fields, window);
        _adoption = new Adoption(fields, window);
        _careLeavers = new CareLeavers(fields, window);
        _careWorkers = new CareWorkerArray(fields, window, settings);
        _unsent = new UnsentRecords(fields.Issues, window, _careWorkers, _choice);
    }

    /// <summary>Which of the child's episodes are sent.</summary>
    internal EpisodeChoice Choice => _choice;

    /// <summary>Writes the array.</summary>
    internal void Write(ChildRecords child)
    {
        _child = child;
        _blocksListed = false;
        _choice.Choose(child);
        foreach (CinEpisode episode in _choice.Chosen)
        {
            Take(episode);
        }

        WriteTaken();
        if (!_choice.SendsAny())
        {
            Fields.Issues.Add(PayloadRule.NoEpisode, IssueOutcome.ChildSent, PayloadNames.SocialCareEpisodes, IdSource);
        }

        // Of several episodes of one id it is known by now which is sent.
        _unsent.List(child);
        _census?.List(child);
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
        Fields.Code(CodedField.ReferralSource, record.ReferralSource);
        Fields.Date(PayloadNames.ClosureDate, record.CloseDate, "ssd_cin_episodes.cine_close_date");
        Fields.CheckOrder(record.ReferralDate, record.CloseDate, PayloadRule.ClosedBeforeReferral, PayloadNames.ClosureDate, "ssd_cin_episodes.cine_close_date");
        Fields.Code(CodedField.ClosureReason, record.CloseReason);
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

    /// <inheritdoc/>
    protected override void LeaveOut(CinEpisode record) => _choice.LeaveOut(record);

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
}
