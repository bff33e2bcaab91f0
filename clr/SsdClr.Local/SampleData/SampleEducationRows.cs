using System.Globalization;
using static SsdClr.Local.SampleData.SampleSchedule;

namespace SsdClr.Local.SampleData;

/// <summary>Writes special educational needs: the child's numbers in education, requests, assessments, plans and the needs they name.</summary>
internal static class SampleEducationRows
{
    private const int YoungestAge = 2;
    private const int AgeOfLearnerNumber = 14;
    private const int LastYears = 5;
    private const int UpnLength = 13;

    /// <summary>Writes the rows of one child.</summary>
    public static void Write(SampleChild child, SampleHistory history)
    {
        var random = child.Random;
        var person = history.Rows("ssd_person")[0];
        // The flag is 0 where the child has a plan.
        var hasPlan = person.Text("pers_send_flag") == "0";
        var last = history.LastDay(child);
        if (child.Born is not { } born || born.AddYears(YoungestAge).AddDays(300) > last || !(hasPlan || random.Chance(6)))
        {
            return;
        }

        var sendId = child.NextId("SND");
        Numbers(child, sendId, person, born.AddYears(AgeOfLearnerNumber) <= last);
        var asked = random.Day(Later(born.AddYears(YoungestAge), last.AddYears(-LastYears)), last.AddDays(-280));
        var agreed = hasPlan || random.Chance(40);
        var requestId = Request(child, sendId, asked, agreed);
        if (!agreed)
        {
            return;
        }

        var decided = asked.AddDays(random.Between(90, 140));
        var assessmentId = child.NextId("EHA");
        child.Output.Write(
            "ssd_ehcp_assessment",
            ("ehca_ehcp_assessment_id", assessmentId),
            ("ehca_ehcp_request_id", child.Mess.Reference(requestId)),
            ("ehca_ehcp_assessment_outcome_date", child.Mess.Date(decided)),
            ("ehca_ehcp_assessment_outcome", child.Mess.Code(hasPlan ? "Plan to be issued" : "No plan to be issued", 100)),
            ("ehca_ehcp_assessment_exceptions", random.Chance(5) ? "Child absent from the area" : null));
        if (hasPlan)
        {
            Plan(child, requestId, assessmentId, decided.AddDays(random.Between(10, 60)), last);
        }
    }

    private static void Numbers(SampleChild child, string sendId, SampleRow person, bool isLearner)
    {
        var upn = person.Text("pers_upn") is { Length: UpnLength } known ? known : null;
        var uln = isLearner && child.Random.Chance(80) ? "9" + child.Random.Digits(9) : null;
        child.Output.Write(
            "ssd_send",
            ("send_table_id", sendId),
            ("send_upn", child.Mess.Code(upn ?? string.Empty) is { Length: > 0 } written ? written : null),
            ("send_uln", uln is not null && child.Mess.Strikes() ? uln[1..] : uln),
            ("send_upn_unknown", upn is null && uln is null ? child.Mess.Code(child.Random.Pick(ModelCodes.UpnUnknownReason).Value, 6) : null),
            ("send_person_id", child.Mess.Reference(child.Owner())));
    }

    private static string Request(SampleChild child, string sendId, DateTime asked, bool agreed)
    {
        var requestId = child.NextId("EHR");
        child.Output.Write(
            "ssd_ehcp_requests",
            ("ehcr_ehcp_request_id", requestId),
            ("ehcr_send_table_id", child.Mess.Reference(sendId)),
            ("ehcr_ehcp_req_date", child.Mess.Date(asked)),
            ("ehcr_ehcp_req_outcome_date", child.Mess.End(asked, asked.AddDays(child.Random.Between(20, 42)))),
            ("ehcr_ehcp_req_outcome", child.Mess.Code(agreed ? "Assessment agreed" : "Assessment refused", 100)));
        return requestId;
    }

    private static void Plan(SampleChild child, string requestId, string assessmentId, DateTime issued, DateTime last)
    {
        var random = child.Random;
        var ceased = random.Chance(6) ? random.Day(issued.AddDays(30), last) : (DateTime?)null;
        child.Output.Write(
            "ssd_ehcp_named_plan",
            ("ehcn_named_plan_id", child.NextId("EHN")),
            ("ehcn_ehcp_asmt_id", child.Mess.Reference(assessmentId)),
            ("ehcn_named_plan_start_date", child.Mess.Date(issued)),
            ("ehcn_named_plan_ceased_date", child.Mess.End(issued, ceased)),
            ("ehcn_named_plan_ceased_reason", ceased is null ? null : random.Pick<string>(["Needs met without a plan", "Moved to another authority"])));
        if (ceased is not null)
        {
            return;
        }

        var planId = child.NextId("EHP");
        var reviewed = issued.AddDays(random.Between(330, 365));
        child.Output.Write(
            "ssd_ehcp_active_plans",
            ("ehcp_active_ehcp_id", planId),
            ("ehcp_ehcp_request_id", child.Mess.Reference(requestId)),
            ("ehcp_active_ehcp_last_review_date", reviewed <= last ? child.Mess.Date(reviewed) : null));
        var first = random.Between(0, ModelCodes.SendType.Count - 1);
        for (int rank = 1, needs = random.Pick<int>([1, 1, 2, 3]); rank <= needs; rank++)
        {
            // Neighbours in the list, so that none is named twice.
            child.Output.Write(
                "ssd_sen_need",
                ("senn_table_id", child.NextId("SNN")),
                ("senn_active_ehcp_id", child.Mess.Reference(planId)),
                ("senn_active_ehcp_need_type", child.Mess.Code(ModelCodes.SendType[(first + rank) % ModelCodes.SendType.Count].Value, 100)),
                ("senn_active_ehcp_need_rank", child.Mess.Strikes() ? "0" : rank.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
