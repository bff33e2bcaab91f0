-- The keys and checks of the tables, each alone on a fake of its table, and the trigger that keeps csc.setting_log append-only.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_table_tests';
GO
CREATE PROCEDURE [csc_table_tests].[test allowed_host holds a host once a purpose]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.allowed_host';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.allowed_host', @ConstraintName = N'PK_csc_allowed_host';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_allowed_host%';

    INSERT INTO [csc].[allowed_host] ([purpose], [host]) VALUES (N'receiver', N'a.example'), (N'receiver', N'a.example');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test allowed_host knows two purposes, in their exact case]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.allowed_host';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.allowed_host', @ConstraintName = N'CK_csc_allowed_host_purpose';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_allowed_host_purpose%';

    INSERT INTO [csc].[allowed_host] ([purpose], [host]) VALUES (N'Receiver', N'a.example');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test batch_child holds one child a position]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_child';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.batch_child', @ConstraintName = N'PK_csc_batch_child';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_batch_child%';

    INSERT INTO [csc].[batch_child] ([batch_id], [position], [person_id]) VALUES (1, 0, N'P1'), (1, 0, N'P2');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test batch_child holds a child once a batch]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_child';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.batch_child', @ConstraintName = N'UQ_csc_batch_child_person';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%UQ_csc_batch_child_person%';

    INSERT INTO [csc].[batch_child] ([batch_id], [position], [person_id]) VALUES (1, 0, N'P1'), (1, 1, N'P1');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test batch_log holds a batch once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_log';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.batch_log', @ConstraintName = N'PK_csc_batch_log';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_batch_log%';

    INSERT INTO [csc].[batch_log] ([batch_id], [outcome]) VALUES (1, N'accepted'), (1, N'refused');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test batch_log knows its outcomes]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.batch_log';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.batch_log', @ConstraintName = N'CK_csc_batch_log_outcome';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_batch_log_outcome%';

    INSERT INTO [csc].[batch_log] ([batch_id], [outcome]) VALUES (1, N'lost');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test environment holds an environment once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.environment';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.environment', @ConstraintName = N'PK_csc_environment';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_environment%';

    INSERT INTO [csc].[environment] ([server_name], [database_key]) VALUES (N'S', N'K'), (N'S', N'K');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test receiver holds a number once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.receiver';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.receiver', @ConstraintName = N'PK_csc_receiver';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_receiver%';

    INSERT INTO [csc].[receiver] ([receiver_id], [base_url]) VALUES (1, N'https://a.example/'), (1, N'https://b.example/');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test receiver holds an address once an authority]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.receiver';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.receiver', @ConstraintName = N'UQ_csc_receiver';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%UQ_csc_receiver%';

    INSERT INTO [csc].[receiver] ([receiver_id], [base_url], [la_code]) VALUES (1, N'https://a.example/', N'302'), (2, N'https://a.example/', N'302');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test run_figure holds a figure once a run]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_figure';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.run_figure', @ConstraintName = N'PK_csc_run_figure';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_run_figure%';

    INSERT INTO [csc].[run_figure] ([run_id], [kind], [name]) VALUES (1, N'age', N'07'), (1, N'age', N'07');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test run_figure knows its kinds]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_figure';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.run_figure', @ConstraintName = N'CK_csc_run_figure_kind';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_run_figure_kind%';

    INSERT INTO [csc].[run_figure] ([run_id], [kind]) VALUES (1, N'Age');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test run_log holds a run once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.run_log', @ConstraintName = N'PK_csc_run_log';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_run_log%';

    INSERT INTO [csc].[run_log] ([run_id], [operation]) VALUES (1, N'run'), (1, N'submit');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test run_log knows its operations]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.run_log', @ConstraintName = N'CK_csc_run_log_operation';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_run_log_operation%';

    INSERT INTO [csc].[run_log] ([run_id], [operation]) VALUES (1, N'send');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test run_log knows its verdicts]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.run_log', @ConstraintName = N'CK_csc_run_log_verdict';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_run_log_verdict%';

    INSERT INTO [csc].[run_log] ([run_id], [verdict]) VALUES (1, N'good');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test secret holds a name once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.secret';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.secret', @ConstraintName = N'PK_csc_secret';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_secret%';

    INSERT INTO [csc].[secret] ([name]) VALUES (N'client_secret'), (N'client_secret');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test setting holds a name once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.setting', @ConstraintName = N'PK_csc_setting';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_setting%';

    INSERT INTO [csc].[setting] ([name]) VALUES (N'la_code'), (N'la_code');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test schema_version holds a number once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.schema_version';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.schema_version', @ConstraintName = N'PK_csc_schema_version';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_schema_version%';

    INSERT INTO [csc].[schema_version] ([schema_version_id], [version]) VALUES (1, N'0.1.0'), (1, N'0.2.0');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test code_map holds a value once a field]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.code_map';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.code_map', @ConstraintName = N'PK_csc_code_map';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_code_map%';

    INSERT INTO [csc].[code_map] ([field], [held_value]) VALUES (N'activity', N'a'), (N'activity', N'a');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test setting_log holds a number once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.setting_log', @ConstraintName = N'PK_csc_setting_log';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_setting_log%';

    INSERT INTO [csc].[setting_log] ([setting_log_id], [name]) VALUES (1, N'la_code'), (1, N'la_code');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test ssd_table_count holds a table once]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.ssd_table_count';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.ssd_table_count', @ConstraintName = N'PK_csc_ssd_table_count';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_ssd_table_count%';

    INSERT INTO [csc].[ssd_table_count] ([ssd_schema], [table_name]) VALUES (N'dbo', N'ssd_person'), (N'dbo', N'ssd_person');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test staging holds a child once a receiver]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.staging', @ConstraintName = N'PK_csc_staging';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 2627, @ExpectedMessagePattern = N'%PK_csc_staging%';

    INSERT INTO [csc].[staging] ([receiver_id], [person_id]) VALUES (1, N'P1'), (1, N'P1');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test staging knows its states]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.staging', @ConstraintName = N'CK_csc_staging_state';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_staging_state%';

    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state]) VALUES (1, N'P1', N'sent');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test staging knows its changes]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.staging', @ConstraintName = N'CK_csc_staging_change';
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 547, @ExpectedMessagePattern = N'%CK_csc_staging_change%';

    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [change]) VALUES (1, N'P1', N'removed');
END;
GO
CREATE PROCEDURE [csc_table_tests].[test staging tells ids apart that differ by case alone]
AS
BEGIN
    DECLARE @children int;
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[ApplyConstraint] @TableName = N'csc.staging', @ConstraintName = N'PK_csc_staging';

    INSERT INTO [csc].[staging] ([receiver_id], [person_id]) VALUES (1, N'p1'), (1, N'P1');

    SELECT @children = COUNT(*) FROM [csc].[staging];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 2, @Actual = @children;
END;
GO
CREATE PROCEDURE [csc_table_tests].[test rows of setting_log cannot be changed, also by its owner]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log';
    EXECUTE [tSQLt].[ApplyTrigger] @TableName = N'csc.setting_log', @TriggerName = N'setting_log_append_only';
    INSERT INTO [csc].[setting_log] ([setting_log_id], [name], [new_value]) VALUES (1, N'la_code', N'302');
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51013, @ExpectedMessage = N'csc.setting_log is append-only: its rows are neither changed nor removed.';

    UPDATE [csc].[setting_log] SET [new_value] = N'303';
END;
GO
CREATE PROCEDURE [csc_table_tests].[test rows of setting_log cannot be removed, also by its owner]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log';
    EXECUTE [tSQLt].[ApplyTrigger] @TableName = N'csc.setting_log', @TriggerName = N'setting_log_append_only';
    INSERT INTO [csc].[setting_log] ([setting_log_id], [name], [new_value]) VALUES (1, N'la_code', N'302');
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 51013, @ExpectedMessage = N'csc.setting_log is append-only: its rows are neither changed nor removed.';

    DELETE FROM [csc].[setting_log];
END;
GO
CREATE PROCEDURE [csc_table_tests].[test rows of setting_log are added]
AS
BEGIN
    DECLARE @rows int;
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log';
    EXECUTE [tSQLt].[ApplyTrigger] @TableName = N'csc.setting_log', @TriggerName = N'setting_log_append_only';

    INSERT INTO [csc].[setting_log] ([setting_log_id], [name], [new_value]) VALUES (1, N'la_code', N'302'), (2, N'la_code', N'303');

    SELECT @rows = COUNT(*) FROM [csc].[setting_log];
    EXECUTE [tSQLt].[AssertEquals] @Expected = 2, @Actual = @rows;
END;
