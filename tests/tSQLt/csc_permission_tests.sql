-- What a member of each role may do in schema csc, and nothing else; and a few of the things that matter most, done as such a member.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_permission_tests';
GO
-- Makes csc_permission_tests_member, a user without a login, in one role, or in none. tSQLt rolls it back.
CREATE PROCEDURE [csc_permission_tests].[make a member of]
    @role sysname
AS
BEGIN
    DECLARE @role_statement nvarchar(400) = N'ALTER ROLE ' + QUOTENAME(@role) + N' ADD MEMBER [csc_permission_tests_member];';

    CREATE USER [csc_permission_tests_member] WITHOUT LOGIN;
    IF @role <> N'public'
        EXECUTE [sys].[sp_executesql] @role_statement;
END;
GO
-- Lists what a member of the role may do: object and permission.
CREATE PROCEDURE [csc_permission_tests].[list rights of a member of]
    @role sysname
AS
BEGIN
    DECLARE @rights TABLE ([object_name] sysname NOT NULL, [permission] nvarchar(60) NOT NULL, [is_granted] int NULL);

    INSERT INTO @rights ([object_name], [permission])
    SELECT [o].[name], [p].[permission]
    FROM [sys].[objects] AS [o]
    CROSS JOIN (VALUES (N'SELECT'), (N'INSERT'), (N'UPDATE'), (N'DELETE'), (N'EXECUTE')) AS [p] ([permission])
    WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
        AND [o].[type] IN ('U', 'V', 'P', 'PC', 'IF', 'TF', 'FT', 'FN', 'FS');

    EXECUTE [csc_permission_tests].[make a member of] @role = @role;
    EXECUTE AS USER = N'csc_permission_tests_member';
    UPDATE @rights SET [is_granted] = HAS_PERMS_BY_NAME(N'[csc].' + QUOTENAME([object_name]), N'OBJECT', [permission]);
    REVERT;

    SELECT [r].[object_name], [r].[permission] FROM @rights AS [r] WHERE [r].[is_granted] = 1;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test public may do nothing]
AS
BEGIN
    CREATE TABLE [#Actual] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Actual] ([object_name], [permission]) EXECUTE [csc_permission_tests].[list rights of a member of] @role = N'public';

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test rights of csc_analyst]
AS
BEGIN
    CREATE TABLE [#Actual] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Actual] ([object_name], [permission]) EXECUTE [csc_permission_tests].[list rights of a member of] @role = N'csc_analyst';

    CREATE TABLE [#Expected] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Expected] ([object_name], [permission])
    VALUES
        (N'batch_child', N'SELECT'),
        (N'batch_log', N'SELECT'),
        (N'change_summary', N'SELECT'),
        (N'child_report_html', N'EXECUTE'),
        (N'code_map', N'SELECT'),
        (N'cohort', N'SELECT'),
        (N'data_quality', N'EXECUTE'),
        (N'data_quality_findings', N'SELECT'),
        (N'json_pretty', N'EXECUTE'),
        (N'model_codes', N'SELECT'),
        (N'model_fields', N'SELECT'),
        (N'model_objects', N'SELECT'),
        (N'needs_attention', N'SELECT'),
        (N'payload_changes', N'SELECT'),
        (N'payload_issue_summary', N'SELECT'),
        (N'payload_issues', N'SELECT'),
        (N'payloads', N'SELECT'),
        (N'receiver', N'SELECT'),
        (N'report_html', N'EXECUTE'),
        (N'report_summary_html', N'EXECUTE'),
        (N'run_figure', N'SELECT'),
        (N'run_history', N'SELECT'),
        (N'scrambled_payloads', N'SELECT'),
        (N'setting', N'SELECT'),
        (N'setting_definitions', N'SELECT'),
        (N'staging', N'SELECT'),
        (N'status', N'SELECT'),
        (N'unmapped_values', N'SELECT');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test rights of csc_auditor]
AS
BEGIN
    CREATE TABLE [#Actual] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Actual] ([object_name], [permission]) EXECUTE [csc_permission_tests].[list rights of a member of] @role = N'csc_auditor';

    CREATE TABLE [#Expected] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Expected] ([object_name], [permission])
    VALUES
        (N'allowed_host', N'SELECT'),
        (N'batch_child', N'SELECT'),
        (N'batch_log', N'SELECT'),
        (N'code_map', N'SELECT'),
        (N'environment', N'SELECT'),
        (N'receiver', N'SELECT'),
        (N'run_figure', N'SELECT'),
        (N'run_history', N'SELECT'),
        (N'run_log', N'SELECT'),
        (N'schema_version', N'SELECT'),
        (N'setting', N'SELECT'),
        (N'setting_log', N'SELECT');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test rights of csc_configurer]
AS
BEGIN
    CREATE TABLE [#Actual] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Actual] ([object_name], [permission]) EXECUTE [csc_permission_tests].[list rights of a member of] @role = N'csc_configurer';

    CREATE TABLE [#Expected] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Expected] ([object_name], [permission])
    VALUES
        (N'allowed_host', N'SELECT'),
        (N'code_map', N'SELECT'),
        (N'set_code', N'EXECUTE'),
        (N'set_secret', N'EXECUTE'),
        (N'set_setting', N'EXECUTE'),
        (N'setting', N'SELECT'),
        (N'setting_definitions', N'SELECT'),
        (N'setting_log', N'SELECT');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test rights of csc_operator]
AS
BEGIN
    CREATE TABLE [#Actual] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Actual] ([object_name], [permission]) EXECUTE [csc_permission_tests].[list rights of a member of] @role = N'csc_operator';

    CREATE TABLE [#Expected] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Expected] ([object_name], [permission])
    VALUES
        (N'take_over_d2i_staging', N'EXECUTE'),
        (N'allowed_host', N'SELECT'),
        (N'batch_child', N'INSERT'),
        (N'batch_child', N'SELECT'),
        (N'batch_child', N'UPDATE'),
        (N'batch_log', N'INSERT'),
        (N'batch_log', N'SELECT'),
        (N'batch_log', N'UPDATE'),
        (N'check_recent_run', N'EXECUTE'),
        (N'code_map', N'SELECT'),
        (N'delete_history', N'EXECUTE'),
        (N'environment', N'SELECT'),
        (N'needs_attention', N'SELECT'),
        (N'note_environment', N'EXECUTE'),
        (N'preflight', N'EXECUTE'),
        (N'purge_history', N'EXECUTE'),
        (N'receiver', N'INSERT'),
        (N'receiver', N'SELECT'),
        (N'receiver', N'UPDATE'),
        (N'refresh', N'EXECUTE'),
        (N'report_html', N'EXECUTE'),
        (N'report_summary_html', N'EXECUTE'),
        (N'requeue', N'EXECUTE'),
        (N'run', N'EXECUTE'),
        (N'run_figure', N'DELETE'),
        (N'run_figure', N'INSERT'),
        (N'run_figure', N'SELECT'),
        (N'run_history', N'SELECT'),
        (N'run_log', N'INSERT'),
        (N'run_log', N'SELECT'),
        (N'run_log', N'UPDATE'),
        (N'schema_version', N'SELECT'),
        (N'setting', N'SELECT'),
        (N'setting_definitions', N'SELECT'),
        (N'ssd_table_count', N'INSERT'),
        (N'ssd_table_count', N'SELECT'),
        (N'ssd_table_count', N'UPDATE'),
        (N'staging', N'DELETE'),
        (N'staging', N'INSERT'),
        (N'staging', N'SELECT'),
        (N'staging', N'UPDATE'),
        (N'status', N'SELECT'),
        (N'submit', N'EXECUTE');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test rights of csc_runner]
AS
BEGIN
    CREATE TABLE [#Actual] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Actual] ([object_name], [permission]) EXECUTE [csc_permission_tests].[list rights of a member of] @role = N'csc_runner';

    CREATE TABLE [#Expected] ([object_name] nvarchar(128), [permission] nvarchar(60));
    INSERT INTO [#Expected] ([object_name], [permission])
    VALUES
        (N'allowed_host', N'SELECT'),
        (N'batch_child', N'INSERT'),
        (N'batch_child', N'SELECT'),
        (N'batch_child', N'UPDATE'),
        (N'batch_log', N'INSERT'),
        (N'batch_log', N'SELECT'),
        (N'batch_log', N'UPDATE'),
        (N'code_map', N'SELECT'),
        (N'delete_history', N'EXECUTE'),
        (N'environment', N'SELECT'),
        (N'note_environment', N'EXECUTE'),
        (N'receiver', N'INSERT'),
        (N'receiver', N'SELECT'),
        (N'receiver', N'UPDATE'),
        (N'run_figure', N'DELETE'),
        (N'run_figure', N'INSERT'),
        (N'run_figure', N'SELECT'),
        (N'run_log', N'INSERT'),
        (N'run_log', N'SELECT'),
        (N'run_log', N'UPDATE'),
        (N'schema_version', N'SELECT'),
        (N'setting', N'SELECT'),
        (N'ssd_table_count', N'INSERT'),
        (N'ssd_table_count', N'SELECT'),
        (N'ssd_table_count', N'UPDATE'),
        (N'staging', N'DELETE'),
        (N'staging', N'INSERT'),
        (N'staging', N'SELECT'),
        (N'staging', N'UPDATE');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_analyst]
AS
BEGIN
    DECLARE @rows int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_analyst';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    SELECT @rows = COUNT(*) FROM [csc].[secret];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_auditor]
AS
BEGIN
    DECLARE @rows int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_auditor';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    SELECT @rows = COUNT(*) FROM [csc].[secret];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_configurer]
AS
BEGIN
    DECLARE @rows int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    SELECT @rows = COUNT(*) FROM [csc].[secret];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_operator]
AS
BEGIN
    DECLARE @rows int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    SELECT @rows = COUNT(*) FROM [csc].[secret];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_runner]
AS
BEGIN
    DECLARE @rows int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_runner';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    SELECT @rows = COUNT(*) FROM [csc].[secret];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_analyst who reads the whole database]
AS
BEGIN
    DECLARE @can_read int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_analyst';
    ALTER ROLE [db_datareader] ADD MEMBER [csc_permission_tests_member];

    EXECUTE AS USER = N'csc_permission_tests_member';
    SET @can_read = HAS_PERMS_BY_NAME(N'[csc].[secret]', N'OBJECT', N'SELECT');
    REVERT;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @can_read;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_auditor who reads the whole database]
AS
BEGIN
    DECLARE @can_read int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_auditor';
    ALTER ROLE [db_datareader] ADD MEMBER [csc_permission_tests_member];

    EXECUTE AS USER = N'csc_permission_tests_member';
    SET @can_read = HAS_PERMS_BY_NAME(N'[csc].[secret]', N'OBJECT', N'SELECT');
    REVERT;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @can_read;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test secrets are not read by csc_configurer who reads the whole database]
AS
BEGIN
    DECLARE @can_read int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    ALTER ROLE [db_datareader] ADD MEMBER [csc_permission_tests_member];

    EXECUTE AS USER = N'csc_permission_tests_member';
    SET @can_read = HAS_PERMS_BY_NAME(N'[csc].[secret]', N'OBJECT', N'SELECT');
    REVERT;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @can_read;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_analyst may not call run]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_analyst';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[run];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_analyst may not call set_setting]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_analyst';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_auditor may not call set_setting]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_auditor';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call run]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[run];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call allow_host]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[allow_host] @host = N'receiver.example', @purpose = N'receiver';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call set_setting]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call set_secret]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[set_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call allow_host]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[allow_host] @host = N'receiver.example', @purpose = N'receiver';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call confirm_environment]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[confirm_environment];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call begin_run]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[begin_run] @operation = N'run';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call change_setting]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[change_setting] @name = N'la_code', @value = N'302', @is_secret = 0;
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call read_secrets]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[read_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_analyst may not read the scrambling key]
AS
BEGIN
    DECLARE @key nvarchar(4000);
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_analyst';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    SET @key = [csc].[scrambling_key]();
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call renew_scrambling_key]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[renew_scrambling_key];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call encrypt_secret]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[encrypt_secret] @name = N'client_secret', @value = N'not-a-secret-at-all';
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer may not call reset_secrets]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[reset_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call read_secrets]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[read_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call read_scrambling_key]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[read_scrambling_key];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call protect_secrets]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[protect_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator may not call reset_secrets]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[reset_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_runner may not call read_secrets]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_runner';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 229;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[read_secrets];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_configurer changes a setting without rights on the table]
AS
BEGIN
    DECLARE @value nvarchar(4000);
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log', @Identity = 1;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_configurer';

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[set_setting] @name = N'la_code', @value = N'302';
    REVERT;

    SELECT @value = [s].[value] FROM [csc].[setting] AS [s] WHERE [s].[name] = N'la_code';
    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'302', @Actual = @value;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator gets as far as the refusal of a transaction]
AS
BEGIN
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51001;

    EXECUTE AS USER = N'csc_permission_tests_member';
    EXECUTE [csc].[run];
    REVERT;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test csc_operator is a member of csc_runner]
AS
BEGIN
    DECLARE @is_member int;
    EXECUTE [csc_permission_tests].[make a member of] @role = N'csc_operator';

    EXECUTE AS USER = N'csc_permission_tests_member';
    SET @is_member = IS_ROLEMEMBER(N'csc_runner');
    REVERT;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @is_member;
END;
GO
CREATE PROCEDURE [csc_permission_tests].[test owners of the assemblies may do nothing]
AS
BEGIN
    DECLARE @rights int;
    DECLARE @objects TABLE ([object_name] sysname NOT NULL);
    INSERT INTO @objects ([object_name])
    SELECT [o].[name] FROM [sys].[objects] AS [o] WHERE [o].[schema_id] = SCHEMA_ID(N'csc') AND [o].[type] IN ('U', 'V');

    EXECUTE AS USER = N'csc_payload_owner';
    SELECT @rights = SUM(HAS_PERMS_BY_NAME(N'[csc].' + QUOTENAME([o].[object_name]), N'OBJECT', N'SELECT')) FROM @objects AS [o];
    REVERT;
    EXECUTE AS USER = N'csc_submission_owner';
    SELECT @rights = @rights + SUM(HAS_PERMS_BY_NAME(N'[csc].' + QUOTENAME([o].[object_name]), N'OBJECT', N'SELECT')) FROM @objects AS [o];
    REVERT;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 0, @Actual = @rights;
END;
