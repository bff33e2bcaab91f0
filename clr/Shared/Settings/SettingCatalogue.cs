namespace SsdClr.Settings;

/// <summary>Every setting and secret there is, in the order an operator reads them. The one list: T-SQL and the companion ask here.</summary>
internal static class SettingCatalogue
{
    /// <summary>All definitions.</summary>
    internal static readonly SettingDefinition[] All =
    [
        new("base_url", SettingKind.HttpsAddress, "", "Base address of the receiver, as the Department for Education gave it. Nothing is sent while it is empty."),
        new("la_code", SettingKind.LocalAuthorityCode, "", "Three-digit code of the local authority; part of the address children are posted to."),
        new("token_endpoint", SettingKind.HttpsAddress, "", "Address that issues access tokens (OAuth 2.0 client credentials)."),
        new("client_id", SettingKind.Text, "", "Client id for the token endpoint."),
        new("scope", SettingKind.Text, "", "Scope asked of the token endpoint."),
        SettingDefinition.Secret("client_secret", "Client secret for the token endpoint."),
        SettingDefinition.Secret("supplier_key", "Key sent in the SupplierKey header."),
        new("proxy_address", SettingKind.ProxyAddress, "", "Proxy for tokens and children, as http://host:port. It needs SsdClr.Submission with PERMISSION_SET = UNSAFE. Empty: as the platform is configured."),
        new("proxy_bypass", SettingKind.HostList, "", "Hosts reached without proxy_address, separated by semicolons; one that begins with a dot or *. means all names that end so."),
        SettingDefinition.Choice("proxy_credentials", ["none", "default", "explicit"], "Whom proxy_address sees: nobody, the account of the service, or proxy_user."),
        new("proxy_user", SettingKind.Text, "", "User name for the proxy, or DOMAIN\\user."),
        SettingDefinition.Secret("proxy_password", "Password of proxy_user. A proxy that asks for Basic credentials gets it in the clear."),
        new("scramble", SettingKind.Flag, "0", "1 sends scrambled children (docs/scrambling.md): the structure of your records and nobody's data. A receiver that gets scrambled children counts as another one than the same address with real ones."),
        SettingDefinition.WholeNumber("scramble_max_records", "0", minimum: 0, maximum: 100, "With scramble: most items of an array that are sent, so that a child with rare counts looks like commoner ones. 0: as many as there are."),
        new("user_agent", SettingKind.Text, "SsdClr/" + ProgramVersion.Text, "User-Agent header; some gateways refuse names they do not know."),
        SettingDefinition.WholeNumber("batch_size", "100", minimum: 1, maximum: 100, "Children in one POST; the receiver takes at most 100."),
        SettingDefinition.WholeNumber("min_interval_ms", "400", minimum: 0, maximum: 60000, "Milliseconds from the start of one POST to the start of the next, at least."),
        SettingDefinition.WholeNumber("request_timeout_s", "100", minimum: 1, maximum: 3600, "Seconds for one request, from the connection to the answer; through a proxy that is silent it may take some more."),
        SettingDefinition.WholeNumber("back_off_ms", "5000", minimum: 0, maximum: 120000, "Longest wait after a first transient failure, in milliseconds; doubled for each further one in a row, up to two minutes. The wait is drawn between none and that."),
        SettingDefinition.WholeNumber("max_retry_after_s", "600", minimum: 0, maximum: 86400, "Most seconds that the receiver's Retry-After is waited for."),
        SettingDefinition.WholeNumber("run_time_budget_s", "14400", minimum: 60, maximum: 86400, "Seconds a run may take from its start, refresh included; what is not sent by then waits for the next run."),
        SettingDefinition.WholeNumber("circuit_failures", "5", minimum: 1, maximum: 100, "The run stops after so many transient failures in a row; the next one begins with one small batch."),
        SettingDefinition.WholeNumber("max_refused_in_a_row", "20", minimum: 1, maximum: 1000000, "So many children refused alone, one after the other with none accepted between them, stop the run; they are pending again."),
        SettingDefinition.WholeNumber("max_attempts", "10", minimum: 2, maximum: 100, "Attempts without a clear answer after which a child is left alone and needs attention; each is in a smaller batch, the last one alone."),
        new("ssd_schema", SettingKind.Schema, "dbo", "Where the ssd_ tables are: a schema of this database, or database.schema."),
        SettingDefinition.Choice("la_child_id_column", ["pers_person_id", "pers_legacy_id"], "Column of ssd_person sent as la_child_id."),
        SettingDefinition.WholeNumber("window_months_back", "24", minimum: 0, maximum: 240, "Months before the run date: the window starts on 1 April of the financial year of that day."),
        new("include_active_referral", SettingKind.Flag, "1", "Children with a CIN episode in the window are in the cohort."),
        new("include_waiting_assessment", SettingKind.Flag, "1", "Children with an open CIN episode that waits for its assessment are in the cohort."),
        new("include_cin_plan", SettingKind.Flag, "1", "Children with a CIN plan in the window are in the cohort."),
        new("include_looked_after", SettingKind.Flag, "1", "Children looked after in the window are in the cohort."),
        new("include_care_leaver", SettingKind.Flag, "1", "Care leavers of 16 to 25 in touch in the window are in the cohort."),
        new("include_cp_plan", SettingKind.Flag, "0", "Children with a child protection plan in the window are in the cohort."),
        new("include_disability", SettingKind.Flag, "0", "Children with a disability code are in the cohort."),
        new("cohort_table", SettingKind.Column, "", "Column of person ids, as schema.table.column or database.schema.table.column: only persons listed there are in the cohort, whatever else matches. Empty: no restriction."),
        SettingDefinition.List("pilot_person_ids", "", maximum: 20, "At most 20 person ids, separated by semicolons and compared exactly: only these are in the cohort, whatever else matches. Empty: no restriction."),
        new("uasc_statuses", SettingKind.List, "U;UASC;Unaccompanied Asylum Seeking Child", "Immigration statuses that mean an unaccompanied asylum-seeking child, separated by semicolons. Letters alone are compared, without case; a status may go on behind one of these."),
        SettingDefinition.Choice("permanence_person_id", ["person", "legacy"], "What ssd_permanence.perm_person_id holds: the person id, or the legacy id."),
        new("care_worker_roles", SettingKind.List, "CW;Case Worker", "Roles in ssd_involvements that are sent as care workers, separated by semicolons; case and outer blanks do not matter."),
        SettingDefinition.Choice("care_worker_scope", ["census", "all"], "Care workers sent: those whose involvement covers a 31 March in the window, or all."),
        new("sentinel_dates", SettingKind.Flag, "1", "Dates up to 1900-01-01 and from 2900-01-01 on stand for none: an end date is then open, any other date absent. 0 takes them as they are."),
        new("census_rules", SettingKind.Flag, "0", "1 lists what rules of the children in need census would find in these fields, as warnings cin_NNNN. What is sent stays the same."),
        SettingDefinition.Choice("mode", ["full", "partial"], "full: a changed child is sent whole. partial: only what changed is sent, where it is certain what the receiver holds; else whole. Without effect under change_detection = ignore_record_ids, which always sends whole."),
        SettingDefinition.Choice("change_detection", ["payload", "ignore_record_ids"], "payload: any change is sent. ignore_record_ids: a child of whom nothing but ids of nested records changed is not sent, for systems that renumber records; changed children are sent whole, whatever mode says."),
        new("full_includes_purges", SettingKind.Flag, "1", "A changed child is sent with purge: true for each acknowledged record that is gone from SSD. With mode = partial it always is: that mode is for a receiver that merges."),
        new("clear_with_null", SettingKind.Flag, "0", "A value that was acknowledged and is now absent is sent as null. Off: it is left out, and csc.payload_issues lists it (cleared_value_not_sent). Switch it on only where the receiver is known to take nulls."),
        SettingDefinition.Choice("purge_when", ["absent_from_ssd", "left_cohort"], "absent_from_ssd: a child is purged when its person is gone from SSD. left_cohort: also when it left the cohort; one whom only cohort_table or pilot_person_ids keeps out is never purged for that."),
        SettingDefinition.WholeNumber("max_deletion_percent", "1", minimum: 0, maximum: 100, "More deletions than this share of the acknowledged children (and than 3) are held until the operator confirms their number."),
        SettingDefinition.WholeNumber("max_removal_percent", "5", minimum: 0, maximum: 100, "When children who stay would lose more records of a type than this share of the acknowledged ones (and than 20), these children are held until the operator confirms how many records there are in all."),
        SettingDefinition.WholeNumber("max_cohort_change_percent", "10", minimum: 0, maximum: 10000, "The cohort may shrink or grow by this share since the last good refresh, or by 20 children. Beyond that nothing is submitted until a person confirms the number of changes."),
        SettingDefinition.WholeNumber("max_changed_percent", "25", minimum: 0, maximum: 100, "This share of the acknowledged children may change, or 20 of them. Beyond that they wait until a person confirms the number of changes."),
        SettingDefinition.WholeNumber("max_field_change_percent", "30", minimum: 0, maximum: 100, "A field or block of the payload may be gone from, or a field changed in, this share of the acknowledged children who had it, or 20 of them. Beyond that the changed children wait until a person confirms the number of changes."),
        SettingDefinition.WholeNumber("max_identity_changes", "5", minimum: 0, maximum: 1000000, "So many children may have, under the same id, another first name, date of birth and UPN, or two of these. Beyond that the changed children wait until a person confirms the number of changes."),
        SettingDefinition.WholeNumber("max_as_of_days", "7", minimum: 0, maximum: 36500, "The run date may be so many days from today, and never before that of the last good run. Else nothing is submitted until a person confirms the number of changes."),
        SettingDefinition.WholeNumber("max_table_drop_percent", "20", minimum: 0, maximum: 100, "A refresh fails before it changes anything when a table has lost a larger share of its rows since the last good refresh."),
        SettingDefinition.ListOf(
            "empty_tables",
            [
                "ssd_address",
                "ssd_assessment_factors",
                "ssd_care_leavers",
                "ssd_cin_assessments",
                "ssd_cin_episodes",
                "ssd_cin_plans",
                "ssd_cla_episodes",
                "ssd_cla_placement",
                "ssd_cp_plans",
                "ssd_disability",
                "ssd_immigration_status",
                "ssd_initial_cp_conference",
                "ssd_involvements",
                "ssd_linked_identifiers",
                "ssd_permanence",
                "ssd_person",
                "ssd_professionals",
                "ssd_s47_enquiry",
                "ssd_sdq_scores",
            ],
            "SSD tables that may be empty, separated by semicolons; any other empty table fails the refresh."),
        SettingDefinition.WholeNumber("first_run_max", "20", minimum: 0, maximum: 1000000, "More children than this go to a receiver that has acknowledged none only when the operator confirms the first run."),
        SettingDefinition.WholeNumber("persons_per_range", "20000", minimum: 100, maximum: 1000000, "Persons read at a time; memory grows with it."),
    ];

    /// <summary>The definition of that exact name, or null.</summary>
    internal static SettingDefinition? Find(string name)
    {
        foreach (SettingDefinition definition in All)
        {
            if (string.Equals(definition.Name, name, System.StringComparison.Ordinal))
            {
                return definition;
            }
        }

        return null;
    }
}
