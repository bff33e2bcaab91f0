-- What callers of the assemblies' functions and procedures rely on: names, order and types of columns and parameters. They are append-only: where one of
-- these tests fails after an upgrade, somebody's query does too. What the functions return is tested by deploy/acceptance.sql on real rows.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_contract_tests';
GO
-- Compares columns, or parameters where there are none, with a list: name type, name type, ...
CREATE PROCEDURE [csc_contract_tests].[assert signature]
    @routine    nvarchar(261),
    @columns    nvarchar(max),
    @parameters nvarchar(max)
AS
BEGIN
    DECLARE @actual_columns nvarchar(max), @actual_parameters nvarchar(max);

    SET @actual_columns = STUFF((
        SELECT N', ' + [c].[name] + N' ' + CASE
            WHEN [c].[max_length] = -1 THEN [t].[name] + N'(max)'
            WHEN [t].[name] = N'nvarchar' THEN N'nvarchar(' + CONVERT(nvarchar(11), [c].[max_length] / 2) + N')'
            WHEN [t].[name] = N'varbinary' THEN N'varbinary(' + CONVERT(nvarchar(11), [c].[max_length]) + N')'
            ELSE [t].[name]
        END
        FROM [sys].[columns] AS [c]
        INNER JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [c].[user_type_id]
        WHERE [c].[object_id] = OBJECT_ID(@routine)
        ORDER BY [c].[column_id]
        FOR XML PATH(N'')), 1, 2, N'');
    SET @actual_parameters = STUFF((
        SELECT N', ' + [p].[name] + N' ' + CASE
            WHEN [p].[max_length] = -1 THEN [t].[name] + N'(max)'
            WHEN [t].[name] = N'nvarchar' THEN N'nvarchar(' + CONVERT(nvarchar(11), [p].[max_length] / 2) + N')'
            WHEN [t].[name] = N'varbinary' THEN N'varbinary(' + CONVERT(nvarchar(11), [p].[max_length]) + N')'
            ELSE [t].[name]
        END
        FROM [sys].[parameters] AS [p]
        INNER JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [p].[user_type_id]
        WHERE [p].[object_id] = OBJECT_ID(@routine)
            AND [p].[parameter_id] > 0
        ORDER BY [p].[parameter_id]
        FOR XML PATH(N'')), 1, 2, N'');

    SET @actual_columns = COALESCE(@actual_columns, N'');
    SET @actual_parameters = COALESCE(@actual_parameters, N'');
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = @columns, @Actual = @actual_columns, @Message = N'Columns differ.';
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = @parameters, @Actual = @actual_parameters, @Message = N'Parameters differ.';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test children_to_take_over]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.children_to_take_over',
        @columns = N'person_id nvarchar(48), la_child_id nvarchar(48), table_rows int, verdict nvarchar(16), reason nvarchar(32), meaning nvarchar(400), receipt nvarchar(100), acknowledged_at datetime',
        @parameters = N'@table_name nvarchar(128), @confirm_whole bit, @confirm_apart bit';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test cohort_in_range]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.cohort_in_range',
        @columns = N'person_id nvarchar(48), in_cohort bit, active_referral bit, waiting_assessment bit, cin_plan bit, looked_after bit, care_leaver bit, cp_plan bit, disability bit, reason nvarchar(2000)',
        @parameters = N'@as_of date, @person_id nvarchar(48), @after_person_id nvarchar(48), @up_to_person_id nvarchar(48)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test host_fault]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.host_fault',
        @columns = N'',
        @parameters = N'@host nvarchar(4000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test json_pretty]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.json_pretty',
        @columns = N'',
        @parameters = N'@json nvarchar(max)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test report_html]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.report_html',
        @columns = N'',
        @parameters = N'@days int';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test report_summary_html]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.report_summary_html',
        @columns = N'',
        @parameters = N'@days int';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test child_report_html]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.child_report_html',
        @columns = N'',
        @parameters = N'@as_of date, @person_id nvarchar(48)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test change_summary]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.change_summary',
        @columns = N'block nvarchar(64), reason nvarchar(64), children bigint, changes bigint',
        @parameters = N'';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test payload_changes]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.payload_changes',
        @columns = N'person_id nvarchar(48), json_path nvarchar(400), old_value nvarchar(max), new_value nvarchar(max), block nvarchar(64), reason nvarchar(64)',
        @parameters = N'@person_id nvarchar(48)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test payload_issues_in_range]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.payload_issues_in_range',
        @columns = N'person_id nvarchar(48), rule_name nvarchar(64), severity nvarchar(8), json_path nvarchar(400), source nvarchar(200), message nvarchar(600), record_id nvarchar(100)',
        @parameters = N'@as_of date, @person_id nvarchar(48), @after_person_id nvarchar(48), @up_to_person_id nvarchar(48)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test payloads_in_range]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.payloads_in_range',
        @columns = N'person_id nvarchar(48), la_child_id nvarchar(48), mis_child_id nvarchar(48), payload nvarchar(max), payload_hash varbinary(32), payload_bytes int, error_count int, warning_count int',
        @parameters = N'@as_of date, @person_id nvarchar(48), @after_person_id nvarchar(48), @up_to_person_id nvarchar(48)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test scrambled_payloads_in_range]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.scrambled_payloads_in_range',
        @columns = N'person_id nvarchar(48), la_child_id nvarchar(48), mis_child_id nvarchar(48), payload nvarchar(max), payload_hash varbinary(32), payload_bytes int, error_count int, warning_count int',
        @parameters = N'@as_of date, @person_id nvarchar(48), @after_person_id nvarchar(48), @up_to_person_id nvarchar(48), @scrambling_key nvarchar(4000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test person_ranges]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.person_ranges',
        @columns = N'after_person_id nvarchar(48), up_to_person_id nvarchar(48)',
        @parameters = N'@person_id nvarchar(48)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test code_fault]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.code_fault',
        @columns = N'',
        @parameters = N'@field nvarchar(128), @held_value nvarchar(4000), @code nvarchar(128)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test unmapped_values]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.unmapped_values',
        @columns = N'field nvarchar(64), source nvarchar(200), held_value nvarchar(400), row_count bigint',
        @parameters = N'';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test setting_definitions]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.setting_definitions',
        @columns = N'name nvarchar(64), is_secret bit, default_value nvarchar(4000), meaning nvarchar(400), valid_values nvarchar(1000)',
        @parameters = N'';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test setting_fault]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.setting_fault',
        @columns = N'',
        @parameters = N'@name nvarchar(64), @value nvarchar(4000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test data_quality_findings]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.data_quality_findings',
        @columns = N'object_name nvarchar(128), column_name nvarchar(128), check_name nvarchar(32), severity nvarchar(8), row_count bigint, found bigint, example_keys nvarchar(600), detail nvarchar(1000)',
        @parameters = N'@object nvarchar(128)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test preflight_ssd_steps]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.preflight_ssd_steps',
        @columns = N'step nvarchar(64), verdict nvarchar(8), detail nvarchar(4000), remedy nvarchar(1000)',
        @parameters = N'';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test preflight_submission_steps]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.preflight_submission_steps',
        @columns = N'step nvarchar(64), verdict nvarchar(8), detail nvarchar(4000), remedy nvarchar(1000)',
        @parameters = N'@post_test_child bit, @server_name nvarchar(128), @database_key nvarchar(36), @client_secret nvarchar(4000), @supplier_key nvarchar(4000), @proxy_password nvarchar(4000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test take_over_children]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.take_over_children',
        @columns = N'',
        @parameters = N'@table_name nvarchar(128), @sent_to nvarchar(400), @confirm_whole bit, @confirm_apart bit, @summary nvarchar(1000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test complete_run]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.complete_run',
        @columns = N'',
        @parameters = N'@run_id bigint, @verdict nvarchar(16), @message nvarchar(1000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test refresh_staging]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.refresh_staging',
        @columns = N'',
        @parameters = N'@run_id bigint, @as_of date, @confirm_deletions int, @confirm_removals int, @confirm_changes int, @scrambling_key nvarchar(4000)';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test start_run]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.start_run',
        @columns = N'',
        @parameters = N'@operation nvarchar(16), @as_of date, @host_name nvarchar(128), @login_name nvarchar(128), @program_name nvarchar(128), @run_id bigint';
END;
GO
CREATE PROCEDURE [csc_contract_tests].[test submit_pending]
AS
BEGIN
    EXECUTE [csc_contract_tests].[assert signature]
        @routine = N'csc.submit_pending',
        @columns = N'',
        @parameters = N'@run_id bigint, @confirm_first_run bit, @server_name nvarchar(128), @database_key nvarchar(36), @client_secret nvarchar(4000), @supplier_key nvarchar(4000), @proxy_password nvarchar(4000)';
END;
