using System.Globalization;
using System.Text.Json;
using SsdClr.Payload.DataQuality;
using SsdClr.Payload.Reading;

namespace SsdClr.Tests.Reading;

/// <summary>
/// Every column changes the payload fields that the model says it feeds, and no others: model, record declarations and builder agree. The scene is one
/// child with a row in every table; a column is changed there, and where it is a key everywhere it is referred to.
/// </summary>
[TestClass]
public sealed class ColumnFeedsTests
{
    // A status that no longer makes the flag true takes its end date along.
    private const string StatusColumn = "immi_immigration_status";
    private const string StatusEndField = "child_details.uasc_end_date";

    private static readonly Row[] s_scene =
    [
        new("ssd_person", ("pers_person_id", "P1", "P9"), ("pers_legacy_id", "L1", "L9"), ("pers_upn", "A123456789012", "B123456789012"), ("pers_upn_unknown", "UN3", "UN4"),
            ("pers_forename", "Example", "Other"), ("pers_surname", "Child", "Another"), ("pers_sex", "F", "M"), ("pers_ethnicity", "WBRI", "WIRI"),
            ("pers_dob", "2008-03-04", null), ("pers_expected_dob", "2008-03-14", null)),
        new("ssd_linked_identifiers", ("link_table_id", "LI1", null), ("link_person_id", "P1", null), ("link_identifier_type", "Former Unique Pupil Number", null),
            ("link_identifier_value", "C123456789012", "D123456789012"), ("link_valid_from_date", "2020-01-01", null)),
        new("ssd_disability", ("disa_table_id", "D1", null), ("disa_person_id", "P1", null), ("disa_disability_code", "AUT", "BEH")),
        new("ssd_address", ("addr_table_id", "A1", null), ("addr_person_id", "P1", null), ("addr_address_start_date", "2020-02-01", null),
            ("addr_address_end_date", "2026-02-01", null), ("addr_address_postcode", "AB1 2CD", "AB1 2CE")),
        new("ssd_immigration_status", ("immi_immigration_status_id", "I1", null), ("immi_person_id", "P1", null), (StatusColumn, "UASC", "Settled"),
            ("immi_immigration_status_start_date", "2024-01-01", null), ("immi_immigration_status_end_date", "2025-06-30", null)),
        new("ssd_sdq_scores", ("csdq_table_id", "S1", null), ("csdq_person_id", "P1", null), ("csdq_sdq_completed_date", "2025-05-01", null), ("csdq_sdq_score", "12", "13")),
        new("ssd_cin_episodes", ("cine_referral_id", "R1", "R9"), ("cine_person_id", "P1", null), ("cine_referral_date", "2025-02-01", null),
            ("cine_referral_source_code", "1A", "1B"), ("cine_referral_nfa", "N", "Y"), ("cine_close_date", "2025-12-01", null), ("cine_close_reason", "RC1", "RC2")),
        new("ssd_cin_assessments", ("cina_assessment_id", "AS1", "AS9"), ("cina_person_id", "P1", null), ("cina_referral_id", "R1", null),
            ("cina_assessment_start_date", "2025-03-01", null), ("cina_assessment_auth_date", "2025-04-01", null)),
        new("ssd_assessment_factors", ("cinf_table_id", "F1", null), ("cinf_assessment_id", "AS1", null), ("cinf_assessment_factors_json", """["1A"]""", """["1B"]""")),
        new("ssd_cin_plans", ("cinp_cin_plan_id", "CI1", "CI9"), ("cinp_person_id", "P1", null), ("cinp_referral_id", "R1", null),
            ("cinp_cin_plan_start_date", "2025-04-02", null), ("cinp_cin_plan_end_date", "2025-05-02", null)),
        new("ssd_s47_enquiry", ("s47e_s47_enquiry_id", "EN1", "EN9"), ("s47e_person_id", "P1", null), ("s47e_referral_id", "R1", null),
            ("s47e_s47_start_date", "2025-05-03", null), ("s47e_s47_end_date", "2025-05-20", null),
            ("s47e_s47_outcome_json", """{"CP_CONFERENCE_FLAG":"Y"}""", """{"CP_CONFERENCE_FLAG":"N"}""")),
        new("ssd_initial_cp_conference", ("icpc_icpc_id", "IC1", null), ("icpc_person_id", "P1", null), ("icpc_s47_enquiry_id", "EN1", null), ("icpc_icpc_date", "2025-05-18", null)),
        new("ssd_cp_plans", ("cppl_cp_plan_id", "CP1", "CP9"), ("cppl_person_id", "P1", null), ("cppl_referral_id", "R1", null),
            ("cppl_cp_plan_start_date", "2025-05-22", null), ("cppl_cp_plan_end_date", "2025-07-22", null)),
        new("ssd_cla_episodes", ("clae_cla_episode_id", "CE1", null), ("clae_person_id", "P1", null), ("clae_referral_id", "R1", null), ("clae_cla_id", "CL1", null),
            ("clae_cla_placement_id", "PL1", null), ("clae_cla_episode_start_date", "2025-06-01", null), ("clae_cla_episode_start_reason", "S", "L"),
            ("clae_cla_episode_ceased_date", "2025-09-01", null), ("clae_cla_episode_ceased_reason", "E11", "E12")),
        new("ssd_cla_placement", ("clap_cla_placement_id", "PL1", "PL9"), ("clap_person_id", "P1", null), ("clap_cla_id", "CL1", null),
            ("clap_cla_placement_start_date", "2025-06-01", null), ("clap_cla_placement_end_date", "2025-09-01", null), ("clap_cla_placement_type", "U1", "U2"),
            ("clap_cla_placement_postcode", "CD1 2EF", "CD1 2EG"), ("clap_cla_placement_change_reason", "CARPL", "CLOSE")),
        new("ssd_permanence", ("perm_table_id", "PE1", null), ("perm_person_id", "P1", null), ("perm_cla_id", "CL1", null),
            ("perm_adm_decision_date", "2025-07-01", null), ("perm_matched_date", "2025-08-01", null), ("perm_placed_for_adoption_date", "2025-09-02", null)),
        new("ssd_care_leavers", ("clea_table_id", "LE1", null), ("clea_person_id", "P1", null), ("clea_care_leaver_latest_contact", "2025-10-01", null),
            ("clea_care_leaver_activity", "F2", "P2"), ("clea_care_leaver_accommodation", "B", "C")),
        new("ssd_professionals", ("prof_professional_id", "PR1", null), ("prof_social_worker_registration_no", "SW1", "SW9")),
        new("ssd_involvements", ("invo_involvements_id", "IN1", null), ("invo_person_id", "P1", null), ("invo_referral_id", "R1", null), ("invo_professional_id", "PR1", null),
            ("invo_professional_role_id", "CW", null), ("invo_involvement_start_date", "2025-02-02", null), ("invo_involvement_end_date", "2025-11-02", null)),
    ];

    [TestMethod]
    public void A_column_changes_the_fields_it_feeds_and_no_others()
    {
        using SsdDatabase ssd = Scene();
        Assert.AreEqual(string.Empty, string.Join('\n', Faults(ssd)));
    }

    [TestMethod]
    public void A_column_left_out_is_named()
    {
        using SsdDatabase ssd = Scene();
        Replace(ssd, "ssd_address", "NULL AS addr_address_postcode", "addr_address_postcode");

        Assert.AreEqual("ssd_address.addr_address_postcode feeds child_details.postcode; a change of it changed nothing", string.Join('\n', Faults(ssd, "ssd_address")));
    }

    [TestMethod]
    public void Two_columns_swapped_are_named()
    {
        using SsdDatabase ssd = Scene();
        Replace(ssd, "ssd_person", "pers_forename AS pers_surname, pers_surname AS pers_forename", "pers_forename", "pers_surname");

        CollectionAssert.AreEqual(
            new[]
            {
                "ssd_person.pers_forename feeds child_details.first_name; a change of it changed child_details.surname",
                "ssd_person.pers_surname feeds child_details.surname; a change of it changed child_details.first_name",
            },
            Faults(ssd, "ssd_person"));
    }

    [TestMethod]
    public void Every_declared_column_is_in_the_model_and_of_its_kind()
    {
        var faults = new List<string>();
        foreach (RecordLayout layout in ChildQuery.Layouts)
        {
            faults.AddRange(layout.Columns
                .Where(column => column.Use != ColumnUse.Flag && column.IsOwn)
                .Select(column => (column, rule: TableRules.Find(layout.Table)!.Columns.SingleOrDefault(rule => rule.Name == column.Name)))
                .Where(pair => pair.rule is null || pair.rule.Family == ColumnFamily.Date != (pair.column.Use == ColumnUse.Date))
                .Select(pair => $"{layout.Table}.{pair.column.Name} is declared as {pair.column.Use}, in the model it is {pair.rule?.Family.ToString() ?? "not there"}"));
        }

        Assert.AreEqual(string.Empty, string.Join('\n', faults));
    }

    [TestMethod]
    public void Layouts_stand_in_the_order_of_their_kinds() =>
        CollectionAssert.AreEqual(Enum.GetValues<RecordKind>(), ChildQuery.Layouts.Select(layout => layout.Kind).ToArray());

    private static SsdDatabase Scene()
    {
        var ssd = new SsdDatabase();
        foreach (Row row in s_scene)
        {
            ssd.Insert(row.Table, [.. row.Columns.Select(column => (column.Name, (object?)column.Value))]);
        }

        return ssd;
    }

    /// <summary>Puts a view in the table's place, in which some columns give something else: what a wrong declaration would read.</summary>
    private static void Replace(SsdDatabase ssd, string table, string wrong, params string[] columns)
    {
        IEnumerable<string> others = s_scene.Single(row => row.Table == table).Columns.Select(column => column.Name).Except(columns);
        ssd.Execute($"ALTER TABLE dbo.{table} RENAME TO held_{table}; CREATE VIEW dbo.{table} AS SELECT {string.Join(", ", others)}, {wrong} FROM held_{table}");
    }

    private static List<string> Faults(SsdDatabase ssd, string? behindView = null)
    {
        Dictionary<string, string> before = Fields(ssd, "P1");
        var faults = new List<string>();
        foreach (SsdModelColumn model in SsdModelColumn.All.Where(column => column.Feeds.Length > 0 && (behindView is null || column.Table == behindView)))
        {
            (string _, string value, string? other) = s_scene.Single(row => row.Table == model.Table).Columns.Single(column => column.Name == model.Name);
            other ??= DateTime.Parse(value, CultureInfo.InvariantCulture).AddDays(1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            Change(ssd, model, value, other, behindView);
            Dictionary<string, string> after = Fields(ssd, model.Name == "pers_person_id" ? other : "P1");
            Change(ssd, model, other, value, behindView);

            List<string> changed = [.. before.Keys.Union(after.Keys).Where(path => before.GetValueOrDefault(path) != after.GetValueOrDefault(path)).Order(StringComparer.Ordinal)];
            List<string> fed = [.. model.Feeds.Split(", ").Select(feed => feed.Split(' ')[0])];
            if (changed.Count == 0 || changed.Except(fed).Any(path => !(model.Name == StatusColumn && path == StatusEndField)))
            {
                faults.Add($"{model.Table}.{model.Name} feeds {string.Join(", ", fed)}; a change of it changed {(changed.Count == 0 ? "nothing" : string.Join(", ", changed))}");
            }
        }

        return faults;
    }

    private static void Change(SsdDatabase ssd, SsdModelColumn model, string from, string to, string? behindView)
    {
        foreach (Row row in s_scene)
        {
            foreach ((string name, string value, string? _) in row.Columns)
            {
                if ((row.Table == model.Table && name == model.Name) || (name.EndsWith("_id", StringComparison.Ordinal) && (value == from || value == to)))
                {
                    ssd.Execute($"UPDATE dbo.{(row.Table == behindView ? "held_" : string.Empty)}{row.Table} SET {name} = '{to}'");
                }
            }
        }
    }

    /// <summary>The values of each field of the child's payload, by path.</summary>
    private static Dictionary<string, string> Fields(SsdDatabase ssd, string personId)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        using JsonDocument payload = JsonDocument.Parse(ssd.Payload(personId)!);
        Collect(payload.RootElement, string.Empty, fields);
        return fields;
    }

    private static void Collect(JsonElement element, string path, Dictionary<string, string> fields)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    Collect(member.Value, path.Length == 0 ? member.Name : path + "." + member.Name, fields);
                }

                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                {
                    Collect(item, path + "[]", fields);
                }

                break;
            default:
                fields[path] = fields.GetValueOrDefault(path) + element.GetRawText() + " ";
                break;
        }
    }

    /// <summary>A row of the scene: of each column the value, and another one where it is not simply the next day.</summary>
    private sealed record Row(string Table, params (string Name, string Value, string? Other)[] Columns);
}
