using SsdClr.Simulation.Database;

namespace SsdClr.Simulation.World;

/// <summary>The rows of SSD behind the children: each change as the statements that make it.</summary>
/// <param name="store">The database.</param>
/// <param name="onGone">Told the id of each record whose row is removed.</param>
internal sealed class SsdRows(Store store, Action<string> onGone)
{
    /// <summary>The child with all its records.</summary>
    internal void Insert(WorldChild child)
    {
        store.Execute(
            "INSERT INTO [dbo].[ssd_person] ([pers_person_id], [pers_legacy_id], [pers_surname], [pers_dob], [pers_sex]) VALUES (@0, @1, @2, @3, 'F')",
            child.PersonId,
            child.LegacyId,
            child.Surname,
            BirthDate(child));
        foreach (var referral in child.Referrals)
        {
            InsertReferral(child, referral);
        }

        foreach (var score in child.Questionnaires)
        {
            InsertQuestionnaire(child, score);
        }

        foreach (var row in child.Permanences)
        {
            InsertPermanence(child, row);
        }
    }

    /// <summary>The child is gone, and all its records.</summary>
    internal void Delete(WorldChild child)
    {
        child.Permanences.ForEach(DeletePermanence);
        store.Execute("DELETE FROM [dbo].[ssd_person] WHERE [pers_person_id] = @0", child.PersonId);
        foreach (var referral in child.Referrals)
        {
            DeleteReferral(referral);
        }

        foreach (var score in child.Questionnaires)
        {
            DeleteQuestionnaire(score);
        }
    }

    /// <summary>The person's own row.</summary>
    internal void UpdatePerson(WorldChild child) => store.Execute(
        "UPDATE [dbo].[ssd_person] SET [pers_legacy_id] = @0, [pers_surname] = @1, [pers_dob] = @2 WHERE [pers_person_id] = @3",
        child.LegacyId,
        child.Surname,
        BirthDate(child),
        child.PersonId);

    /// <summary>A referral with its records.</summary>
    internal void InsertReferral(WorldChild child, WorldReferral referral)
    {
        store.Execute(
            "INSERT INTO [dbo].[ssd_cin_episodes] ([cine_referral_id], [cine_person_id], [cine_referral_date], [cine_close_date], [cine_close_reason]) VALUES (@0, @1, @2, @3, @4)",
            referral.Id,
            child.PersonId,
            IsoDate.Of(referral.Start),
            IsoDate.Of(referral.End),
            referral.CloseReason);
        foreach (var plan in referral.Plans)
        {
            Insert(child, referral, plan, isPlan: true);
        }

        foreach (var assessment in referral.Assessments)
        {
            Insert(child, referral, assessment, isPlan: false);
        }

        foreach (var period in referral.CarePeriods)
        {
            InsertCare(child, referral, period);
        }
    }

    /// <summary>A referral is gone, and its records.</summary>
    internal void DeleteReferral(WorldReferral referral)
    {
        onGone(referral.Id);
        store.Execute("DELETE FROM [dbo].[ssd_cin_episodes] WHERE [cine_referral_id] = @0", referral.Id);
        foreach (var plan in referral.Plans)
        {
            Delete(plan, isPlan: true);
        }

        foreach (var assessment in referral.Assessments)
        {
            Delete(assessment, isPlan: false);
        }

        referral.CarePeriods.ForEach(DeleteCare);
    }

    /// <summary>How a referral ended.</summary>
    internal void UpdateEnd(WorldReferral referral) => store.Execute(
        "UPDATE [dbo].[ssd_cin_episodes] SET [cine_close_date] = @0, [cine_close_reason] = @1 WHERE [cine_referral_id] = @2", IsoDate.Of(referral.End), referral.CloseReason, referral.Id);

    /// <summary>A plan or an assessment.</summary>
    internal void Insert(WorldChild child, WorldReferral referral, WorldRecord record, bool isPlan) => store.Execute(
        isPlan
            ? "INSERT INTO [dbo].[ssd_cin_plans] ([cinp_cin_plan_id], [cinp_referral_id], [cinp_person_id], [cinp_cin_plan_start_date], [cinp_cin_plan_end_date]) VALUES (@0, @1, @2, @3, @4)"
            : "INSERT INTO [dbo].[ssd_cin_assessments] ([cina_assessment_id], [cina_referral_id], [cina_person_id], [cina_assessment_start_date], [cina_assessment_auth_date]) VALUES (@0, @1, @2, @3, @4)",
        record.Id,
        referral.Id,
        child.PersonId,
        IsoDate.Of(record.Start),
        IsoDate.Of(record.End));

    /// <summary>A plan or an assessment is gone.</summary>
    internal void Delete(WorldRecord record, bool isPlan)
    {
        onGone(record.Id);
        store.Execute(isPlan ? "DELETE FROM [dbo].[ssd_cin_plans] WHERE [cinp_cin_plan_id] = @0" : "DELETE FROM [dbo].[ssd_cin_assessments] WHERE [cina_assessment_id] = @0", record.Id);
    }

    /// <summary>When a plan or an assessment ended.</summary>
    internal void UpdateEnd(WorldRecord record, bool isPlan) => store.Execute(
        isPlan
            ? "UPDATE [dbo].[ssd_cin_plans] SET [cinp_cin_plan_end_date] = @0 WHERE [cinp_cin_plan_id] = @1"
            : "UPDATE [dbo].[ssd_cin_assessments] SET [cina_assessment_auth_date] = @0 WHERE [cina_assessment_id] = @1",
        IsoDate.Of(record.End),
        record.Id);

    /// <summary>A plan has the id it has now instead of another.</summary>
    internal void RenumberPlan(string old, string now) => store.Execute("UPDATE [dbo].[ssd_cin_plans] SET [cinp_cin_plan_id] = @0 WHERE [cinp_cin_plan_id] = @1", now, old);

    /// <summary>A period of care with its placements.</summary>
    internal void InsertCare(WorldChild child, WorldReferral referral, WorldCarePeriod period)
    {
        store.Execute(
            "INSERT INTO [dbo].[ssd_cla_episodes] ([clae_cla_episode_id], [clae_person_id], [clae_cla_episode_start_date], [clae_cla_episode_start_reason], [clae_cla_episode_ceased_date], [clae_cla_episode_ceased_reason], [clae_cla_id], [clae_referral_id]) "
            + "VALUES (@0, @1, @2, 'S', @3, @4, @5, @6)",
            period.EpisodeId,
            child.PersonId,
            IsoDate.Of(period.Start),
            IsoDate.Of(period.End),
            period.CeasedReason,
            period.PeriodId,
            referral.Id);
        foreach (var placement in period.Placements)
        {
            InsertPlacement(child, period, placement);
        }
    }

    /// <summary>A period of care is gone, and its placements.</summary>
    internal void DeleteCare(WorldCarePeriod period)
    {
        store.Execute("DELETE FROM [dbo].[ssd_cla_episodes] WHERE [clae_cla_episode_id] = @0", period.EpisodeId);
        foreach (var placement in period.Placements)
        {
            DeletePlacement(placement);
        }
    }

    /// <summary>How a period of care ended.</summary>
    internal void UpdateEnd(WorldCarePeriod period) => store.Execute(
        "UPDATE [dbo].[ssd_cla_episodes] SET [clae_cla_episode_ceased_date] = @0, [clae_cla_episode_ceased_reason] = @1 WHERE [clae_cla_episode_id] = @2",
        IsoDate.Of(period.End),
        period.CeasedReason,
        period.EpisodeId);

    /// <summary>A period of care has the id it has now instead of another.</summary>
    internal void RenumberCare(string old, string now)
    {
        store.Execute("UPDATE [dbo].[ssd_cla_episodes] SET [clae_cla_id] = @0 WHERE [clae_cla_id] = @1", now, old);
        store.Execute("UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_id] = @0 WHERE [clap_cla_id] = @1", now, old);
    }

    /// <summary>A placement.</summary>
    internal void InsertPlacement(WorldChild child, WorldCarePeriod period, WorldPlacement placement) => store.Execute(
        "INSERT INTO [dbo].[ssd_cla_placement] ([clap_cla_placement_id], [clap_person_id], [clap_cla_id], [clap_cla_placement_start_date], [clap_cla_placement_end_date], [clap_cla_placement_type], [clap_cla_placement_change_reason]) "
        + "VALUES (@0, @1, @2, @3, @4, @5, @6)",
        placement.Id,
        child.PersonId,
        period.PeriodId,
        IsoDate.Of(placement.Start),
        IsoDate.Of(placement.End),
        placement.Type,
        placement.ChangeReason);

    /// <summary>A placement is gone.</summary>
    internal void DeletePlacement(WorldPlacement placement)
    {
        onGone(placement.Id);
        store.Execute("DELETE FROM [dbo].[ssd_cla_placement] WHERE [clap_cla_placement_id] = @0", placement.Id);
    }

    /// <summary>What may change of a placement.</summary>
    internal void UpdatePlacement(WorldPlacement placement) => store.Execute(
        "UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_placement_end_date] = @0, [clap_cla_placement_type] = @1, [clap_cla_placement_change_reason] = @2 WHERE [clap_cla_placement_id] = @3",
        IsoDate.Of(placement.End),
        placement.Type,
        placement.ChangeReason,
        placement.Id);

    /// <summary>A placement has the id it has now instead of another.</summary>
    internal void RenumberPlacement(string old, string now) =>
        store.Execute("UPDATE [dbo].[ssd_cla_placement] SET [clap_cla_placement_id] = @0 WHERE [clap_cla_placement_id] = @1", now, old);

    /// <summary>An adoption.</summary>
    internal void InsertPermanence(WorldChild child, WorldPermanence row) => store.Execute(
        "INSERT INTO [dbo].[ssd_permanence] ([perm_table_id], [perm_person_id], [perm_adm_decision_date], [perm_matched_date], [perm_placed_for_adoption_date]) VALUES (@0, @1, @2, @3, @4)",
        row.Id,
        child.PersonId,
        IsoDate.Of(row.Decision),
        IsoDate.Of(row.Matched),
        IsoDate.Of(row.Placed));

    /// <summary>An adoption is gone.</summary>
    internal void DeletePermanence(WorldPermanence row) => store.Execute("DELETE FROM [dbo].[ssd_permanence] WHERE [perm_table_id] = @0", row.Id);

    /// <summary>The dates of an adoption.</summary>
    internal void UpdatePermanence(WorldPermanence row) => store.Execute(
        "UPDATE [dbo].[ssd_permanence] SET [perm_adm_decision_date] = @0, [perm_matched_date] = @1, [perm_placed_for_adoption_date] = @2 WHERE [perm_table_id] = @3",
        IsoDate.Of(row.Decision),
        IsoDate.Of(row.Matched),
        IsoDate.Of(row.Placed),
        row.Id);

    /// <summary>A questionnaire.</summary>
    internal void InsertQuestionnaire(WorldChild child, WorldRecord score) => store.Execute(
        "INSERT INTO [dbo].[ssd_sdq_scores] ([csdq_table_id], [csdq_person_id], [csdq_sdq_completed_date], [csdq_sdq_score]) VALUES (@0, @1, @2, '11')",
        score.Id,
        child.PersonId,
        IsoDate.Of(score.Start));

    /// <summary>A questionnaire is gone.</summary>
    internal void DeleteQuestionnaire(WorldRecord score) => store.Execute("DELETE FROM [dbo].[ssd_sdq_scores] WHERE [csdq_table_id] = @0", score.Id);

    private static string BirthDate(WorldChild child) => child.IsBirthDateGarbled ? "unreadable" : "2015-01-01";
}
