-- Says on a real server whether SsdClr works there: asserts facts about the installation in this database, one row a fact, and ends with an error when one is
-- not so. Deploys nothing and sends nothing: no address that could be reached is ever set.
-- FOR A DISPOSABLE DATABASE ONLY, on a server where nobody minds: it makes a schema csc_acceptance with a few invented children and a user without a
-- login, changes settings, refreshes staging from those children, and takes all of that away again. It refuses to start where something was ever
-- submitted or is configured. What stays: rows of csc.setting_log, which is append-only.
-- How: install SsdClr or SsdClr.payload-only in a database of its own, edit the value below, run the whole text there, as sysadmin, with results as text
-- or as a grid. It takes well under a minute. The last results are the verdict: keep them.
-- Error 51050: the database is not a disposable one with SsdClr and nothing configured. Nothing was asserted or changed. | Correct each fault that the message names, and run the script again.
-- Error 51051: objects of SsdClr are missing. Everything made so far was taken away again. | Install SsdClr anew.
-- Error 51052: facts about the installation are not so. | Read the rows marked FAILED; see [acceptance](acceptance.md).
SET NOCOUNT ON;
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;

-- Edit here: this database is disposable
DECLARE @i_understand nvarchar(40) = N'no';

DECLARE
    @as_of          date           = '20250715',
    @faults         nvarchar(2000) = N'',
    @message        nvarchar(2048),
    @number         int,
    @count          int,
    @other          int,
    @failed         int,
    @text           nvarchar(max),
    @long           nvarchar(max)  = REPLICATE(CONVERT(nvarchar(max), N'x'), 4001),
    @plain          nvarchar(100)  = N'acceptance-no-secret',
    @language       nvarchar(128)  = @@LANGUAGE,
    @original_login nvarchar(128)  = ORIGINAL_LOGIN(),
    @has_submission bit            = CASE WHEN OBJECT_ID(N'[csc].[begin_run]') IS NULL THEN 0 ELSE 1 END,
    @is_whole       bit            = 0,
    @is_seeded      bit            = 0,
    @has_user       bit            = 0,
    @first_run      bigint,
    @position       int,
    @role           nvarchar(128)  = N'csc_analyst',
    @procedure      nvarchar(261),
    @definition     nvarchar(max),
    @mode           nvarchar(32),
    @trace          nvarchar(260),
    @installed_at   datetime2(3);

DECLARE
    @new_schema         nvarchar(max) = N'CREATE SCHEMA [csc_acceptance] AUTHORIZATION [dbo];',
    @trusted_statement  nvarchar(max) = N'SELECT @count = COUNT(*) FROM [sys].[assembly_files] AS [f] INNER JOIN [sys].[assemblies] AS [a] ON [a].[assembly_id] = [f].[assembly_id]
WHERE [a].[name] IN (N''SsdClr.Payload'', N''SsdClr.Submission'') AND [f].[file_id] = 1
    AND EXISTS (SELECT 1 FROM [sys].[trusted_assemblies] AS [t] WHERE [t].[hash] = HASHBYTES(N''SHA2_512'', [f].[content]));',
    @platform_statement nvarchar(max) = N'SELECT @text = [h].[host_platform] FROM [sys].[dm_os_host_info] AS [h];',
    @join_statement     nvarchar(max),
    @leave_statement    nvarchar(max);

-- The facts. NULL is a fact that is skipped, with the reason; one that is not needed is a warning where it is not so.
DECLARE @facts TABLE
(
    [number]    int            IDENTITY (1, 1) NOT NULL PRIMARY KEY,
    [area]      nvarchar(32)   NOT NULL,
    [fact]      nvarchar(400)  NOT NULL,
    [is_met]    bit            NULL,
    [is_needed] bit            NOT NULL DEFAULT 1,
    [detail]    nvarchar(2048) NULL
);

-- What has to be in the database, and what is: a line each, such as TABLE csc.staging
DECLARE @made TABLE ([line] nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY, [is_payload_only] bit NOT NULL);
DECLARE @there TABLE ([line] nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL);

-- Routines whose code is in an assembly
DECLARE @bound TABLE ([line] nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY, [is_payload_only] bit NOT NULL);

DECLARE @kinds TABLE ([kind] nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY);
DECLARE @help TABLE ([name] nvarchar(128) NOT NULL, [type] nvarchar(128) NOT NULL, [default_value] nvarchar(128) NOT NULL, [valid_values] nvarchar(400) NOT NULL, [meaning] nvarchar(1000) NOT NULL);
DECLARE @procedures TABLE ([number] int IDENTITY (1, 1) NOT NULL PRIMARY KEY, [name] nvarchar(261) NOT NULL);
DECLARE @roles TABLE ([number] int IDENTITY (1, 1) NOT NULL PRIMARY KEY, [name] nvarchar(128) NOT NULL);
DECLARE @rights TABLE ([name] nvarchar(128) NOT NULL, [permission] nvarchar(60) NOT NULL);
DECLARE @payloads TABLE
(
    [person_id]     nvarchar(48)  COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
    [payload]       nvarchar(max) COLLATE Latin1_General_BIN2 NULL,
    [payload_hash]  varbinary(32) NULL,
    [payload_bytes] int           NULL,
    [error_count]   int           NULL,
    [warning_count] int           NULL
);
DECLARE @steps TABLE ([step] nvarchar(64) NOT NULL, [verdict] nvarchar(8) NOT NULL, [detail] nvarchar(4000) NOT NULL, [remedy] nvarchar(1000) NULL);

-- The payloads that have to come of the rows below
DECLARE @expected TABLE ([person_id] nvarchar(48) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY, [payload] nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL);
INSERT INTO @expected ([person_id], [payload])
VALUES
    (N'11001', N'{"la_child_id":"11001","purge":false,"child_details":{"unique_pupil_number":"A123456789012","first_name":"Ada","surname":"Stone","date_of_birth":"2015-06-10","sex":"F","ethnicity":"WBRI","disabilities":["NONE"],"uasc_flag":false,"purge":false},"social_care_episodes":[{"social_care_episode_id":"AR1","referral_date":"2025-02-03","section_47_assessments":[{"section_47_assessment_id":"AS1","start_date":"2022-12-01","icpc_required_flag":true,"icpc_date":"2023-04-01","end_date":"2023-03-31","purge":false},{"section_47_assessment_id":"AS4","start_date":"2024-03-01","icpc_required_flag":false,"icpc_date":"2024-02-20","purge":false},{"section_47_assessment_id":"AS5","start_date":"2024-04-01","purge":false},{"section_47_assessment_id":"AS6","start_date":"2024-05-01","icpc_required_flag":true,"icpc_date":"2024-05-09","purge":false},{"section_47_assessment_id":"AS7","start_date":"2024-07-01","icpc_required_flag":false,"end_date":"2024-07-15","purge":false},{"section_47_assessment_id":"AS8","start_date":"2024-08-01","purge":false},{"section_47_assessment_id":"AS9","start_date":"2024-09-01","icpc_required_flag":false,"purge":false},{"section_47_assessment_id":"AS3","icpc_required_flag":true,"icpc_date":"2024-02-02","purge":false}],"purge":false}]}'),
    (N'21001', N'{"la_child_id":"21001","purge":false,"child_details":{"unique_pupil_number":"A123456789012","first_name":"Ada","surname":"Stone","date_of_birth":"2015-06-10","sex":"F","ethnicity":"WBRI","disabilities":["NONE"],"uasc_flag":false,"purge":false},"social_care_episodes":[{"social_care_episode_id":"BR1","referral_date":"2025-02-03","child_protection_plans":[{"child_protection_plan_id":"BC1","start_date":"1900-01-02","purge":false},{"child_protection_plan_id":"BC2","start_date":"2020-01-01","end_date":"2023-04-01","purge":false},{"child_protection_plan_id":"BC4","start_date":"2024-01-01","end_date":"2026-04-15","purge":false},{"child_protection_plan_id":"BC5","start_date":"2024-01-01","end_date":"2026-04-16","purge":false},{"child_protection_plan_id":"BC6","start_date":"2025-07-16","purge":false}],"purge":false}]}'),
    (N'31001', N'{"la_child_id":"31001","purge":false,"child_details":{"unique_pupil_number":"A123456789012","first_name":"Ada","surname":"Stone","date_of_birth":"2015-06-10","sex":"F","ethnicity":"WBRI","disabilities":["NONE"],"uasc_flag":false,"purge":false},"social_care_episodes":[{"social_care_episode_id":"CR1","referral_date":"2025-02-03","child_looked_after_placements":[{"child_looked_after_placement_id":"CPL3","start_date":"2024-06-01","start_reason":"T","postcode":"AL9 9AA","placement_type":"R5","end_reason":"X1","purge":false},{"child_looked_after_placement_id":"CPL2","start_date":"2023-04-02","start_reason":"P","placement_type":"T0","end_date":"2024-06-01","change_reason":"CUSTOD","purge":false},{"child_looked_after_placement_id":"CPL1","start_date":"2023-01-01","start_reason":"S","postcode":"AL1 2RJ","placement_type":"U1","end_date":"2023-04-01","end_reason":"E4A","change_reason":"CARPL","purge":false}],"purge":false}]}');

-- Written by SsdClr.Build generate, from sql/csc
INSERT INTO @made ([line], [is_payload_only])
VALUES
    (N'ASSEMBLY SsdClr.Payload', 1),
    (N'ASSEMBLY SsdClr.Submission', 0),
    (N'CHECK csc.CK_csc_allowed_host_purpose', 1),
    (N'CHECK csc.CK_csc_batch_log_outcome', 1),
    (N'CHECK csc.CK_csc_run_figure_kind', 1),
    (N'CHECK csc.CK_csc_run_log_operation', 1),
    (N'CHECK csc.CK_csc_run_log_verdict', 1),
    (N'CHECK csc.CK_csc_staging_change', 1),
    (N'CHECK csc.CK_csc_staging_state', 1),
    (N'DENY DELETE ON csc.secret TO public', 1),
    (N'DENY EXECUTE ON csc.encrypt_secret TO public', 1),
    (N'DENY EXECUTE ON csc.read_scrambling_key TO public', 0),
    (N'DENY EXECUTE ON csc.read_secrets TO public', 0),
    (N'DENY EXECUTE ON csc.scrambling_key TO public', 0),
    (N'DENY INSERT ON csc.secret TO public', 1),
    (N'DENY SELECT ON csc.secret TO public', 1),
    (N'DENY UPDATE ON csc.secret TO public', 1),
    (N'FUNCTION csc.change_summary', 1),
    (N'FUNCTION csc.child_report_html', 1),
    (N'FUNCTION csc.children_to_take_over', 1),
    (N'FUNCTION csc.code_fault', 1),
    (N'FUNCTION csc.cohort', 1),
    (N'FUNCTION csc.cohort_in_range', 1),
    (N'FUNCTION csc.data_quality_findings', 1),
    (N'FUNCTION csc.fault_message', 1),
    (N'FUNCTION csc.host_fault', 1),
    (N'FUNCTION csc.json_pretty', 1),
    (N'FUNCTION csc.payload_changes', 1),
    (N'FUNCTION csc.payload_issue_summary', 1),
    (N'FUNCTION csc.payload_issues', 1),
    (N'FUNCTION csc.payload_issues_in_range', 1),
    (N'FUNCTION csc.payloads', 1),
    (N'FUNCTION csc.payloads_in_range', 1),
    (N'FUNCTION csc.person_ranges', 1),
    (N'FUNCTION csc.preflight_ssd_steps', 1),
    (N'FUNCTION csc.preflight_submission_steps', 0),
    (N'FUNCTION csc.report_html', 1),
    (N'FUNCTION csc.report_summary_html', 1),
    (N'FUNCTION csc.scrambled_payloads', 0),
    (N'FUNCTION csc.scrambled_payloads_in_range', 0),
    (N'FUNCTION csc.scrambling_key', 0),
    (N'FUNCTION csc.secret_key_fault', 1),
    (N'FUNCTION csc.setting_definitions', 1),
    (N'FUNCTION csc.setting_fault', 1),
    (N'FUNCTION csc.unmapped_values', 1),
    (N'GRANT DELETE ON csc.run_figure TO csc_runner', 1),
    (N'GRANT DELETE ON csc.staging TO csc_runner', 1),
    (N'GRANT EXECUTE ON csc.check_recent_run TO csc_operator', 1),
    (N'GRANT EXECUTE ON csc.child_report_html TO csc_analyst', 1),
    (N'GRANT EXECUTE ON csc.data_quality TO csc_analyst', 1),
    (N'GRANT EXECUTE ON csc.delete_history TO csc_runner', 1),
    (N'GRANT EXECUTE ON csc.json_pretty TO csc_analyst', 1),
    (N'GRANT EXECUTE ON csc.note_environment TO csc_runner', 1),
    (N'GRANT EXECUTE ON csc.preflight TO csc_operator', 0),
    (N'GRANT EXECUTE ON csc.purge_history TO csc_operator', 0),
    (N'GRANT EXECUTE ON csc.refresh TO csc_operator', 0),
    (N'GRANT EXECUTE ON csc.report_html TO csc_analyst', 1),
    (N'GRANT EXECUTE ON csc.report_html TO csc_operator', 1),
    (N'GRANT EXECUTE ON csc.report_summary_html TO csc_analyst', 1),
    (N'GRANT EXECUTE ON csc.report_summary_html TO csc_operator', 1),
    (N'GRANT EXECUTE ON csc.requeue TO csc_operator', 0),
    (N'GRANT EXECUTE ON csc.run TO csc_operator', 0),
    (N'GRANT EXECUTE ON csc.set_code TO csc_configurer', 1),
    (N'GRANT EXECUTE ON csc.set_secret TO csc_configurer', 0),
    (N'GRANT EXECUTE ON csc.set_setting TO csc_configurer', 1),
    (N'GRANT EXECUTE ON csc.submit TO csc_operator', 0),
    (N'GRANT EXECUTE ON csc.take_over_d2i_staging TO csc_operator', 0),
    (N'GRANT INSERT ON csc.batch_child TO csc_runner', 1),
    (N'GRANT INSERT ON csc.batch_log TO csc_runner', 1),
    (N'GRANT INSERT ON csc.receiver TO csc_runner', 1),
    (N'GRANT INSERT ON csc.run_figure TO csc_runner', 1),
    (N'GRANT INSERT ON csc.run_log TO csc_runner', 1),
    (N'GRANT INSERT ON csc.ssd_table_count TO csc_runner', 1),
    (N'GRANT INSERT ON csc.staging TO csc_runner', 1),
    (N'GRANT SELECT ON csc.allowed_host TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.allowed_host TO csc_configurer', 1),
    (N'GRANT SELECT ON csc.allowed_host TO csc_runner', 1),
    (N'GRANT SELECT ON csc.batch_child TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.batch_child TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.batch_child TO csc_runner', 1),
    (N'GRANT SELECT ON csc.batch_log TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.batch_log TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.batch_log TO csc_runner', 1),
    (N'GRANT SELECT ON csc.change_summary TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.code_map TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.code_map TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.code_map TO csc_configurer', 1),
    (N'GRANT SELECT ON csc.code_map TO csc_runner', 1),
    (N'GRANT SELECT ON csc.cohort TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.data_quality_findings TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.environment TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.environment TO csc_runner', 1),
    (N'GRANT SELECT ON csc.model_codes TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.model_fields TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.model_objects TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.needs_attention TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.needs_attention TO csc_operator', 1),
    (N'GRANT SELECT ON csc.payload_changes TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.payload_issue_summary TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.payload_issues TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.payloads TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.receiver TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.receiver TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.receiver TO csc_runner', 1),
    (N'GRANT SELECT ON csc.run_figure TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.run_figure TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.run_figure TO csc_runner', 1),
    (N'GRANT SELECT ON csc.run_history TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.run_history TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.run_history TO csc_operator', 1),
    (N'GRANT SELECT ON csc.run_log TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.run_log TO csc_runner', 1),
    (N'GRANT SELECT ON csc.schema_version TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.schema_version TO csc_runner', 1),
    (N'GRANT SELECT ON csc.scrambled_payloads TO csc_analyst', 0),
    (N'GRANT SELECT ON csc.setting TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.setting TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.setting TO csc_configurer', 1),
    (N'GRANT SELECT ON csc.setting TO csc_runner', 1),
    (N'GRANT SELECT ON csc.setting_definitions TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.setting_definitions TO csc_configurer', 1),
    (N'GRANT SELECT ON csc.setting_definitions TO csc_operator', 1),
    (N'GRANT SELECT ON csc.setting_log TO csc_auditor', 1),
    (N'GRANT SELECT ON csc.setting_log TO csc_configurer', 1),
    (N'GRANT SELECT ON csc.ssd_table_count TO csc_runner', 1),
    (N'GRANT SELECT ON csc.staging TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.staging TO csc_runner', 1),
    (N'GRANT SELECT ON csc.status TO csc_analyst', 1),
    (N'GRANT SELECT ON csc.status TO csc_operator', 1),
    (N'GRANT SELECT ON csc.unmapped_values TO csc_analyst', 1),
    (N'GRANT UPDATE ON csc.batch_child TO csc_runner', 1),
    (N'GRANT UPDATE ON csc.batch_log TO csc_runner', 1),
    (N'GRANT UPDATE ON csc.receiver TO csc_runner', 1),
    (N'GRANT UPDATE ON csc.run_log TO csc_runner', 1),
    (N'GRANT UPDATE ON csc.ssd_table_count TO csc_runner', 1),
    (N'GRANT UPDATE ON csc.staging TO csc_runner', 1),
    (N'MEMBER csc_operator OF csc_runner', 1),
    (N'PROCEDURE csc.allow_host', 1),
    (N'PROCEDURE csc.begin_run', 0),
    (N'PROCEDURE csc.change_setting', 1),
    (N'PROCEDURE csc.check_recent_run', 1),
    (N'PROCEDURE csc.complete_run', 1),
    (N'PROCEDURE csc.confirm_environment', 1),
    (N'PROCEDURE csc.data_quality', 1),
    (N'PROCEDURE csc.delete_history', 1),
    (N'PROCEDURE csc.encrypt_secret', 1),
    (N'PROCEDURE csc.end_run', 0),
    (N'PROCEDURE csc.note_environment', 1),
    (N'PROCEDURE csc.preflight', 0),
    (N'PROCEDURE csc.protect_secrets', 0),
    (N'PROCEDURE csc.purge_history', 0),
    (N'PROCEDURE csc.read_environment', 1),
    (N'PROCEDURE csc.read_scrambling_key', 0),
    (N'PROCEDURE csc.read_secrets', 0),
    (N'PROCEDURE csc.refresh', 0),
    (N'PROCEDURE csc.refresh_staging', 1),
    (N'PROCEDURE csc.release_run_lock', 1),
    (N'PROCEDURE csc.renew_scrambling_key', 0),
    (N'PROCEDURE csc.requeue', 0),
    (N'PROCEDURE csc.requeue_children', 1),
    (N'PROCEDURE csc.reset_secrets', 0),
    (N'PROCEDURE csc.run', 0),
    (N'PROCEDURE csc.send_pending', 0),
    (N'PROCEDURE csc.set_code', 1),
    (N'PROCEDURE csc.set_secret', 0),
    (N'PROCEDURE csc.set_setting', 1),
    (N'PROCEDURE csc.show_refresh', 1),
    (N'PROCEDURE csc.start_run', 1),
    (N'PROCEDURE csc.store_code', 1),
    (N'PROCEDURE csc.store_setting', 1),
    (N'PROCEDURE csc.submit', 0),
    (N'PROCEDURE csc.submit_pending', 0),
    (N'PROCEDURE csc.take_over_children', 1),
    (N'PROCEDURE csc.take_over_d2i_staging', 0),
    (N'ROLE csc_analyst', 1),
    (N'ROLE csc_auditor', 1),
    (N'ROLE csc_configurer', 1),
    (N'ROLE csc_operator', 1),
    (N'ROLE csc_runner', 1),
    (N'SCHEMA csc', 1),
    (N'TABLE csc.allowed_host', 1),
    (N'TABLE csc.batch_child', 1),
    (N'TABLE csc.batch_log', 1),
    (N'TABLE csc.code_map', 1),
    (N'TABLE csc.environment', 1),
    (N'TABLE csc.receiver', 1),
    (N'TABLE csc.run_figure', 1),
    (N'TABLE csc.run_log', 1),
    (N'TABLE csc.schema_version', 1),
    (N'TABLE csc.secret', 1),
    (N'TABLE csc.setting', 1),
    (N'TABLE csc.setting_log', 1),
    (N'TABLE csc.ssd_table_count', 1),
    (N'TABLE csc.staging', 1),
    (N'TRIGGER csc.setting_log_append_only', 1),
    (N'USER csc_payload_owner', 1),
    (N'USER csc_submission_owner', 0),
    (N'VIEW csc.model_codes', 1),
    (N'VIEW csc.model_fields', 1),
    (N'VIEW csc.model_objects', 1),
    (N'VIEW csc.needs_attention', 1),
    (N'VIEW csc.overdue_run', 1),
    (N'VIEW csc.past_batch', 1),
    (N'VIEW csc.procedure_help', 1),
    (N'VIEW csc.requeueable', 1),
    (N'VIEW csc.run_history', 1),
    (N'VIEW csc.status', 1);
INSERT INTO @bound ([line], [is_payload_only])
VALUES
    (N'change_summary = SsdClr.Payload SsdClr.Payload.SqlServer.ChangeSummaryFunction.ChangeSummary', 1),
    (N'child_report_html = SsdClr.Payload SsdClr.Payload.SqlServer.ReportFunction.ChildReportHtml', 1),
    (N'children_to_take_over = SsdClr.Payload SsdClr.Payload.SqlServer.TakeoverFunction.ChildrenToTakeOver', 1),
    (N'code_fault = SsdClr.Payload SsdClr.Payload.SqlServer.CodeMapFunction.CodeFault', 1),
    (N'cohort_in_range = SsdClr.Payload SsdClr.Payload.SqlServer.CohortFunction.CohortInRange', 1),
    (N'complete_run = SsdClr.Payload SsdClr.Payload.SqlServer.RunProcedure.CompleteRun', 1),
    (N'data_quality_findings = SsdClr.Payload SsdClr.Payload.SqlServer.DataQualityFunction.DataQualityFindings', 1),
    (N'host_fault = SsdClr.Payload SsdClr.Payload.SqlServer.SettingFunction.HostFault', 1),
    (N'json_pretty = SsdClr.Payload SsdClr.Payload.SqlServer.JsonFunction.JsonPretty', 1),
    (N'payload_changes = SsdClr.Payload SsdClr.Payload.SqlServer.PayloadChangeFunction.PayloadChanges', 1),
    (N'payload_issues_in_range = SsdClr.Payload SsdClr.Payload.SqlServer.PayloadIssueFunction.PayloadIssuesInRange', 1),
    (N'payloads_in_range = SsdClr.Payload SsdClr.Payload.SqlServer.PayloadFunction.PayloadsInRange', 1),
    (N'person_ranges = SsdClr.Payload SsdClr.Payload.SqlServer.PersonRangeFunction.PersonRanges', 1),
    (N'preflight_ssd_steps = SsdClr.Payload SsdClr.Payload.SqlServer.PreflightFunction.PreflightSsdSteps', 1),
    (N'preflight_submission_steps = SsdClr.Submission SsdClr.Submission.SqlServer.PreflightFunction.PreflightSubmissionSteps', 0),
    (N'refresh_staging = SsdClr.Payload SsdClr.Payload.SqlServer.RefreshProcedure.RefreshStaging', 1),
    (N'report_html = SsdClr.Payload SsdClr.Payload.SqlServer.ReportFunction.ReportHtml', 1),
    (N'report_summary_html = SsdClr.Payload SsdClr.Payload.SqlServer.ReportFunction.ReportSummaryHtml', 1),
    (N'scrambled_payloads_in_range = SsdClr.Payload SsdClr.Payload.SqlServer.PayloadFunction.ScrambledPayloadsInRange', 0),
    (N'setting_definitions = SsdClr.Payload SsdClr.Payload.SqlServer.SettingFunction.SettingDefinitions', 1),
    (N'setting_fault = SsdClr.Payload SsdClr.Payload.SqlServer.SettingFunction.SettingFault', 1),
    (N'start_run = SsdClr.Payload SsdClr.Payload.SqlServer.RunProcedure.StartRun', 1),
    (N'submit_pending = SsdClr.Submission SsdClr.Submission.SqlServer.SubmitProcedure.SubmitPending', 0),
    (N'take_over_children = SsdClr.Payload SsdClr.Payload.SqlServer.TakeoverProcedure.TakeOverChildren', 1),
    (N'unmapped_values = SsdClr.Payload SsdClr.Payload.SqlServer.CodeMapFunction.UnmappedValues', 1);
-- to here

-- Refusals, before anything is touched
IF @i_understand <> N'this database is disposable'
    SET @faults = @faults + NCHAR(10) + N'- @i_understand must say: this database is disposable. Edit the text above.';

IF COALESCE(IS_SRVROLEMEMBER(N'sysadmin'), 0) = 0
    SET @faults = @faults + NCHAR(10) + N'- This login is not sysadmin, and so would not see all that is asserted.';

IF @@TRANCOUNT > 0
    SET @faults = @faults + NCHAR(10) + N'- A transaction is open in this session. Commit it or roll it back first.';

IF OBJECT_ID(N'[csc].[setting]') IS NULL OR OBJECT_ID(N'[csc].[staging]') IS NULL OR OBJECT_ID(N'[csc].[batch_log]') IS NULL OR OBJECT_ID(N'[csc].[secret]') IS NULL
    SET @faults = @faults + NCHAR(10) + N'- SsdClr is not installed in ' + QUOTENAME(DB_NAME()) + N'.';
ELSE
BEGIN
    IF EXISTS (SELECT 1 FROM [csc].[staging] AS [s] WHERE [s].[acknowledged_hash] IS NOT NULL OR [s].[held] IS NOT NULL) OR EXISTS (SELECT 1 FROM [csc].[batch_log])
        SET @faults = @faults + NCHAR(10) + N'- Something was submitted from this database: a receiver holds children of it.';

    IF EXISTS (SELECT 1 FROM [csc].[staging])
        SET @faults = @faults + NCHAR(10) + N'- Children are staged in this database.';

    IF EXISTS (SELECT 1 FROM [csc].[setting]) OR EXISTS (SELECT 1 FROM [csc].[secret])
        SET @faults = @faults + NCHAR(10) + N'- Settings or secrets are set in this database.';
END;

IF SCHEMA_ID(N'csc_acceptance') IS NOT NULL OR DATABASE_PRINCIPAL_ID(N'csc_acceptance_member') IS NOT NULL
    SET @faults = @faults + NCHAR(10) + N'- The schema csc_acceptance or the user csc_acceptance_member is there: this script was stopped. Drop the database and begin with a new one.';

IF @faults <> N''
BEGIN
    SET @message = N'Nothing was asserted and nothing was changed.' + @faults;
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51050, @message, 1;
END;

SELECT @first_run = COALESCE(MAX([l].[run_id]), 0) + 1 FROM [csc].[run_log] AS [l];

BEGIN TRY
    -- The server
    SET @text = CONVERT(nvarchar(128), SERVERPROPERTY(N'ProductVersion'));
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES
        (N'server', N'SQL Server is 2016 with Service Pack 1 or newer', CASE WHEN CONVERT(int, PARSENAME(@text, 4)) > 13 OR (CONVERT(int, PARSENAME(@text, 4)) = 13 AND CONVERT(int, PARSENAME(@text, 2)) >= 4001) THEN 1 ELSE 0 END, @text),
        (N'server', N'it is SQL Server on a machine, not a service in the cloud', CASE WHEN CONVERT(int, SERVERPROPERTY(N'EngineEdition')) IN (2, 3, 4) THEN 1 ELSE 0 END, CONVERT(nvarchar(128), SERVERPROPERTY(N'Edition')));

    SET @message = N'Windows';
    IF CONVERT(int, PARSENAME(@text, 4)) >= 14
    BEGIN
        EXECUTE [sys].[sp_executesql] @platform_statement, N'@text nvarchar(max) OUTPUT', @text = @text OUTPUT;
        SET @message = @text;
    END;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'server', N'the platform takes an assembly with EXTERNAL_ACCESS', CASE WHEN @has_submission = 0 THEN NULL WHEN @message = N'Windows' THEN 1 ELSE 0 END, CASE WHEN @has_submission = 0 THEN N'Payload only: none is installed. ' ELSE N'' END + @message);

    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'server', N'clr enabled is on', CASE WHEN MAX(CASE WHEN [c].[name] = N'clr enabled' THEN CONVERT(int, [c].[value_in_use]) END) = 1 THEN 1 ELSE 0 END, NULL
    FROM [sys].[configurations] AS [c];
    INSERT INTO @facts ([area], [fact], [is_met], [is_needed], [detail])
    SELECT N'server', N'clr strict security is on, as it is unless somebody turned it off', CASE WHEN MAX(CONVERT(int, [c].[value_in_use])) IS NULL THEN NULL WHEN MAX(CONVERT(int, [c].[value_in_use])) = 1 THEN 1 ELSE 0 END, 0, N'SQL Server 2016 does not have it.'
    FROM [sys].[configurations] AS [c]
    WHERE [c].[name] = N'clr strict security';
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'server', N'lightweight pooling is off', CASE WHEN MAX(CONVERT(int, [c].[value_in_use])) = 0 THEN 1 ELSE 0 END, NULL
    FROM [sys].[configurations] AS [c]
    WHERE [c].[name] = N'lightweight pooling';

    -- The database
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'database', N'TRUSTWORTHY is off', CASE WHEN [d].[is_trustworthy_on] = 0 THEN 1 ELSE 0 END, NULL
    FROM [sys].[databases] AS [d]
    WHERE [d].[database_id] = DB_ID()
    UNION ALL
    SELECT N'database', N'cross-database ownership chaining is off', CASE WHEN [d].[is_db_chaining_on] = 0 THEN 1 ELSE 0 END, NULL
    FROM [sys].[databases] AS [d]
    WHERE [d].[database_id] = DB_ID()
    UNION ALL
    SELECT N'database', N'compatibility level is 110 or higher', CASE WHEN [d].[compatibility_level] >= 110 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), [d].[compatibility_level])
    FROM [sys].[databases] AS [d]
    WHERE [d].[database_id] = DB_ID()
    UNION ALL
    SELECT N'database', N'the database is not read-only', CASE WHEN [d].[is_read_only] = 0 THEN 1 ELSE 0 END, N'Collation ' + [d].[collation_name] COLLATE DATABASE_DEFAULT
    FROM [sys].[databases] AS [d]
    WHERE [d].[database_id] = DB_ID();

    SELECT @installed_at = MIN([v].[installed_at]) FROM [csc].[schema_version] AS [v];
    SELECT @trace = [t].[path] FROM [sys].[traces] AS [t] WHERE [t].[is_default] = 1 AND [t].[status] = 1;
    IF @trace IS NULL OR @installed_at IS NULL
        INSERT INTO @facts ([area], [fact], [is_met], [is_needed], [detail])
        VALUES (N'database', N'no ALTER DATABASE is on record since SsdClr was installed', NULL, 0, N'The default trace is off, or the installation has no row in csc.schema_version.');
    ELSE
        INSERT INTO @facts ([area], [fact], [is_met], [is_needed], [detail])
        SELECT N'database', N'no ALTER DATABASE is on record since SsdClr was installed', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, 0, N'Default trace, ' + CONVERT(nvarchar(11), COUNT(*)) + N' events; others may have altered it.'
        FROM [sys].[fn_trace_gettable](@trace, DEFAULT) AS [e]
        WHERE [e].[EventClass] = 164
            AND [e].[ObjectType] = 16964
            AND [e].[DatabaseID] = DB_ID()
            AND [e].[StartTime] >= DATEADD(MINUTE, DATEDIFF(MINUTE, SYSUTCDATETIME(), SYSDATETIME()), @installed_at);

    -- The objects
    INSERT INTO @there ([line])
    SELECT CASE [o].[type]
            WHEN N'U' THEN N'TABLE csc.'
            WHEN N'V' THEN N'VIEW csc.'
            WHEN N'P' THEN N'PROCEDURE csc.'
            WHEN N'PC' THEN N'PROCEDURE csc.'
            WHEN N'TR' THEN N'TRIGGER csc.'
            WHEN N'C' THEN N'CHECK csc.'
            ELSE N'FUNCTION csc.'
        END + [o].[name]
    FROM [sys].[objects] AS [o]
    WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
        AND [o].[type] IN (N'U', N'V', N'P', N'PC', N'TR', N'C', N'IF', N'TF', N'FT', N'FN', N'FS')
    UNION ALL
    SELECT N'SCHEMA ' + [s].[name] FROM [sys].[schemas] AS [s] WHERE [s].[name] = N'csc'
    UNION ALL
    SELECT CASE [p].[type] WHEN N'R' THEN N'ROLE ' ELSE N'USER ' END + [p].[name] FROM [sys].[database_principals] AS [p] WHERE [p].[name] LIKE N'csc[_]%' AND [p].[type] IN (N'R', N'S')
    UNION ALL
    SELECT N'ASSEMBLY ' + [a].[name] FROM [sys].[assemblies] AS [a] WHERE [a].[name] LIKE N'SsdClr.%'
    UNION ALL
    SELECT CASE [p].[state] WHEN N'D' THEN N'DENY ' ELSE N'GRANT ' END + [p].[permission_name] COLLATE DATABASE_DEFAULT + N' ON csc.' + [o].[name] + N' TO ' + [g].[name]
    FROM [sys].[database_permissions] AS [p]
    INNER JOIN [sys].[objects] AS [o] ON [o].[object_id] = [p].[major_id]
    INNER JOIN [sys].[database_principals] AS [g] ON [g].[principal_id] = [p].[grantee_principal_id]
    WHERE [p].[class] = 1
        AND [p].[minor_id] = 0
        AND [o].[schema_id] = SCHEMA_ID(N'csc')
        AND ([g].[name] LIKE N'csc[_]%' OR [g].[name] = N'public')
        AND [g].[type] IN (N'R', N'S')
    UNION ALL
    SELECT N'MEMBER ' + [m].[name] + N' OF ' + [r].[name]
    FROM [sys].[database_role_members] AS [l]
    INNER JOIN [sys].[database_principals] AS [r] ON [r].[principal_id] = [l].[role_principal_id]
    INNER JOIN [sys].[database_principals] AS [m] ON [m].[principal_id] = [l].[member_principal_id]
    WHERE [r].[name] LIKE N'csc[_]%'
        AND [m].[name] LIKE N'csc[_]%';

    IF @has_submission = 0
    BEGIN
        DELETE FROM @made WHERE [is_payload_only] = 0;
        DELETE FROM @bound WHERE [is_payload_only] = 0;
    END;

    INSERT INTO @kinds ([kind]) SELECT DISTINCT LEFT([m].[line], CHARINDEX(N' ', [m].[line]) - 1) FROM @made AS [m];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT
        N'objects',
        N'everything of kind ' + [k].[kind] COLLATE DATABASE_DEFAULT + N' is there',
        CASE WHEN EXISTS (SELECT 1 FROM @made AS [m] WHERE [m].[line] LIKE [k].[kind] + N' %' AND [m].[line] NOT IN (SELECT [t].[line] FROM @there AS [t])) THEN 0 ELSE 1 END,
        (
            SELECT COALESCE(N'Missing, among others: ' + MIN(CASE WHEN [t].[line] IS NULL THEN [m].[line] END) COLLATE DATABASE_DEFAULT, CONVERT(nvarchar(11), COUNT(DISTINCT [m].[line])) + N' of them.')
            FROM @made AS [m]
            LEFT OUTER JOIN @there AS [t] ON [t].[line] = [m].[line]
            WHERE [m].[line] LIKE [k].[kind] + N' %'
        )
    FROM @kinds AS [k];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'objects', N'nothing else is in schema csc or granted on it to our roles or to public', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, N'Others: ' + CONVERT(nvarchar(11), COUNT(*)) + COALESCE(N', as ' + MIN([t].[line]) COLLATE DATABASE_DEFAULT, N'') + N'.'
    FROM @there AS [t]
    WHERE [t].[line] NOT IN (SELECT [m].[line] FROM @made AS [m]);
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'objects', N'dbo owns the schema and everything in it, so that rights chain', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' of others.'
    FROM [sys].[objects] AS [o]
    INNER JOIN [sys].[schemas] AS [s] ON [s].[schema_id] = [o].[schema_id]
    WHERE [s].[name] = N'csc'
        AND COALESCE([o].[principal_id], [s].[principal_id]) <> DATABASE_PRINCIPAL_ID(N'dbo');
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'objects', N'the trigger of csc.setting_log is enabled and instead of changes', CASE WHEN COUNT(*) = 1 THEN 1 ELSE 0 END, NULL
    FROM [sys].[triggers] AS [t]
    WHERE [t].[object_id] = OBJECT_ID(N'[csc].[setting_log_append_only]')
        AND [t].[is_disabled] = 0
        AND [t].[is_instead_of_trigger] = 1;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'objects', N'the installation is noted, in this variant', CASE WHEN MAX([v].[variant]) = CASE @has_submission WHEN 1 THEN N'whole' ELSE N'payload-only' END THEN 1 ELSE 0 END, MAX([v].[version] + N' ' + [v].[variant] + N' by ' + [v].[way_in])
    FROM [csc].[schema_version] AS [v]
    WHERE [v].[schema_version_id] = (SELECT MAX([n].[schema_version_id]) FROM [csc].[schema_version] AS [n]);

    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'objects', N'the list that the installation noted is the list of this script', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, COALESCE(N'Not noted, among others: ' + MIN([m].[line]) COLLATE DATABASE_DEFAULT, N'It is.')
    FROM @made AS [m]
    CROSS JOIN [csc].[schema_version] AS [v]
    WHERE [v].[schema_version_id] = (SELECT MAX([n].[schema_version_id]) FROM [csc].[schema_version] AS [n])
        AND CHARINDEX(NCHAR(10) + [m].[line] + NCHAR(10), [v].[made]) = 0;

    -- The assemblies
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'assemblies', N'SsdClr.Payload is SAFE and has an owner of its own', CASE WHEN COUNT(*) = 1 THEN 1 ELSE 0 END, MAX([a].[clr_name])
    FROM [sys].[assemblies] AS [a]
    WHERE [a].[name] = N'SsdClr.Payload'
        AND [a].[permission_set_desc] = N'SAFE_ACCESS'
        AND [a].[principal_id] = DATABASE_PRINCIPAL_ID(N'csc_payload_owner');
    IF @has_submission = 0
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'assemblies', N'no assembly that may leave the server is installed', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [sys].[assemblies] AS [a]
        WHERE [a].[name] LIKE N'SsdClr.%'
            AND [a].[permission_set_desc] <> N'SAFE_ACCESS';
    ELSE
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'assemblies', N'SsdClr.Submission is EXTERNAL_ACCESS and has an owner of its own', CASE WHEN COUNT(*) = 1 THEN 1 ELSE 0 END, MAX([a].[clr_name])
        FROM [sys].[assemblies] AS [a]
        WHERE [a].[name] = N'SsdClr.Submission'
            AND [a].[permission_set_desc] = N'EXTERNAL_ACCESS'
            AND [a].[principal_id] = DATABASE_PRINCIPAL_ID(N'csc_submission_owner');
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'assemblies', N'all are of one version and one key', CASE WHEN COUNT(DISTINCT STUFF([a].[clr_name], 1, CHARINDEX(N',', [a].[clr_name]), N'')) = 1 THEN 1 ELSE 0 END, NULL
    FROM [sys].[assemblies] AS [a]
    WHERE [a].[name] LIKE N'SsdClr.%';
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'assemblies', N'every routine is bound to its method', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, COALESCE(N'Missing: ' + MIN([b].[line]) COLLATE DATABASE_DEFAULT, N'All are.')
    FROM @bound AS [b]
    WHERE [b].[line] NOT IN
    (
        SELECT ([o].[name] + N' = ' + [a].[name] + N' ' + [m].[assembly_class] + N'.' + [m].[assembly_method]) COLLATE Latin1_General_BIN2
        FROM [sys].[assembly_modules] AS [m]
        INNER JOIN [sys].[objects] AS [o] ON [o].[object_id] = [m].[object_id]
        INNER JOIN [sys].[assemblies] AS [a] ON [a].[assembly_id] = [m].[assembly_id]
        WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
    );
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'assemblies', N'no other routine is bound to them', CASE WHEN COUNT(*) = (SELECT COUNT(*) FROM @bound AS [b]) THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' routines.'
    FROM [sys].[assembly_modules] AS [m]
    INNER JOIN [sys].[assemblies] AS [a] ON [a].[assembly_id] = [m].[assembly_id]
    WHERE [a].[name] LIKE N'SsdClr.%';

    -- Trust: by the hash of each assembly, or by their key
    SET @count = 0;
    IF EXISTS (SELECT 1 FROM [sys].[system_objects] AS [o] WHERE [o].[name] = N'sp_add_trusted_assembly')
        EXECUTE [sys].[sp_executesql] @trusted_statement, N'@count int OUTPUT', @count = @count OUTPUT;
    SELECT @other = COUNT(*)
    FROM [sys].[assemblies] AS [a]
    INNER JOIN [sys].[server_principals] AS [p] ON LOWER([p].[name]) COLLATE Latin1_General_BIN2 = LOWER(N'SsdClr.Key.' + SUBSTRING([a].[clr_name], CHARINDEX(N'publickeytoken=', [a].[clr_name]) + 15, 16)) COLLATE Latin1_General_BIN2
    INNER JOIN [sys].[server_permissions] AS [g] ON [g].[grantee_principal_id] = [p].[principal_id]
    WHERE [a].[name] LIKE N'SsdClr.%'
        AND [p].[type] = N'K'
        AND [g].[permission_name] IN (N'UNSAFE ASSEMBLY', N'EXTERNAL ACCESS ASSEMBLY')
        AND [g].[state] IN (N'G', N'W');
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'trust', N'the assemblies are trusted by hash or by key, not by the database', CASE WHEN @count = COUNT(*) OR @other >= COUNT(*) THEN 1 ELSE 0 END,
        CONVERT(nvarchar(11), @count) + N' by hash, ' + CONVERT(nvarchar(11), @other) + N' by a login of their key, of ' + CONVERT(nvarchar(11), COUNT(*)) + N'.'
    FROM [sys].[assemblies] AS [a]
    WHERE [a].[name] LIKE N'SsdClr.%'
        AND ([a].[permission_set_desc] <> N'SAFE_ACCESS' OR EXISTS (SELECT 1 FROM [sys].[configurations] AS [c] WHERE [c].[name] = N'clr strict security' AND [c].[value_in_use] = 1));

    -- The rest makes no sense where objects are missing
    SET @is_whole = CASE WHEN EXISTS (SELECT 1 FROM @facts AS [f] WHERE [f].[area] = N'objects' AND [f].[fact] LIKE N'everything of kind%' AND [f].[is_met] = 0) THEN 0 ELSE 1 END;
    IF @is_whole = 0
        THROW 51051, N'Objects are missing, so nothing further was tried.', 1;

    -- Help
    INSERT INTO @procedures ([name])
    SELECT N'[csc].' + QUOTENAME([p].[name]) FROM [sys].[procedures] AS [p] WHERE [p].[schema_id] = SCHEMA_ID(N'csc') AND [p].[type] = N'P' ORDER BY [p].[name];
    SELECT @position = 1, @count = 0, @message = N'';
    WHILE @position <= (SELECT MAX([p].[number]) FROM @procedures AS [p])
    BEGIN
        SELECT @procedure = [p].[name] FROM @procedures AS [p] WHERE [p].[number] = @position;
        DELETE FROM @help;
        BEGIN TRY
            INSERT INTO @help ([name], [type], [default_value], [valid_values], [meaning]) EXECUTE @procedure @help = 1;
        END TRY
        BEGIN CATCH
            SET @message = @message + N' ' + @procedure;
        END CATCH;
        IF (SELECT COUNT(*) FROM @help AS [h] WHERE [h].[valid_values] <> N'' AND [h].[meaning] <> N'') <> (SELECT COUNT(*) FROM [sys].[parameters] AS [p] WHERE [p].[object_id] = OBJECT_ID(@procedure))
            SET @message = @message + N' ' + @procedure;
        SET @position = @position + 1;
    END;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'help', N'@help = 1 of every procedure explains every parameter', CASE WHEN @message = N'' THEN 1 ELSE 0 END, COALESCE(NULLIF(N'Not so:' + @message, N'Not so:'), CONVERT(nvarchar(11), @position - 1) + N' procedures.'));

    -- Functions of the assemblies that read no tables
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES
        (N'functions', N'an assembly runs: csc.json_pretty indents', CASE WHEN [csc].[json_pretty](N'{"a":[1,true,null]}') LIKE N'{%"a": [[]%1,%true,%null%]%}' THEN 1 ELSE 0 END, NULL),
        (N'functions', N'csc.json_pretty of NULL is NULL', CASE WHEN [csc].[json_pretty](NULL) IS NULL THEN 1 ELSE 0 END, NULL),
        (N'functions', N'csc.setting_fault takes a right value and explains a wrong one', CASE WHEN [csc].[setting_fault](N'la_code', N'302') IS NULL AND [csc].[setting_fault](N'la_code', N'30') IS NOT NULL THEN 1 ELSE 0 END, [csc].[setting_fault](N'la_code', N'30')),
        (N'functions', N'csc.host_fault takes a host and explains an address', CASE WHEN [csc].[host_fault](N'.example.gov.uk') IS NULL AND [csc].[host_fault](N'https://example.gov.uk/') IS NOT NULL THEN 1 ELSE 0 END, [csc].[host_fault](N'https://example.gov.uk/')),
        (N'functions', N'csc.fault_message keeps the words of our own exceptions', CASE WHEN [csc].[fault_message](6522, N'x' + NCHAR(10) + N'SsdClr.A.B: words.' + NCHAR(13) + NCHAR(10) + N'   at y') = N'words.' THEN 1 ELSE 0 END, NULL),
        (N'functions', N'csc.fault_message repeats no value that an error of SQL Server quotes', CASE WHEN [csc].[fault_message](245, N'MARKED') + [csc].[fault_message](2628, N'MARKED') + [csc].[fault_message](2627, N'MARKED') + [csc].[fault_message](8169, N'MARKED') + [csc].[fault_message](6522, N'x' + NCHAR(10) + N'System.Data.SqlClient.SqlException: MARKED' + NCHAR(10)) + [csc].[fault_message](6522, N'x' + NCHAR(10) + N'SsdClr.A.B: words ---> C: MARKED' + NCHAR(10)) NOT LIKE N'%MARKED%' THEN 1 ELSE 0 END, NULL);
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'functions', N'csc.setting_definitions lists settings and three secrets', CASE WHEN COUNT(*) > 30 AND SUM(CONVERT(int, [d].[is_secret])) = 3 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' names.'
    FROM [csc].[setting_definitions]() AS [d];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'functions', N'every default is valid', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, MIN([d].[name])
    FROM [csc].[setting_definitions]() AS [d]
    WHERE [d].[is_secret] = 0
        AND [d].[default_value] <> N''
        AND [csc].[setting_fault]([d].[name], [d].[default_value]) IS NOT NULL;

    -- Settings
    SELECT @number = 0, @message = N'';
    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'no_such_setting', @value = @long;
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'settings', N'all faults of a setting are told at once', CASE WHEN @number = 51010 AND @message LIKE N'Nothing was changed.%@name must%@value must not be longer%' THEN 1 ELSE 0 END, @message);

    SELECT @number = 0, @message = N'';
    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'base_url', @value = N'http://receiver.invalid/';
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'settings', N'an address without TLS is refused', CASE WHEN @number = 51010 THEN 1 ELSE 0 END, @message);

    SELECT @number = 0, @message = N'';
    BEGIN TRY
        EXECUTE [csc].[set_setting] @name = N'client_secret', @value = @plain;
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'settings', N'a secret is refused as a setting, and not repeated', CASE WHEN @number = 51010 AND CHARINDEX(@plain, @message) = 0 THEN 1 ELSE 0 END, @message);
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'settings', N'refusals changed nothing', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
    FROM [csc].[setting];

    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    EXECUTE [csc].[set_setting] @name = N'batch_size', @value = N'100';
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'settings', N'a value is stored, and one that is the default is not', CASE WHEN COUNT(*) = 1 AND MAX([s].[name]) = N'la_code' AND MAX([s].[value]) = N'302' THEN 1 ELSE 0 END, NULL
    FROM [csc].[setting] AS [s];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'settings', N'a change is logged with the original login', CASE WHEN COUNT(*) >= 1 THEN 1 ELSE 0 END, @original_login
    FROM [csc].[setting_log] AS [l]
    WHERE [l].[name] = N'la_code'
        AND [l].[new_value] = N'302'
        AND [l].[changed_by] = @original_login;

    SET @number = 0;
    BEGIN TRY
        UPDATE [csc].[setting_log] SET [new_value] = N'303' WHERE [name] = N'la_code';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'settings', N'the log cannot be changed, by sysadmin either', CASE WHEN @number = 51013 THEN 1 ELSE 0 END, NULL);
    SET @number = 0;
    BEGIN TRY
        DELETE FROM [csc].[setting_log] WHERE [name] = N'la_code';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'settings', N'rows of the log cannot be removed, by sysadmin either', CASE WHEN @number = 51013 THEN 1 ELSE 0 END, NULL);

    SELECT @number = 0, @message = N'';
    BEGIN TRY
        EXECUTE [csc].[allow_host] @host = N'https://receiver.invalid/', @purpose = N'everything';
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'settings', N'a host that is none, for a purpose that is none, is refused with both faults', CASE WHEN @number = 51011 AND @message LIKE N'%@purpose must be%' THEN 1 ELSE 0 END, @message);

    -- Secrets
    IF @has_submission = 0
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'secrets', N'cipher text, key and signatures', NULL, N'Payload only: nothing needs a secret.');
    ELSE
    BEGIN
        EXECUTE [csc].[set_secret] @name = N'client_secret', @value = @plain;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'secrets', N'a secret is kept', CASE WHEN COUNT(*) = 1 THEN 1 ELSE 0 END, NULL
        FROM [csc].[secret] AS [s]
        WHERE [s].[name] = N'client_secret';
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'secrets', N'what is kept is cipher text, for sysadmin too', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [csc].[secret] AS [s]
        WHERE CONVERT(nvarchar(max), CONVERT(varbinary(8000), [s].[value]), 2) LIKE N'%' + CONVERT(nvarchar(max), CONVERT(varbinary(8000), @plain), 2) + N'%'
            OR CONVERT(nvarchar(max), CONVERT(varbinary(8000), [s].[value]), 2) LIKE N'%' + CONVERT(nvarchar(max), CONVERT(varbinary(8000), CONVERT(varchar(100), @plain)), 2) + N'%';
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'secrets', N'the log has its name and not its value', CASE WHEN COUNT(*) >= 1 AND MAX([l].[old_value]) IS NULL AND MAX([l].[new_value]) IS NULL THEN 1 ELSE 0 END, NULL
        FROM [csc].[setting_log] AS [l]
        WHERE [l].[name] = N'client_secret';

        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'secrets', N'certificate and symmetric key of the secrets are there', CASE WHEN CERT_ID(N'csc_secret') IS NOT NULL AND KEY_GUID(N'csc_secret') IS NOT NULL THEN 1 ELSE 0 END, NULL);
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'secrets', N'just csc.encrypt_secret, csc.read_secrets and csc.scrambling_key are signed', CASE WHEN COUNT(*) = 3 AND SUM(CASE WHEN [p].[major_id] IN (OBJECT_ID(N'[csc].[encrypt_secret]'), OBJECT_ID(N'[csc].[read_secrets]'), OBJECT_ID(N'[csc].[scrambling_key]')) THEN 1 ELSE 0 END) = 3 THEN 1 ELSE 0 END, NULL
        FROM [sys].[crypt_properties] AS [p]
        INNER JOIN [sys].[certificates] AS [c] ON [c].[thumbprint] = [p].[thumbprint]
        WHERE [c].[name] = N'csc_secret_signer'
            AND [p].[class] = 1;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'secrets', N'the private key that signed them is gone', CASE WHEN COUNT(*) = 1 AND MAX([c].[pvt_key_encryption_type]) = N'NA' THEN 1 ELSE 0 END, NULL
        FROM [sys].[certificates] AS [c]
        WHERE [c].[name] = N'csc_secret_signer';
    END;

    -- Roles: a user without a login, in one role after the other
    CREATE USER [csc_acceptance_member] WITHOUT LOGIN;
    SET @has_user = 1;
    INSERT INTO @roles ([name]) VALUES (N'csc_analyst'), (N'csc_auditor'), (N'csc_configurer'), (N'csc_operator'), (N'csc_runner');

    INSERT INTO @rights ([name], [permission])
    SELECT N'[csc].' + QUOTENAME([o].[name]), [p].[permission]
    FROM [sys].[objects] AS [o]
    CROSS JOIN (VALUES (N'SELECT'), (N'INSERT'), (N'UPDATE'), (N'DELETE'), (N'EXECUTE')) AS [p] ([permission])
    WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
        AND [o].[type] IN (N'U', N'V', N'P', N'PC', N'IF', N'TF', N'FT', N'FN', N'FS');
    EXECUTE AS USER = N'csc_acceptance_member';
    SELECT @count = COUNT(*) FROM @rights AS [r] WHERE HAS_PERMS_BY_NAME([r].[name], N'OBJECT', [r].[permission]) = 1;
    REVERT;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'roles', N'a user without a role may do nothing in schema csc', CASE WHEN @count = 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), @count) + N' rights.');

    SET @position = 1;
    WHILE @position <= (SELECT MAX([r].[number]) FROM @roles AS [r])
    BEGIN
        SELECT @role = [r].[name] FROM @roles AS [r] WHERE [r].[number] = @position;
        SET @join_statement = N'ALTER ROLE ' + QUOTENAME(@role) + N' ADD MEMBER [csc_acceptance_member];';
        SET @leave_statement = N'ALTER ROLE ' + QUOTENAME(@role) + N' DROP MEMBER [csc_acceptance_member];';
        EXECUTE [sys].[sp_executesql] @join_statement;

        SET @number = 0;
        EXECUTE AS USER = N'csc_acceptance_member';
        BEGIN TRY
            SELECT @count = COUNT(*) FROM [csc].[secret] AS [s] WHERE [s].[value] IS NOT NULL;
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        REVERT;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'roles', N'secrets, even as they are kept, are not read by a member of ' + @role, CASE WHEN @number IN (229, 230) THEN 1 ELSE 0 END, NULL);

        SET @number = 0;
        EXECUTE AS USER = N'csc_acceptance_member';
        BEGIN TRY
            EXECUTE [csc].[allow_host] @host = N'receiver.invalid', @purpose = N'nothing';
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        REVERT;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'roles', N'where records may go is not decided by a member of ' + @role, CASE WHEN @number = 229 THEN 1 ELSE 0 END, NULL);

        SET @number = 0;
        EXECUTE AS USER = N'csc_acceptance_member';
        BEGIN TRY
            EXECUTE [csc].[set_setting] @name = N'batch_size', @value = N'100';
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        REVERT;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'roles', N'settings are ' + CASE @role WHEN N'csc_configurer' THEN N'' ELSE N'not ' END + N'changed by a member of ' + @role, CASE WHEN @number = CASE @role WHEN N'csc_configurer' THEN 0 ELSE 229 END THEN 1 ELSE 0 END, NULL);

        IF @has_submission = 1
        BEGIN
            -- Inside a transaction, so that not even an operator starts a run.
            SET @number = 0;
            BEGIN TRANSACTION;
            EXECUTE AS USER = N'csc_acceptance_member';
            BEGIN TRY
                EXECUTE [csc].[run];
            END TRY
            BEGIN CATCH
                SET @number = ERROR_NUMBER();
            END CATCH;
            REVERT;
            IF XACT_STATE() <> 0
                ROLLBACK TRANSACTION;
            INSERT INTO @facts ([area], [fact], [is_met], [detail])
            VALUES (N'roles', N'a run is ' + CASE @role WHEN N'csc_operator' THEN N'' ELSE N'not ' END + N'called by a member of ' + @role, CASE WHEN @number = CASE @role WHEN N'csc_operator' THEN 51001 ELSE 229 END THEN 1 ELSE 0 END, NULL);
        END;

        EXECUTE [sys].[sp_executesql] @leave_statement;
        SET @position = @position + 1;
    END;

    IF @has_submission = 1
    BEGIN
        EXECUTE [csc].[set_secret] @name = N'client_secret', @value = NULL;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'secrets', N'a secret is removed by NULL', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [csc].[secret];
    END;

    -- Rows: the tables that the model says feed a payload, in a schema of their own
    EXECUTE [sys].[sp_executesql] @new_schema;
    SET @is_seeded = 1;
    SELECT @position = 1, @count = COUNT(*) FROM [csc].[model_objects] AS [o] WHERE [o].[feeds_payload] = 1;
    WHILE @position <= @count
    BEGIN
        SELECT @procedure = [t].[object_name]
        FROM (SELECT [o].[object_name], ROW_NUMBER() OVER (ORDER BY [o].[object_name]) AS [number] FROM [csc].[model_objects] AS [o] WHERE [o].[feeds_payload] = 1) AS [t]
        WHERE [t].[number] = @position;
        SET @definition = N'';
        SELECT @definition = STUFF((
            SELECT N', ' + QUOTENAME([f].[field_name]) + N' ' + [f].[type_name]
                + CASE WHEN [f].[maximum_length] IS NULL THEN CASE WHEN [f].[type_name] IN (N'nvarchar', N'varchar', N'varbinary') THEN N'(max)' ELSE N'' END ELSE N'(' + CONVERT(nvarchar(11), [f].[maximum_length]) + N')' END + N' NULL'
            FROM [csc].[model_fields] AS [f]
            WHERE [f].[object_name] = @procedure
            ORDER BY [f].[position]
            FOR XML PATH(N'')), 1, 2, N'');
        SET @definition = N'CREATE TABLE [csc_acceptance].' + QUOTENAME(@procedure) + N' (' + @definition + N');';
        EXECUTE [sys].[sp_executesql] @definition;
        SET @position = @position + 1;
    END;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'model', N'tables were made from csc.model_fields as the SSD has them', CASE WHEN COUNT(*) = @count AND @count > 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' tables.'
    FROM [sys].[tables] AS [t]
    WHERE [t].[schema_id] = SCHEMA_ID(N'csc_acceptance');

    INSERT INTO [csc_acceptance].[ssd_person] ([pers_person_id], [pers_forename], [pers_surname], [pers_sex], [pers_ethnicity], [pers_dob], [pers_upn])
    VALUES
        (N'11001', N'Ada', N'Stone', N'F', N'WBRI', '20150610', N'A123456789012'),
        (N'21001', N'Ada', N'Stone', N'F', N'WBRI', '20150610', N'A123456789012'),
        (N'31001', N'Ada', N'Stone', N'F', N'WBRI', '20150610', N'A123456789012'),
        (N'W10/01', N'Ada', N'Stone', N'F', N'WBRI', '20150610', N'A123456789012'),
        (N'51001', N'Ada', N'Stone', N'F', N'WBRI', '20150610', N'A123456789012'),
        (N'F1', N'Fay', N'Filler', N'F', N'WBRI', '20150610', N'A123456789011'),
        (N'F2', N'Fay', N'Filler', N'F', N'WBRI', '20150610', N'A123456789012'),
        (N'F3', N'Fay', N'Filler', N'F', N'WBRI', '20150610', N'A123456789013'),
        (N'F4', N'Fay', N'Filler', N'F', N'WBRI', '20150610', N'A123456789014'),
        (N'F5', N'Fay', N'Filler', N'F', N'WBRI', '20150610', N'A123456789015');

    INSERT INTO [csc_acceptance].[ssd_cin_episodes] ([cine_referral_id], [cine_person_id], [cine_referral_date], [cine_close_date])
    VALUES
        (N'AR1', N'11001', '20250203', NULL),
        (N'BR1', N'21001', '20250203', NULL),
        (N'CR1', N'31001', '20250203', NULL),
        (N'WR1', N'W10/01', '20250203', NULL),
        (N'XR1', N'51001', '20250717', '20250718'),
        (N'FR1', N'F1', '20250203', NULL),
        (N'FR2', N'F2', '20250203', NULL),
        (N'FR3', N'F3', '20250203', NULL),
        (N'FR4', N'F4', '20250203', NULL),
        (N'FR5', N'F5', '20250203', NULL);

    INSERT INTO [csc_acceptance].[ssd_s47_enquiry] ([s47e_s47_enquiry_id], [s47e_referral_id], [s47e_person_id], [s47e_s47_start_date], [s47e_s47_outcome_json], [s47e_s47_end_date])
    VALUES
        (N'AS9', N'AR1', N'11001', '20240901', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":"F"}', NULL),
        (N'AS8', N'AR1', N'11001', '20240801', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":"Maybe"}', NULL),
        (N'AS7', N'AR1', N'11001', '20240701', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":0}', '20240715'),
        (N'AS6', N'AR1', N'11001', '20240501', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":true}', NULL),
        (N'AS5', N'AR1', N'11001', '20240401', N'No further action', NULL),
        (N'AS4', N'AR1', N'11001', '20240301', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":"N"}', NULL),
        (N'AS3', N'AR1', N'11001', NULL, N'{"NFA_FLAG":"N","OUTCOME_CP_CONFERENCE_FLAG":"T"}', NULL),
        (N'AS2', N'AR1', N'11001', '20221201', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":"Y"}', '20230331'),
        (N'AS1', N'AR1', N'11001', '20221201', N'{"NFA_FLAG":"N","CP_CONFERENCE_FLAG":"1"}', '20230331');

    INSERT INTO [csc_acceptance].[ssd_initial_cp_conference] ([icpc_icpc_id], [icpc_s47_enquiry_id], [icpc_person_id], [icpc_icpc_date])
    VALUES
        (N'AI1', N'AS1', N'11001', '20230401'),
        (N'AI2', N'AS2', N'11001', '20230331'),
        (N'AI3', N'AS3', N'11001', '20240202'),
        (N'AI4', N'AS4', N'11001', '20240220'),
        (N'AI6', N'AS6', N'11001', '20240509 13:00:00'),
        (N'AI7', N'AS6', N'11001', '20240508'),
        (N'AI8', N'AS6', N'11001', NULL);

    INSERT INTO [csc_acceptance].[ssd_cp_plans] ([cppl_cp_plan_id], [cppl_referral_id], [cppl_person_id], [cppl_cp_plan_start_date], [cppl_cp_plan_end_date])
    VALUES
        (N'BC7', N'BR1', N'21001', '20250717', NULL),
        (N'BC6', N'BR1', N'21001', '20250716', NULL),
        (N'BC5', N'BR1', N'21001', '20240101', '20260416'),
        (N'BC4', N'BR1', N'21001', '20240101', '20260415'),
        (N'BC3', N'BR1', N'21001', '20200101', '20230331'),
        (N'BC2', N'BR1', N'21001', '20200101', '20230401'),
        (N'BC1', N'BR1', N'21001', '19000102', NULL);

    INSERT INTO [csc_acceptance].[ssd_cla_episodes] ([clae_cla_episode_id], [clae_person_id], [clae_referral_id], [clae_cla_id], [clae_cla_placement_id], [clae_cla_episode_start_date], [clae_cla_episode_start_reason], [clae_cla_episode_ceased_date], [clae_cla_episode_ceased_reason])
    VALUES
        (N'CE5', N'31001', N'CR1', N'CL1', N'CPL3', '20240601', N'T', '20250101', N'X1 - Other'),
        (N'CE4', N'31001', N'CR1', N'CL1', NULL, '20230405', N'U', '20240101', N'E3'),
        (N'CE3', N'31001', N'CR1', N'CL1', N'  ', '20230402', N'P', NULL, NULL),
        (N'CE2', N'31001', N'CR1', N'CL1', N'CPL1', '20230201', N'L', '20230401', N'E4A '),
        (N'CE1', N'31001', N'CR1', N'CL1', N'CPL1', '20230101', N'S - Started', '20230201', N'X1');

    INSERT INTO [csc_acceptance].[ssd_cla_placement] ([clap_cla_placement_id], [clap_person_id], [clap_cla_id], [clap_cla_placement_start_date], [clap_cla_placement_end_date], [clap_cla_placement_type], [clap_cla_placement_postcode], [clap_cla_placement_change_reason])
    VALUES
        (N'CPL0', N'31001', N'CL1', '20220101', '20230331', N'A3', NULL, NULL),
        (N'CPL1', N'31001', N'CL1', '20230101', '20230401 08:00:00', N'U1 - Foster', N'AL1 2RJ', N'CARPL'),
        (N'CPL2', N'31001', N'CL1', '20230402', '20240601', N'T0', N'  ', N' CUSTOD '),
        (N'CPL3', N'31001', N'CL1', '20240601', '20240530', N'R5', N'AL9 9AA', NULL);

    EXECUTE [csc].[set_setting] @name = N'ssd_schema', @value = N'csc_acceptance';

    -- Previews
    INSERT INTO @payloads ([person_id], [payload], [payload_hash], [payload_bytes], [error_count], [warning_count])
    SELECT [p].[person_id], [p].[payload], [p].[payload_hash], [p].[payload_bytes], [p].[error_count], [p].[warning_count]
    FROM [csc].[payloads](@as_of, NULL) AS [p];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'nine of ten persons are in the cohort and have a payload', CASE WHEN COUNT(*) = 9 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' payloads.'
    FROM @payloads AS [p];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'the payload of ' + [e].[person_id] COLLATE DATABASE_DEFAULT + N' is the expected one, byte for byte', CASE WHEN CONVERT(varbinary(max), [p].[payload]) = CONVERT(varbinary(max), [e].[payload]) THEN 1 ELSE 0 END, CONVERT(nvarchar(11), [p].[payload_bytes]) + N' bytes.'
    FROM @expected AS [e]
    LEFT OUTER JOIN @payloads AS [p] ON [p].[person_id] = [e].[person_id];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'payload_hash is SHA-256 of the payload as UTF-8, and payload_bytes its length', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
    FROM @payloads AS [p]
    WHERE [p].[payload_hash] <> HASHBYTES(N'SHA2_256', CONVERT(varchar(max), [p].[payload]))
        OR [p].[payload_bytes] <> DATALENGTH(CONVERT(varchar(max), [p].[payload]));
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'a child with an id that cannot be sent has an error, nobody else', CASE WHEN COUNT(*) = 1 AND MAX([p].[person_id]) = N'W10/01' THEN 1 ELSE 0 END, NULL
    FROM @payloads AS [p]
    WHERE [p].[error_count] > 0;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'one person''s payload is the same as among everybody', CASE WHEN COUNT(*) = 1 AND SUM(CASE WHEN [p].[payload_hash] = [a].[payload_hash] THEN 1 ELSE 0 END) = 1 THEN 1 ELSE 0 END, NULL
    FROM [csc].[payloads](@as_of, N'11001') AS [p]
    LEFT OUTER JOIN @payloads AS [a] ON [a].[person_id] = N'11001';
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'csc.cohort says who is in and why, and who is out', CASE WHEN COUNT(*) = 10 AND SUM(CONVERT(int, [c].[in_cohort])) = 9 AND MIN(CASE WHEN [c].[person_id] = N'51001' THEN CONVERT(int, [c].[in_cohort]) END) = 0 AND MIN([c].[reason]) <> N'' THEN 1 ELSE 0 END, NULL
    FROM [csc].[cohort](@as_of, NULL) AS [c];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'csc.payload_issues names rule, path and column', CASE WHEN COUNT(*) = 1 AND MAX([i].[severity]) = N'error' AND MAX([i].[source]) = N'ssd_person.pers_person_id' THEN 1 ELSE 0 END, MAX([i].[rule_name])
    FROM [csc].[payload_issues](@as_of, N'W10/01') AS [i]
    WHERE [i].[rule_name] = N'id_characters';
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'csc.payload_issue_summary adds up what csc.payload_issues lists', CASE WHEN SUM([s].[findings]) = (SELECT COUNT(*) FROM [csc].[payload_issues](@as_of, NULL) AS [i]) THEN 1 ELSE 0 END, CONVERT(nvarchar(11), SUM([s].[findings])) + N' findings.'
    FROM [csc].[payload_issue_summary](@as_of) AS [s];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'previews', N'a preview writes nothing', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
    FROM [csc].[staging];
    SELECT @number = 0, @message = N'';
    BEGIN TRY
        SELECT @count = COUNT(*) FROM [csc].[payloads](NULL, NULL) AS [p];
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'previews', N'a preview without a date is an error in words', CASE WHEN @number = 6522 AND @message LIKE N'Pass @as_of%' THEN 1 ELSE 0 END, @message);

    -- Reports
    SET @text = [csc].[child_report_html](@as_of, N'11001');
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'reports', N'csc.child_report_html lays out the payload of a child', CASE WHEN @text LIKE N'<!DOCTYPE html>%</html>%' AND CHARINDEX(N'Stone', @text) > 0 AND CHARINDEX(N'AS9', @text) > 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), LEN(@text)) + N' characters.');
    SET @text = [csc].[child_report_html](@as_of, N'nobody');
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'reports', N'csc.child_report_html gives NULL for a person whom nobody knows', CASE WHEN @text IS NULL THEN 1 ELSE 0 END, NULL);
    SET @text = [csc].[report_html](NULL);
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'reports', N'csc.report_html says that there was no run', CASE WHEN @text LIKE N'<!DOCTYPE html>%<strong>No run.</strong>%</html>%' THEN 1 ELSE 0 END, CONVERT(nvarchar(11), LEN(@text)) + N' characters.');
    SELECT @number = 0, @message = N'';
    BEGIN TRY
        SET @text = [csc].[report_summary_html](0);
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'reports', N'a report over no day is an error in words', CASE WHEN @number = 6522 AND @message LIKE N'Pass @days%' THEN 1 ELSE 0 END, @message);

    -- Language and formats of the session
    SET LANGUAGE British;
    SELECT @count = COUNT(*) FROM [csc].[payloads](@as_of, NULL) AS [p] INNER JOIN @payloads AS [a] ON [a].[person_id] = [p].[person_id] COLLATE Latin1_General_BIN2 AND [a].[payload_hash] = [p].[payload_hash];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'previews', N'payloads are the same under SET LANGUAGE British', CASE WHEN @count = 9 THEN 1 ELSE 0 END, NULL);
    SET LANGUAGE Japanese;
    SELECT @count = COUNT(*) FROM [csc].[payloads](@as_of, NULL) AS [p] INNER JOIN @payloads AS [a] ON [a].[person_id] = [p].[person_id] COLLATE Latin1_General_BIN2 AND [a].[payload_hash] = [p].[payload_hash];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'previews', N'payloads are the same under SET LANGUAGE Japanese', CASE WHEN @count = 9 THEN 1 ELSE 0 END, NULL);
    SET DATEFORMAT ydm;
    SET DATEFIRST 6;
    SELECT @count = COUNT(*) FROM [csc].[payloads](@as_of, NULL) AS [p] INNER JOIN @payloads AS [a] ON [a].[person_id] = [p].[person_id] COLLATE Latin1_General_BIN2 AND [a].[payload_hash] = [p].[payload_hash];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'previews', N'payloads are the same under SET DATEFORMAT ydm and SET DATEFIRST 6', CASE WHEN @count = 9 THEN 1 ELSE 0 END, NULL);
    SET LANGUAGE @language;

    -- The analyst needs SELECT on the SSD besides the role: an assembly reads as its caller.
    ALTER ROLE [csc_analyst] ADD MEMBER [csc_acceptance_member];
    SET @number = 0;
    EXECUTE AS USER = N'csc_acceptance_member';
    BEGIN TRY
        SELECT @count = COUNT(*) FROM [csc].[payloads](@as_of, NULL) AS [p];
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;
    REVERT;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'roles', N'an analyst without SELECT on the SSD sees no payload', CASE WHEN @number <> 0 THEN 1 ELSE 0 END, NULL);
    GRANT SELECT ON SCHEMA::[csc_acceptance] TO [csc_acceptance_member];
    SELECT @number = 0, @count = 0, @message = NULL;
    EXECUTE AS USER = N'csc_acceptance_member';
    BEGIN TRY
        SELECT @count = COUNT(*) FROM [csc].[payloads](@as_of, NULL) AS [p];
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;
    REVERT;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'roles', N'an analyst with SELECT on the SSD sees what would be sent', CASE WHEN @number = 0 AND @count = 9 THEN 1 ELSE 0 END, @message);

    -- Data quality
    SELECT @number = 0, @message = N'';
    BEGIN TRY
        EXECUTE [csc].[data_quality] @object = N'no_such_table', @severity = N'good';
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'data quality', N'csc.data_quality tells both faults of its parameters', CASE WHEN @number = 51023 AND @message LIKE N'%@object is%@severity must%' THEN 1 ELSE 0 END, @message);
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'data quality', N'csc.data_quality_findings reads a table and counts its rows', CASE WHEN MAX([f].[row_count]) = 10 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' findings.'
    FROM [csc].[data_quality_findings](N'ssd_person') AS [f];
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'data quality', N'csc.preflight_ssd_steps finds every table and column that is read, and may read them', CASE WHEN COUNT(*) = 2 AND SUM(CASE WHEN [s].[verdict] = N'ok' THEN 1 ELSE 0 END) = 2 THEN 1 ELSE 0 END, MIN(LEFT([s].[detail], 200))
    FROM [csc].[preflight_ssd_steps]() AS [s]
    WHERE [s].[step] IN (N'SSD tables and columns', N'SSD permission');
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    SELECT N'data quality', N'csc.preflight_ssd_steps calls tables without rows a failure', CASE WHEN COUNT(*) = 1 AND MAX([s].[verdict]) = N'failed' THEN 1 ELSE 0 END, NULL
    FROM [csc].[preflight_ssd_steps]() AS [s]
    WHERE [s].[step] = N'SSD rows';

    IF @has_submission = 0
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'runs', N'refresh, guards, submission, lock, check and job', NULL, N'Payload only: these are not installed.');
    ELSE
    BEGIN
        -- Scrambled children
        SELECT @number = 0, @count = 0, @message = N'';
        BEGIN TRY
            SELECT @count = COUNT(*) FROM [csc].[scrambled_payloads](@as_of, NULL) AS [p];
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'previews', N'without a key nobody is scrambled', CASE WHEN @number = 6522 AND @count = 0 THEN 1 ELSE 0 END, @message);
        EXECUTE [csc].[renew_scrambling_key];
        SELECT @number = 0, @count = 0, @message = N'';
        BEGIN TRY
            SELECT @count = COUNT(*)
            FROM [csc].[scrambled_payloads](@as_of, NULL) AS [p]
            INNER JOIN @payloads AS [a] ON [a].[person_id] = [p].[person_id] COLLATE Latin1_General_BIN2
            WHERE [p].[la_child_id] <> [p].[person_id]
                AND [p].[payload_hash] <> [a].[payload_hash]
                AND CHARINDEX(N'"la_child_id":"' + [p].[person_id] + N'"', [p].[payload]) = 0;
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'previews', N'csc.scrambled_payloads gives each of the nine children another id and another payload', CASE WHEN @number = 0 AND @count = 9 THEN 1 ELSE 0 END, @message);

        -- Refusal inside a transaction
        SET @number = 0;
        BEGIN TRANSACTION;
        BEGIN TRY
            EXECUTE [csc].[refresh] @as_of = @as_of;
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'runs', N'a refresh inside a transaction is refused', CASE WHEN @number = 51001 THEN 1 ELSE 0 END, NULL);
        SET @number = 0;
        BEGIN TRANSACTION;
        BEGIN TRY
            EXECUTE [csc].[submit];
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'runs', N'a submission inside a transaction is refused', CASE WHEN @number = 51001 THEN 1 ELSE 0 END, NULL);
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'runs', N'a refusal starts no run', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [csc].[run_log] AS [l]
        WHERE [l].[run_id] >= @first_run;

        -- Guard: empty tables
        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[refresh] @as_of = @as_of;
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'guards', N'an SSD with empty tables is not refreshed from', CASE WHEN @number = 6522 AND @message LIKE N'Nothing was refreshed, because SSD looks half-loaded.%' THEN 1 ELSE 0 END, LEFT(@message, 200));
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'guards', N'and nothing is staged', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [csc].[staging];
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'runs', N'a run that fails is logged with its words and its end', CASE WHEN COUNT(*) = 1 AND MAX([l].[message]) LIKE N'Nothing was refreshed%' AND MAX([l].[ended_at]) IS NOT NULL THEN 1 ELSE 0 END, NULL
        FROM [csc].[run_log] AS [l]
        WHERE [l].[run_id] >= @first_run
            AND [l].[verdict] = N'failed';
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'runs', N'csc.needs_attention lists a failed run', CASE WHEN COUNT(*) >= 1 THEN 1 ELSE 0 END, NULL
        FROM [csc].[needs_attention] AS [n]
        WHERE [n].[kind] = N'run failed';

        -- Refresh
        SET @text = STUFF((
            SELECT N';' + [t].[name]
            FROM [sys].[tables] AS [t]
            INNER JOIN [sys].[partitions] AS [p] ON [p].[object_id] = [t].[object_id]
            WHERE [t].[schema_id] = SCHEMA_ID(N'csc_acceptance')
                AND [p].[index_id] = 0
                AND [p].[rows] = 0
            ORDER BY [t].[name]
            FOR XML PATH(N'')), 1, 1, N'');
        EXECUTE [csc].[set_setting] @name = N'empty_tables', @value = @text;
        EXECUTE [csc].[set_setting] @name = N'max_table_drop_percent', @value = N'100';
        EXECUTE [csc].[set_setting] @name = N'max_as_of_days', @value = N'36500';
        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[refresh] @as_of = @as_of;
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'refresh', N'a refresh succeeds', CASE WHEN @number = 0 THEN 1 ELSE 0 END, @message);
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'what is staged is what the preview showed', CASE WHEN COUNT(*) = 9 AND SUM(CASE WHEN [s].[payload_hash] = [a].[payload_hash] THEN 1 ELSE 0 END) >= 8 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' children.'
        FROM [csc].[staging] AS [s]
        INNER JOIN @payloads AS [a] ON [a].[person_id] = [s].[person_id];
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'eight are pending as new, and the child with an error is withheld',
            CASE WHEN SUM(CASE WHEN [s].[state] = N'pending' AND [s].[change] = N'new' THEN [s].[children] ELSE 0 END) = 8 AND SUM(CASE WHEN [s].[state] = N'withheld' THEN [s].[children] ELSE 0 END) = 1 THEN 1 ELSE 0 END, NULL
        FROM [csc].[status] AS [s];
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'csc.run_history counts who was read and who is in the cohort', CASE WHEN COUNT(*) = 1 AND MAX([h].[persons_read]) = 10 AND MAX([h].[in_cohort]) = 9 AND MAX([h].[withheld]) = 1 THEN 1 ELSE 0 END, NULL
        FROM [csc].[run_history] AS [h]
        WHERE [h].[run_id] >= @first_run
            AND [h].[operation] = N'refresh'
            AND [h].[verdict] = N'succeeded';
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'csc.needs_attention names the rule that withholds a child', CASE WHEN COUNT(*) = 1 AND MAX([n].[detail]) LIKE N'id[_]characters: %' THEN 1 ELSE 0 END, MAX([n].[detail])
        FROM [csc].[needs_attention] AS [n]
        WHERE [n].[kind] = N'withheld'
            AND [n].[person_id] = N'W10/01';
        SET @text = [csc].[report_html](30);
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'reports', N'csc.report_html names the child who is withheld and the rule, and no name', CASE WHEN CHARINDEX(N'W10/01', @text) > 0 AND CHARINDEX(N'id_characters', @text) > 0 AND CHARINDEX(N'Stone' COLLATE Latin1_General_BIN2, @text) = 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), LEN(@text)) + N' characters.');
        SET @text = [csc].[report_summary_html](30);
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'reports', N'csc.report_summary_html counts the child who is withheld, and holds no id', CASE WHEN CHARINDEX(N'withheld', @text) > 0 AND CHARINDEX(N'W10/01', @text) = 0 AND CHARINDEX(N'11001', @text) = 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), LEN(@text)) + N' characters.');
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'csc.change_summary counts no change while nothing is acknowledged', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [csc].[change_summary]() AS [c];
        EXECUTE [csc].[refresh] @as_of = @as_of;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'a second refresh changes nothing', CASE WHEN COUNT(*) = 9 AND SUM(CASE WHEN [s].[state] = N'pending' THEN 1 ELSE 0 END) = 8 THEN 1 ELSE 0 END, NULL
        FROM [csc].[staging] AS [s];
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'csc.payload_changes calls a staged child new', CASE WHEN COUNT(*) >= 1 THEN 1 ELSE 0 END, NULL
        FROM [csc].[payload_changes](N'11001') AS [c];

        -- The lock
        SET @mode = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'lock', N'the run lock is given back after runs that end well or badly', CASE WHEN @mode = N'NoLock' THEN 1 ELSE 0 END, @mode);
        SET @number = 0;
        EXECUTE AS USER = N'csc_acceptance_member';
        BEGIN TRY
            EXECUTE @number = [sys].[sp_getapplock] @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';
        END TRY
        BEGIN CATCH
            SET @number = -999;
        END CATCH;
        REVERT;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'lock', N'who is not a member of csc_runner cannot take it, and so not hold up a run', CASE WHEN @number < 0 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), @number));
        EXECUTE @number = [sys].[sp_getapplock] @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';
        SET @mode = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'lock', N'the lock can be taken, and is held', CASE WHEN @number >= 0 AND @mode = N'Exclusive' THEN 1 ELSE 0 END, @mode);
        EXECUTE [csc].[release_run_lock];
        SET @mode = APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session');
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'lock', N'csc.release_run_lock gives it back', CASE WHEN @mode = N'NoLock' THEN 1 ELSE 0 END, @mode);

        -- Submission: refused before anything leaves, first for want of settings, then for a host that is not allowed
        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[submit];
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'submission', N'a submission without its settings is refused, each of them named', CASE WHEN @number = 6522 AND @message LIKE N'%base_url%' AND @message LIKE N'%client_id%' THEN 1 ELSE 0 END, @message);

        EXECUTE [csc].[set_setting] @name = N'base_url', @value = N'https://receiver.invalid/';
        EXECUTE [csc].[set_setting] @name = N'token_endpoint', @value = N'https://token.invalid/';
        EXECUTE [csc].[set_setting] @name = N'client_id', @value = N'nobody';
        EXECUTE [csc].[set_setting] @name = N'scope', @value = N'nothing';
        EXECUTE [csc].[set_secret] @name = N'client_secret', @value = @plain;
        EXECUTE [csc].[set_secret] @name = N'supplier_key', @value = @plain;
        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[submit];
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'submission', N'a host that is not allowed is refused, not tried, and not named', CASE WHEN @number = 6522 AND @message LIKE N'%not allowed%' AND CHARINDEX(N'receiver.invalid', @message) = 0 THEN 1 ELSE 0 END, @message);
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'submission', N'nothing left: no batch was made', CASE WHEN COUNT(*) = 0 THEN 1 ELSE 0 END, NULL
        FROM [csc].[batch_log];

        -- csc.preflight: with hosts that are not allowed it reaches for none of them
        SET @number = 0;
        BEGIN TRY
            INSERT INTO @steps ([step], [verdict], [detail], [remedy]) EXECUTE [csc].[preflight];
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
            IF XACT_STATE() <> 0
                ROLLBACK TRANSACTION;
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'preflight', N'csc.preflight fails when a run would', CASE WHEN @number = 51020 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), @number));
        -- Asked as csc.preflight asks, for a result that ends in an error cannot be kept.
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        SELECT [s].[step], [s].[verdict], [s].[detail], [s].[remedy]
        FROM [csc].[preflight_submission_steps](0, N'SERVER', N'KEY', @plain, @plain, NULL) AS [s];
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'preflight', N'the hosts that are not allowed are a failed step', CASE WHEN COUNT(*) = 1 THEN 1 ELSE 0 END, NULL
        FROM @steps AS [s]
        WHERE [s].[step] = N'Allowed hosts'
            AND [s].[verdict] = N'failed';
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'preflight', N'and so no name is asked for, no connection opened and no token requested', CASE WHEN COUNT(*) = 8 AND SUM(CASE WHEN [s].[verdict] = N'skipped' THEN 1 ELSE 0 END) = 8 THEN 1 ELSE 0 END, CONVERT(nvarchar(11), COUNT(*)) + N' steps.'
        FROM @steps AS [s]
        WHERE [s].[step] LIKE N'DNS of %'
            OR [s].[step] LIKE N'Connection to %'
            OR [s].[step] LIKE N'TLS of %'
            OR [s].[step] IN (N'Access token', N'Receiver');

        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[check_recent_run] @within_hours = 1;
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'preflight', N'the watchdog fails while no run has ended well', CASE WHEN @number = 51022 THEN 1 ELSE 0 END, LEFT(@message, 200));

        -- Guard: mass deletion. The children are said to be acknowledged, though nobody was asked.
        UPDATE [csc].[staging]
        SET [state] = N'accepted', [change] = N'none', [acknowledged_payload] = [payload], [acknowledged_hash] = [payload_hash], [acknowledged_at] = SYSUTCDATETIME()
        WHERE [state] = N'pending';
        -- The receiver of the first refresh had another address: what was staged there is what is compared.
        EXECUTE [csc].[set_setting] @name = N'base_url', @value = NULL;

        UPDATE [csc_acceptance].[ssd_person] SET [pers_ethnicity] = N'WIRI' WHERE [pers_person_id] = N'21001';
        EXECUTE [csc].[refresh] @as_of = @as_of;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'refresh', N'csc.change_summary counts a changed child by block and reason', CASE WHEN COUNT(*) = 1 AND MAX([c].[block]) = N'child_details' AND MAX([c].[children]) = 1 AND MAX([c].[changes]) = 1 THEN 1 ELSE 0 END, MAX([c].[reason])
        FROM [csc].[change_summary]() AS [c];

        DELETE FROM [csc_acceptance].[ssd_person] WHERE [pers_person_id] IN (N'F1', N'F2', N'F3', N'F4');
        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[refresh] @as_of = @as_of;
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'guards', N'four purges at once await confirmation, and the number that confirms them is said', CASE WHEN @number = 6522 AND @message LIKE N'%@confirm_deletions = 4. 4 children are gone from SSD%' THEN 1 ELSE 0 END, LEFT(@message, 300));
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'guards', N'purges that await confirmation are listed in csc.needs_attention', CASE WHEN COUNT(*) = 4 THEN 1 ELSE 0 END, NULL
        FROM [csc].[needs_attention] AS [n]
        WHERE [n].[kind] = N'awaiting_confirmation';
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'guards', N'a refused refresh is remembered, so that nothing is submitted after it', CASE WHEN COUNT(*) = 1 THEN 1 ELSE 0 END, NULL
        FROM [csc].[needs_attention] AS [n]
        WHERE [n].[kind] = N'refresh refused';
        SET @number = 0;
        BEGIN TRY
            EXECUTE [csc].[refresh] @as_of = @as_of, @confirm_deletions = 3;
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'guards', N'another number does not confirm them', CASE WHEN @number = 6522 THEN 1 ELSE 0 END, NULL);
        SELECT @number = 0, @message = N'';
        BEGIN TRY
            EXECUTE [csc].[refresh] @as_of = @as_of, @confirm_deletions = 4;
        END TRY
        BEGIN CATCH
            SELECT @number = ERROR_NUMBER(), @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'guards', N'the exact number lets them pass', CASE WHEN @number = 0 AND COUNT(*) = 4 THEN 1 ELSE 0 END, @message
        FROM [csc].[staging] AS [s]
        WHERE [s].[state] = N'pending'
            AND [s].[change] = N'purge';

        -- What operators call besides
        SET @number = 0;
        BEGIN TRY
            EXECUTE [csc].[requeue];
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'operators', N'csc.requeue without a choice is refused', CASE WHEN @number = 51014 THEN 1 ELSE 0 END, NULL);
        SET @number = 0;
        BEGIN TRY
            EXECUTE [csc].[purge_history] @keep_days = 29;
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'operators', N'csc.purge_history keeps 30 days at least', CASE WHEN @number = 51015 THEN 1 ELSE 0 END, NULL);
        SET @number = 0;
        BEGIN TRY
            EXECUTE [csc].[purge_history] @keep_days = 30;
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        SELECT N'operators', N'csc.purge_history runs and is logged with what it removed', CASE WHEN @number = 0 AND COUNT(*) = 1 THEN 1 ELSE 0 END, MAX([l].[message])
        FROM [csc].[run_log] AS [l]
        WHERE [l].[run_id] >= @first_run
            AND [l].[operation] = N'purge'
            AND [l].[verdict] = N'succeeded';
        SET @number = 0;
        BEGIN TRY
            EXECUTE [csc].[take_over_d2i_staging] @table_name = N'', @apply = 1;
        END TRY
        BEGIN CATCH
            SET @number = ERROR_NUMBER();
        END CATCH;
        INSERT INTO @facts ([area], [fact], [is_met], [detail])
        VALUES (N'operators', N'csc.take_over_d2i_staging is refused without table and address', CASE WHEN @number = 51016 THEN 1 ELSE 0 END, NULL);

        -- The job, which this script neither makes nor starts
        INSERT INTO @facts ([area], [fact], [is_met], [is_needed], [detail])
        SELECT N'job', N'a job of SQL Server Agent calls csc.run of this database', CASE WHEN COUNT(*) >= 1 THEN 1 ELSE 0 END, 0, COALESCE(MIN([j].[name]), N'None: deploy/agent-job.sql makes one.')
        FROM [msdb].[dbo].[sysjobs] AS [j]
        WHERE EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobsteps] AS [s] WHERE [s].[job_id] = [j].[job_id] AND CHARINDEX(QUOTENAME(DB_NAME()) + N'.[csc].[run]', [s].[command]) > 0);
        INSERT INTO @facts ([area], [fact], [is_met], [is_needed], [detail])
        SELECT N'job', N'its owner is sysadmin', CASE WHEN COUNT(*) = 0 THEN NULL WHEN MIN(IS_SRVROLEMEMBER(N'sysadmin', SUSER_SNAME([j].[owner_sid]))) = 1 THEN 1 ELSE 0 END, 0, NULL
        FROM [msdb].[dbo].[sysjobs] AS [j]
        WHERE EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobsteps] AS [s] WHERE [s].[job_id] = [j].[job_id] AND CHARINDEX(QUOTENAME(DB_NAME()) + N'.[csc].[run]', [s].[command]) > 0);
        INSERT INTO @facts ([area], [fact], [is_met], [is_needed], [detail])
        SELECT N'job', N'a watchdog job calls csc.check_recent_run of this database', CASE WHEN COUNT(*) >= 1 THEN 1 ELSE 0 END, 0, COALESCE(MIN([j].[name]), N'None: deploy/agent-job.sql makes one.')
        FROM [msdb].[dbo].[sysjobs] AS [j]
        WHERE EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobsteps] AS [s] WHERE [s].[job_id] = [j].[job_id] AND CHARINDEX(QUOTENAME(DB_NAME()) + N'.[csc].[check_recent_run]', [s].[command]) > 0);
    END;
END TRY
BEGIN CATCH
    SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE(), @position = ERROR_LINE();
    IF XACT_STATE() <> 0
        ROLLBACK TRANSACTION;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'script', N'the script came to its end', 0, N'Line ' + CONVERT(nvarchar(11), @position) + N', error ' + CONVERT(nvarchar(11), @number) + N': ' + LEFT(@message, 1900));
END CATCH;

-- Everything is taken away again, also after an error. Settings and secrets were all at their defaults, or this script would not have begun.
WHILE USER_NAME() = N'csc_acceptance_member'
    REVERT;
SET LANGUAGE @language;
BEGIN TRY
    IF @has_submission = 1
        EXECUTE [csc].[release_run_lock];

    SELECT @position = 1, @count = 0;
    SELECT @count = COUNT(*) FROM [csc].[setting];
    WHILE @position <= @count
    BEGIN
        SELECT TOP (1) @procedure = [s].[name] FROM [csc].[setting] AS [s] ORDER BY [s].[name];
        EXECUTE [csc].[set_setting] @name = @procedure, @value = NULL;
        SET @position = @position + 1;
    END;
    -- csc.set_secret does not know the key of scrambled children.
    DELETE FROM [csc].[secret] WHERE [name] = N'scrambling_key';
    SELECT @position = 1, @count = COUNT(*) FROM [csc].[secret];
    IF @has_submission = 1
        WHILE @position <= @count
        BEGIN
            SELECT TOP (1) @procedure = [s].[name] FROM [csc].[secret] AS [s] ORDER BY [s].[name];
            EXECUTE [csc].[set_secret] @name = @procedure, @value = NULL;
            SET @position = @position + 1;
        END;

    DELETE FROM [csc].[staging];
    DELETE FROM [csc].[receiver] WHERE [receiver_id] IN (SELECT [l].[receiver_id] FROM [csc].[run_log] AS [l] WHERE [l].[run_id] >= @first_run) OR [base_url] IN (N'', N'https://receiver.invalid/');
    DELETE FROM [csc].[ssd_table_count] WHERE [ssd_schema] = N'csc_acceptance';
    DELETE FROM [csc].[run_figure] WHERE [run_id] >= @first_run;
    DELETE FROM [csc].[run_log] WHERE [run_id] >= @first_run;
    IF @first_run = 1
        DELETE FROM [csc].[environment];

    IF @has_user = 1
        DROP USER [csc_acceptance_member];
    IF @is_seeded = 1
    BEGIN
        SET @definition = N'';
        SELECT @definition = COALESCE((
            SELECT N'DROP TABLE [csc_acceptance].' + QUOTENAME([t].[name]) + N';'
            FROM [sys].[tables] AS [t]
            WHERE [t].[schema_id] = SCHEMA_ID(N'csc_acceptance')
            FOR XML PATH(N'')), N'') + N'DROP SCHEMA [csc_acceptance];';
        EXECUTE [sys].[sp_executesql] @definition;
    END;
END TRY
BEGIN CATCH
    SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE(), @position = ERROR_LINE();
    IF XACT_STATE() <> 0
        ROLLBACK TRANSACTION;
    INSERT INTO @facts ([area], [fact], [is_met], [detail])
    VALUES (N'script', N'everything was taken away again', 0, N'Line ' + CONVERT(nvarchar(11), @position) + N', error ' + CONVERT(nvarchar(11), @number) + N': ' + LEFT(@message, 1900));
END CATCH;

INSERT INTO @facts ([area], [fact], [is_met], [detail])
SELECT N'end', N'settings and secrets are as they were: none', CASE WHEN (SELECT COUNT(*) FROM [csc].[setting]) + (SELECT COUNT(*) FROM [csc].[secret]) = 0 THEN 1 ELSE 0 END, NULL
UNION ALL
SELECT N'end', N'nothing is staged and nothing was submitted', CASE WHEN (SELECT COUNT(*) FROM [csc].[staging]) + (SELECT COUNT(*) FROM [csc].[batch_log]) = 0 THEN 1 ELSE 0 END, NULL
UNION ALL
SELECT N'end', N'the schema and the user of this script are gone', CASE WHEN SCHEMA_ID(N'csc_acceptance') IS NULL AND DATABASE_PRINCIPAL_ID(N'csc_acceptance_member') IS NULL THEN 1 ELSE 0 END, NULL
UNION ALL
SELECT N'end', N'no transaction is open and the caller is who it was', CASE WHEN @@TRANCOUNT = 0 AND ORIGINAL_LOGIN() = SUSER_SNAME() THEN 1 ELSE 0 END, NULL
UNION ALL
SELECT N'end', N'TRUSTWORTHY is still off', CASE WHEN [d].[is_trustworthy_on] = 0 THEN 1 ELSE 0 END, NULL
FROM [sys].[databases] AS [d]
WHERE [d].[database_id] = DB_ID();

-- The verdict
SELECT @failed = SUM(CASE WHEN [f].[is_met] = 0 AND [f].[is_needed] = 1 THEN 1 ELSE 0 END) FROM @facts AS [f];

SELECT
    CASE WHEN @failed = 0 THEN N'ACCEPTED' ELSE N'NOT ACCEPTED' END AS [verdict],
    SUM(CASE WHEN [f].[is_met] = 1 THEN 1 ELSE 0 END) AS [ok],
    @failed AS [failed],
    SUM(CASE WHEN [f].[is_met] = 0 AND [f].[is_needed] = 0 THEN 1 ELSE 0 END) AS [warnings],
    SUM(CASE WHEN [f].[is_met] IS NULL THEN 1 ELSE 0 END) AS [skipped],
    CONVERT(nvarchar(19), SYSUTCDATETIME(), 126) + N' UTC' AS [at],
    CONVERT(nvarchar(128), SERVERPROPERTY(N'ProductVersion')) AS [sql_server],
    CONVERT(nvarchar(128), SERVERPROPERTY(N'Edition')) AS [edition],
    CONVERT(nvarchar(128), SERVERPROPERTY(N'Collation')) AS [server_collation],
    CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), N'Collation')) AS [database_collation],
    (SELECT TOP (1) [v].[version] + N' ' + [v].[variant] FROM [csc].[schema_version] AS [v] ORDER BY [v].[schema_version_id] DESC) AS [ssdclr]
FROM @facts AS [f];

SELECT
    [f].[number],
    [f].[area],
    [f].[fact],
    CASE WHEN [f].[is_met] IS NULL THEN N'skipped' WHEN [f].[is_met] = 1 THEN N'ok' WHEN [f].[is_needed] = 0 THEN N'warning' ELSE N'FAILED' END AS [verdict],
    COALESCE([f].[detail], N'') AS [detail]
FROM @facts AS [f]
ORDER BY [f].[number];

IF @failed > 0
BEGIN
    SET @message = N'SsdClr is not accepted on this server: ' + CONVERT(nvarchar(11), @failed) + N' facts are not so. See the rows marked FAILED.';
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51052, @message, 1;
END;
