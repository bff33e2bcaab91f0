using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Payload.Building;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Holding;

/// <summary>
/// The source rows that SSD holds of a child now, whatever their dates. What was acknowledged, is no longer sent and is not
/// in here either is gone; what is in here has merely left the window (docs/change.md).
/// </summary>
/// <remarks>
/// <para>Records with an id are known by block and id, as sent: trimmed, compared ordinally.</para>
/// <para>Questionnaires, adoptions and care workers are sent without id, so a row is known by the values that are sent of it: a row that
/// was corrected no longer stands behind what was acknowledged. Care leaver rows are not in here: no window makes their block leave.</para>
/// </remarks>
/// <param name="sent">What values of this child are sent as; null: as they are.</param>
internal sealed class RecordInventory(SentForm? sent = null)
{
    // The value means nothing: this is a set.
    private readonly Dictionary<string, bool> _rows = new(StringComparer.Ordinal);
    private readonly SentForm? _sent = sent;

    /// <summary>
    /// What the fetched records of a child hold. A row that crosses persons, or points at two children, is not counted: it
    /// cannot be told to be this child's any more, so it is not sent, and what was acknowledged of it may be of another child and must go.
    /// </summary>
    /// <param name="child">The child.</param>
    /// <param name="careWorkerRoles">Roles of care workers.</param>
    /// <param name="sent">What values of this child are sent as; null: as they are.</param>
    internal static RecordInventory Of(ChildRecords child, string[] careWorkerRoles, SentForm? sent = null)
    {
        var inventory = new RecordInventory(sent);
        foreach (CinEpisode episode in child.CinEpisodes)
        {
            inventory.Add(PayloadBlock.Episode, episode.ReferralId);
        }

        foreach (CinAssessment assessment in child.Assessments)
        {
            inventory.AddUnless(assessment.CrossesPersons, PayloadBlock.Assessment, assessment.AssessmentId);
        }

        foreach (Plan plan in child.CinPlans)
        {
            inventory.AddUnless(plan.CrossesPersons, PayloadBlock.CinPlan, plan.PlanId);
        }

        foreach (Section47Enquiry enquiry in child.Section47Enquiries)
        {
            inventory.AddUnless(enquiry.CrossesPersons, PayloadBlock.Section47, enquiry.EnquiryId);
        }

        foreach (Plan plan in child.ChildProtectionPlans)
        {
            inventory.AddUnless(plan.CrossesPersons, PayloadBlock.CpPlan, plan.PlanId);
        }

        foreach (Placement placement in child.Placements)
        {
            inventory.AddUnless(!child.HoldsRow(placement), PayloadBlock.Placement, placement.PlacementId);
        }

        // One that has lost its link to the period of care is not sent; it is still there, and nothing says that it is another child's.
        foreach (CareEpisode careEpisode in child.CareEpisodes)
        {
            inventory.AddUnless(!careEpisode.NamesALoosePlacement || !child.LacksPlacementOf(careEpisode), PayloadBlock.Placement, careEpisode.PlacementId);
        }

        inventory.AddRowsWithoutId(child, careWorkerRoles);
        return inventory;
    }

    /// <summary>The records with an id that a payload sends, under whichever episode.</summary>
    internal static RecordInventory OfSent(ChildPayload payload)
    {
        var sent = new RecordInventory();
        if (payload.Root.Find(PayloadNames.SocialCareEpisodes) is { } episodes)
        {
            foreach (JsonValue episode in episodes.Items)
            {
                sent.Add(PayloadBlock.Episode, PayloadShape.Episode.IdOf(episode));
                sent.AddRecordsOf(episode);
            }
        }

        return sent;
    }

    /// <summary>A row with an id; a blank id adds nothing.</summary>
    /// <param name="block">Episode, assessment, CIN plan, S47, CP plan or placement of <see cref="PayloadBlock"/>.</param>
    /// <param name="id">The id as held.</param>
    internal void Add(string block, string? id)
    {
        if (!string.IsNullOrWhiteSpace(id))
        {
            _rows[Key(block, Sent(id!))] = true;
        }
    }

    /// <summary>A questionnaire; one without date or whole score adds nothing, for it cannot have been sent.</summary>
    internal void AddSdqAssessment(DateTime? completed, string? score)
    {
        if (completed is not null && int.TryParse(score, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int points))
        {
            _rows[Key(PayloadBlock.HealthAndWellbeing, Sent(completed), InvariantText.Of(_sent?.Score(points) ?? points))] = true;
        }
    }

    /// <summary>A permanence row.</summary>
    internal void AddAdoption(DateTime? decision, DateTime? matched, DateTime? placed) =>
        _rows[Key(PayloadBlock.Adoption, Sent(decision), Sent(matched), Sent(placed))] = true;

    /// <summary>An involvement of a care worker in a referral.</summary>
    internal void AddCareWorker(string referralId, string workerId, DateTime? start, DateTime? end) =>
        _rows[Key(PayloadBlock.CareWorkers, Sent(referralId), Sent(workerId), Sent(start), Sent(end))] = true;

    /// <summary>True where SSD holds a row of that block and id.</summary>
    internal bool Holds(string block, string id) => _rows.ContainsKey(Key(block, id));

    /// <summary>True where a row stands behind a questionnaire as sent.</summary>
    internal bool HoldsSdqAssessment(JsonValue item) =>
        _rows.ContainsKey(Key(PayloadBlock.HealthAndWellbeing, Value(item.Find(PayloadNames.Date)), Value(item.Find(PayloadNames.Score))));

    /// <summary>True where a row stands behind an adoption block as sent.</summary>
    internal bool HoldsAdoption(JsonValue block) => _rows.ContainsKey(Key(
        PayloadBlock.Adoption,
        Value(block.Find(PayloadNames.InitialDecisionDate)),
        Value(block.Find(PayloadNames.MatchedDate)),
        Value(block.Find(PayloadNames.PlacedDate))));

    /// <summary>True where a row stands behind a care worker of an episode as sent.</summary>
    internal bool HoldsCareWorker(string episodeId, JsonValue item) => _rows.ContainsKey(Key(
        PayloadBlock.CareWorkers,
        episodeId,
        Value(item.Find(PayloadNames.WorkerId)),
        Value(item.Find(PayloadNames.StartDate)),
        Value(item.Find(PayloadNames.EndDate))));

    private void AddRecordsOf(JsonValue episode)
    {
        foreach (JsonMember member in episode.Members)
        {
            KeyShape key = PayloadShape.Episode.Find(member.Name);
            if (key.Kind == KeyKind.Records)
            {
                foreach (JsonValue record in member.Value.Items)
                {
                    Add(key.Content.Block, key.Content.IdOf(record));
                }
            }
        }
    }

    private void AddUnless(bool isAnothers, string block, string? id)
    {
        if (!isAnothers)
        {
            Add(block, id);
        }
    }

    private void AddRowsWithoutId(ChildRecords child, string[] careWorkerRoles)
    {
        foreach (SdqScore score in child.SdqScores)
        {
            AddSdqAssessment(score.Completed, score.Score);
        }

        foreach (Permanence permanence in child.Permanences)
        {
            if (!permanence.IsAmbiguous && (permanence.PeriodKey is null || child.HoldsPeriod(permanence.PeriodKey)))
            {
                AddAdoption(permanence.Decision, permanence.Matched, permanence.Placed);
            }
        }

        foreach (Involvement involvement in child.Involvements)
        {
            if (!involvement.CrossesPersons
                && involvement.ReferralId is not null
                && involvement.WorkerId is not null
                && CareWorkerArray.IsAmong(involvement.Role, careWorkerRoles))
            {
                AddCareWorker(involvement.ReferralId, involvement.WorkerId, involvement.Start, involvement.End);
            }
        }
    }

    // No part holds a line feed: ids that do are never sent, and the rest are dates and numbers.
    private static string Key(params string[] parts) => string.Join("\n", parts);

    private string Sent(string id) => _sent?.Id(id.Trim()) ?? id.Trim();

    private string Sent(DateTime? date) =>
        date is { } day ? (_sent?.Date(day) ?? day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : string.Empty;

    private static string Value(JsonValue? value) => value?.Text ?? string.Empty;
}
