namespace SsdClr.Local.SampleData;

/// <summary>
/// Completes the rows of the flow's tables where the whole SSD is wanted: the columns that no payload is made of get the team that dealt with the child
/// and the codes of the model in place of those some systems write. What a payload is made of stays as it was written.
/// </summary>
internal sealed class SampleCompletion(SampleMess mess, SampleDepartments departments)
{
    // Which column names a team, and of which service it is.
    private static readonly Dictionary<string, (string Column, string Service)> s_teams = new(StringComparer.Ordinal)
    {
        ["ssd_cin_episodes"] = ("cine_referral_team", "Assessment"),
        ["ssd_cin_assessments"] = ("cina_assessment_team", "Assessment"),
        ["ssd_s47_enquiry"] = ("s47e_s47_completed_by_team", "Assessment"),
        ["ssd_cin_plans"] = ("cinp_cin_plan_team", "Safeguarding"),
        ["ssd_initial_cp_conference"] = ("icpc_icpc_team", "Safeguarding"),
        ["ssd_involvements"] = ("invo_professional_team", "Safeguarding"),
        ["ssd_care_leavers"] = ("clea_care_leaver_allocated_team", "Leaving Care"),
    };

    private static readonly string[] s_abuse = ["Emotional Abuse", "Neglect", "Physical Abuse", "Sexual Abuse"];

    private string? _personId;

    /// <summary>Seeds for a child.</summary>
    public void Begin(SampleChild child)
    {
        mess.Random.Begin(child.Number);
        _personId = child.PersonId;
    }

    /// <summary>Completes a row; tables that are not the flow's stay as they are.</summary>
    public void Complete(SampleRow row)
    {
        if (s_teams.TryGetValue(row.Table.Name, out var team))
        {
            row.Set(team.Column, mess.Reference(departments.Team(team.Service, mess.Random)));
        }

        switch (row.Table.Name)
        {
            case "ssd_person":
                Person(row);
                break;
            case "ssd_cp_plans":
                Category(row);
                break;
            case "ssd_permanence" when row.Text("perm_cla_id") is not null && row.Text("perm_person_id") is null && !mess.Strikes():
                // The period of care says whose it is; systems that record it also name the child.
                row.Set("perm_person_id", _personId);
                break;
        }
    }

    private void Person(SampleRow row)
    {
        var born = row.Day("pers_dob");
        var isMother = row.Text("pers_is_mother") == "Y" && row.Text("pers_sex") == "F";
        row.Set("pers_send_flag", mess.Code(born is not null && row.Text("pers_send_flag") == "Y" ? "0" : "1", 5));
        row.Set("pers_is_mother", mess.Code(isMother ? "1" : "0", 1));
        row.Set("pers_gender", mess.Code(born is null ? "0" : row.Text("pers_gender") == "01" ? "1" : "2", 10));
        row.Set("pers_nationality", mess.Code(row.Text("pers_nationality") switch
        {
            "AFG" => "Afghanistan",
            "ERI" => "Eritrea",
            "SDN" => "Sudan",
            "VNM" => "Vietnam",
            // The model's list knows countries of origin only; systems write their own code for this one.
            var other => other ?? string.Empty,
        }));
        if (row.Day("pers_death_date") is { } died && born > died && !mess.Strikes())
        {
            row.Set("pers_death_date", born.Value.AddDays(mess.Random.Between(1, 100)));
        }
    }

    private void Category(SampleRow row)
    {
        var stays = row.Text("cppl_cp_plan_initial_category") == row.Text("cppl_cp_plan_latest_category");
        var initial = mess.Random.Pick(s_abuse);
        row.Set("cppl_cp_plan_initial_category", mess.Code(initial, 100));
        row.Set("cppl_cp_plan_latest_category", mess.Code(stays ? initial : mess.Random.Pick(s_abuse), 100));
    }
}
