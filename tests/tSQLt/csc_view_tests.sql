-- The views, on rows of fakes. csc.requeueable is in csc_requeue_tests, csc.past_batch in csc_history_tests.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_view_tests';
GO
CREATE PROCEDURE [csc_view_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.receiver';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.staging';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_log';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.run_figure';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.environment';
    INSERT INTO [csc].[receiver] ([receiver_id], [is_current], [la_code], [base_url]) VALUES (1, 1, N'302', N'https://receiver.example/'), (2, 0, N'302', N'https://former.example/');
END;
GO
-- Fails unless csc.needs_attention lists one row of this kind, for this person or run, and nothing else.
CREATE PROCEDURE [csc_view_tests].[assert one thing needs attention]
    @kind      nvarchar(32),
    @person_id nvarchar(48) = NULL,
    @run_id    bigint       = NULL
AS
BEGIN
    SELECT
        [n].[kind],
        [n].[person_id],
        [n].[run_id],
        CASE WHEN [n].[what_is_wrong] <> N'' AND [n].[what_to_do] <> N'' THEN 1 ELSE 0 END AS [is_told]
    INTO [#Actual]
    FROM [csc].[needs_attention] AS [n];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([kind], [person_id], [run_id], [is_told]) VALUES (@kind, @person_id, @run_id, 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test status counts the children of the present receiver by state and change]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [warning_count])
    VALUES (1, N'P1', N'pending', N'new', 0), (1, N'P2', N'pending', N'new', 2), (1, N'P3', N'accepted', N'none', 0), (2, N'P4', N'pending', N'new', 0);

    SELECT [s].[state], [s].[change], [s].[children], [s].[children_with_warnings], CASE WHEN [s].[meaning] <> N'' THEN 1 ELSE 0 END AS [is_explained] INTO [#Actual] FROM [csc].[status] AS [s];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([state], [change], [children], [children_with_warnings], [is_explained]) VALUES (N'pending', N'new', 2, 1, 1), (N'accepted', N'none', 1, 0, 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test status explains every state]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [warning_count])
    SELECT 1, [n].[state], [n].[state], N'none', 0
    FROM (VALUES (N'pending'), (N'in_flight'), (N'accepted'), (N'rejected'), (N'withheld'), (N'dormant'), (N'awaiting_confirmation'), (N'purged')) AS [n] ([state]);

    SELECT [s].[state] INTO [#Unexplained] FROM [csc].[status] AS [s] WHERE [s].[meaning] IS NULL;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Unexplained';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test nothing needs attention after a good night]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts])
    VALUES (1, N'P1', N'accepted', N'none', 0), (1, N'P2', N'pending', N'new', 0), (1, N'P3', N'dormant', N'none', 0), (1, N'P4', N'purged', N'none', 0), (2, N'P5', N'rejected', N'new', 1);
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at], [ended_at])
    VALUES (1, N'run', N'failed', DATEADD(HOUR, -20, SYSUTCDATETIME()), DATEADD(HOUR, -20, SYSUTCDATETIME())), (2, N'run', N'succeeded', DATEADD(HOUR, -10, SYSUTCDATETIME()), DATEADD(HOUR, -9, SYSUTCDATETIME()));

    SELECT [n].[kind] INTO [#Found] FROM [csc].[needs_attention] AS [n];
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Found';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test rejected child needs attention]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts]) VALUES (1, N'P1', N'rejected', N'new', 1);

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'rejected', @person_id = N'P1';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test withheld child needs attention]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts]) VALUES (1, N'P1', N'withheld', N'new', 0);

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'withheld', @person_id = N'P1';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test rule that withholds a child is its detail]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts], [last_message]) VALUES (1, N'P1', N'withheld', N'new', 0, N'id_missing: the rule');

    SELECT [n].[detail] INTO [#Actual] FROM [csc].[needs_attention] AS [n];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([detail]) VALUES (N'id_missing: the rule');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test child that cannot be staged needs attention]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at], [ended_at]) VALUES (1, N'refresh', N'succeeded', SYSUTCDATETIME(), SYSUTCDATETIME());
    INSERT INTO [csc].[run_figure] ([run_id], [kind], [name], [amount], [of_total]) VALUES (1, N'group', N'cin_plan', 5, NULL), (1, N'error', N'person_id_too_long', 2, 2);

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'withheld, not staged';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test child that could not be staged is forgotten after the next refresh]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at], [ended_at])
    VALUES (1, N'refresh', N'succeeded', SYSUTCDATETIME(), SYSUTCDATETIME()), (2, N'refresh', N'succeeded', SYSUTCDATETIME(), SYSUTCDATETIME());
    INSERT INTO [csc].[run_figure] ([run_id], [kind], [name], [amount], [of_total]) VALUES (1, N'error', N'person_id_too_long', 2, 2), (2, N'group', N'cin_plan', 5, NULL);

    SELECT [n].[kind] INTO [#Found] FROM [csc].[needs_attention] AS [n];
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Found';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test held deletion needs attention]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts]) VALUES (1, N'P1', N'awaiting_confirmation', N'purge', 0);

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'awaiting_confirmation', @person_id = N'P1';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test child without a recorded answer needs attention]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts]) VALUES (1, N'P1', N'in_flight', N'new', 0);

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'in_flight', @person_id = N'P1';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test child tried too often needs attention]
AS
BEGIN
    INSERT INTO [csc].[staging] ([receiver_id], [person_id], [state], [change], [attempts]) VALUES (1, N'P1', N'pending', N'new', 10);

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'no clear answer', @person_id = N'P1';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test failed run needs attention]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at], [ended_at])
    VALUES (1, N'run', N'succeeded', DATEADD(HOUR, -20, SYSUTCDATETIME()), DATEADD(HOUR, -20, SYSUTCDATETIME())), (2, N'refresh', N'failed', SYSUTCDATETIME(), SYSUTCDATETIME());

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'run failed', @run_id = 2;
END;
GO
CREATE PROCEDURE [csc_view_tests].[test interrupted run needs attention]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at]) VALUES (1, N'refresh', N'interrupted', SYSUTCDATETIME());

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'run interrupted', @run_id = 1;
END;
GO
CREATE PROCEDURE [csc_view_tests].[test run that has not ended needs attention once it is older than its time]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at])
    VALUES (1, N'refresh', N'running', DATEADD(HOUR, -5, SYSUTCDATETIME())), (2, N'refresh', N'running', DATEADD(HOUR, -3, SYSUTCDATETIME()));

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'run not ended', @run_id = 1;
END;
GO
CREATE PROCEDURE [csc_view_tests].[test a run is overdue by the time that its settings allow]
AS
BEGIN
    INSERT INTO [csc].[setting] ([name], [value]) VALUES (N'run_time_budget_s', N'3600'), (N'request_timeout_s', N'3600');
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at])
    VALUES (1, N'run', N'running', DATEADD(HOUR, -1, SYSUTCDATETIME())), (2, N'run', N'running', DATEADD(HOUR, -3, SYSUTCDATETIME())), (3, N'run', N'failed', DATEADD(HOUR, -3, SYSUTCDATETIME()));

    SELECT [o].[run_id], [o].[operation] INTO [#Actual] FROM [csc].[overdue_run] AS [o];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([run_id], [operation]) VALUES (2, N'run');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test 26 hours without a good run need attention]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [started_at], [ended_at])
    VALUES (1, N'run', N'succeeded', DATEADD(HOUR, -28, SYSUTCDATETIME()), DATEADD(HOUR, -27, SYSUTCDATETIME()));

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'no good run';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test refused refresh needs attention]
AS
BEGIN
    UPDATE [csc].[receiver] SET [refresh_refused_at] = SYSUTCDATETIME() WHERE [receiver_id] = 1;

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'refresh refused';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test open circuit needs attention]
AS
BEGIN
    UPDATE [csc].[receiver] SET [circuit_opened_at] = SYSUTCDATETIME() WHERE [receiver_id] = 1;

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'circuit open';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test unconfirmed environment needs attention]
AS
BEGIN
    INSERT INTO [csc].[environment] ([server_name], [database_key], [first_seen_at]) VALUES (N'SERVER', N'KEY', SYSUTCDATETIME());

    EXECUTE [csc_view_tests].[assert one thing needs attention] @kind = N'environment';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test run_history says for whom each run was]
AS
BEGIN
    INSERT INTO [csc].[run_log] ([run_id], [operation], [verdict], [receiver_id], [sent]) VALUES (1, N'refresh', N'failed', NULL, NULL), (2, N'run', N'succeeded', 2, 5);

    SELECT [h].[run_id], [h].[operation], [h].[verdict], [h].[sent], [h].[la_code], [h].[base_url] INTO [#Actual] FROM [csc].[run_history] AS [h];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([run_id], [operation], [verdict], [sent], [la_code], [base_url])
    VALUES (1, N'refresh', N'failed', NULL, NULL, NULL), (2, N'run', N'succeeded', 5, N'302', N'https://former.example/');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test model_objects counts the columns that model_fields lists]
AS
BEGIN
    SELECT [o].[object_name]
    INTO [#Wrong]
    FROM [csc].[model_objects] AS [o]
    LEFT OUTER JOIN (SELECT [f].[object_name], COUNT(*) AS [fields] FROM [csc].[model_fields] AS [f] GROUP BY [f].[object_name]) AS [c] ON [c].[object_name] = [o].[object_name]
    WHERE [c].[fields] IS NULL
        OR [c].[fields] <> [o].[fields];
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Wrong';
END;
GO
CREATE PROCEDURE [csc_view_tests].[test model_codes has no code twice in a list, and every code its meaning]
AS
BEGIN
    SELECT [c].[category], [c].[code] COLLATE Latin1_General_BIN2 AS [code]
    INTO [#Wrong]
    FROM [csc].[model_codes] AS [c]
    GROUP BY [c].[category], [c].[code] COLLATE Latin1_General_BIN2
    HAVING COUNT(*) > 1
        OR MIN(COALESCE([c].[meaning], N'')) = N'';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Wrong';
END;
