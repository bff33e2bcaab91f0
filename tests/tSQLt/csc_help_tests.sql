-- @help = 1 of every procedure: one row a parameter, by name, in order and with its type, valid values and a meaning in words; nothing else is done.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_help_tests';
GO
-- Compares what a procedure says of its parameters with the parameters it has.
CREATE PROCEDURE [csc_help_tests].[assert help lists every parameter of]
    @procedure nvarchar(261)
AS
BEGIN
    CREATE TABLE [#Help] ([position] int IDENTITY (1, 1), [name] nvarchar(128), [type] nvarchar(128), [default_value] nvarchar(400), [valid_values] nvarchar(400), [meaning] nvarchar(1000));
    INSERT INTO [#Help] ([name], [type], [default_value], [valid_values], [meaning])
    EXECUTE @procedure @help = 1;

    SELECT CONVERT(int, [h].[position]) AS [position], [h].[name] COLLATE DATABASE_DEFAULT AS [name], [h].[type] COLLATE DATABASE_DEFAULT AS [type], CASE WHEN [h].[meaning] <> N'' AND [h].[valid_values] <> N'' AND [h].[default_value] <> N'' THEN 1 ELSE 0 END AS [is_explained]
    INTO [#Actual]
    FROM [#Help] AS [h];

    SELECT
        CONVERT(int, [p].[parameter_id]) AS [position],
        CONVERT(nvarchar(128), [p].[name]) COLLATE DATABASE_DEFAULT AS [name],
        CONVERT(nvarchar(128), CASE
            WHEN [t].[name] = N'nvarchar' AND [p].[max_length] = -1 THEN N'nvarchar(max)'
            WHEN [t].[name] = N'nvarchar' THEN N'nvarchar(' + CONVERT(nvarchar(11), [p].[max_length] / 2) + N')'
            WHEN [t].[name] = N'varbinary' THEN N'varbinary(' + CONVERT(nvarchar(11), [p].[max_length]) + N')'
            ELSE [t].[name]
        END) COLLATE DATABASE_DEFAULT AS [type],
        1 AS [is_explained]
    INTO [#Expected]
    FROM [sys].[parameters] AS [p]
    INNER JOIN [sys].[types] AS [t] ON [t].[user_type_id] = [p].[user_type_id]
    WHERE [p].[object_id] = OBJECT_ID(@procedure)
        AND [p].[parameter_id] > 0;

    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test every procedure that is not an assembly's has the parameter]
AS
BEGIN
    SELECT [p].[name]
    INTO [#Without]
    FROM [sys].[procedures] AS [p]
    WHERE [p].[schema_id] = SCHEMA_ID(N'csc')
        AND [p].[type] = 'P'
        AND NOT EXISTS (SELECT 1 FROM [sys].[parameters] AS [h] WHERE [h].[object_id] = [p].[object_id] AND [h].[name] = N'@help');
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Without';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test take_over_d2i_staging]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.take_over_d2i_staging';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test allow_host]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.allow_host';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test change_setting]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.change_setting';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test check]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.preflight';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test check_recent_run]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.check_recent_run';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test confirm_environment]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.confirm_environment';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test delete_history]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.delete_history';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test encrypt_secret]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.encrypt_secret';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test note_environment]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.note_environment';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test begin_run]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.begin_run';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test protect_secrets]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.protect_secrets';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test purge_history]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.purge_history';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test read_environment]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.read_environment';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test renew_scrambling_key]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.renew_scrambling_key';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test read_scrambling_key]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.read_scrambling_key';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test read_secrets]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.read_secrets';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test refresh]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.refresh';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test release_run_lock]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.release_run_lock';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test requeue]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.requeue';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test requeue_children]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.requeue_children';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test reset_secrets]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.reset_secrets';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test run]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.run';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test set_code]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.set_code';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test set_secret]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.set_secret';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test set_setting]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.set_setting';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test data_quality]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.data_quality';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test store_code]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.store_code';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test store_setting]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.store_setting';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test submit]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.submit';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test end_run]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.end_run';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test show_refresh]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.show_refresh';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test send_pending]
AS
BEGIN
    EXECUTE [csc_help_tests].[assert help lists every parameter of] @procedure = N'csc.send_pending';
END;
GO
CREATE PROCEDURE [csc_help_tests].[test help is of procedures that are there]
AS
BEGIN
    SELECT [h].[procedure_name]
    INTO [#Absent]
    FROM [csc].[procedure_help] AS [h]
    WHERE OBJECT_ID(N'[csc].[' + [h].[procedure_name] + N']', N'P') IS NULL;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Absent';
END;
