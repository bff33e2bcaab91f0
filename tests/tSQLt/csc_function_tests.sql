-- The functions. Previews are tested with fakes in place of the CLR functions of a range; those are run on real rows by deploy/acceptance.sql. The
-- functions that read no tables are called as they are.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_function_tests';
GO
-- In place of csc.person_ranges: everyone in two ranges, one person in one.
CREATE FUNCTION [csc_function_tests].[two_ranges]
(
    @person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT [r].[after_person_id], [r].[up_to_person_id]
    FROM (VALUES (CAST(NULL AS nvarchar(48)), CAST(N'M' AS nvarchar(48)), 0), (N'M', NULL, 1)) AS [r] ([after_person_id], [up_to_person_id], [number])
    WHERE @person_id IS NULL
        OR [r].[number] = 0;
GO
CREATE FUNCTION [csc_function_tests].[payloads_of_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT
        COALESCE(@person_id, CASE WHEN @after_person_id IS NULL THEN N'A' ELSE N'Z' END) AS [person_id],
        CONVERT(nvarchar(48), @as_of, 112) AS [la_child_id],
        CAST(NULL AS nvarchar(48)) AS [mis_child_id],
        CAST(N'{}' AS nvarchar(max)) AS [payload],
        CAST(0x01 AS varbinary(32)) AS [payload_hash],
        2 AS [payload_bytes],
        0 AS [error_count],
        0 AS [warning_count];
GO
CREATE FUNCTION [csc_function_tests].[scrambled_payloads_of_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48),
    @scrambling_key  nvarchar(4000)
)
RETURNS TABLE
AS
RETURN
    SELECT
        COALESCE(@person_id, CASE WHEN @after_person_id IS NULL THEN N'A' ELSE N'Z' END) AS [person_id],
        CONVERT(nvarchar(48), @scrambling_key) AS [la_child_id],
        CAST(NULL AS nvarchar(48)) AS [mis_child_id],
        CAST(N'{}' AS nvarchar(max)) AS [payload],
        CAST(0x01 AS varbinary(32)) AS [payload_hash],
        2 AS [payload_bytes],
        0 AS [error_count],
        0 AS [warning_count];
GO
CREATE FUNCTION [csc_function_tests].[a_key] ()
RETURNS nvarchar(4000)
AS
BEGIN
    RETURN N'K';
END;
GO
CREATE FUNCTION [csc_function_tests].[cohort_of_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT
        COALESCE(@person_id, CASE WHEN @after_person_id IS NULL THEN N'A' ELSE N'Z' END) AS [person_id],
        CAST(1 AS bit) AS [in_cohort],
        CAST(1 AS bit) AS [active_referral],
        CAST(0 AS bit) AS [waiting_assessment],
        CAST(0 AS bit) AS [cin_plan],
        CAST(0 AS bit) AS [looked_after],
        CAST(0 AS bit) AS [care_leaver],
        CAST(0 AS bit) AS [cp_plan],
        CAST(0 AS bit) AS [disability],
        CONVERT(nvarchar(400), @as_of, 112) AS [reason];
GO
CREATE FUNCTION [csc_function_tests].[issues_of_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48)
)
RETURNS TABLE
AS
RETURN
    SELECT
        COALESCE(@person_id, [i].[person_id]) AS [person_id],
        [i].[rule_name],
        [i].[severity],
        CAST(N'$.sex' AS nvarchar(400)) AS [json_path],
        CAST(N'ssd_person.pers_sex' AS nvarchar(200)) AS [source],
        CONVERT(nvarchar(400), @as_of, 112) AS [message]
    FROM (VALUES (N'a', N'code_unknown', N'warning', 0), (N'A', N'code_unknown', N'warning', 0), (N'A', N'code_unknown', N'warning', 0), (N'Z', N'id_missing', N'error', 1))
        AS [i] ([person_id], [rule_name], [severity], [number])
    WHERE [i].[number] = CASE WHEN @after_person_id IS NULL THEN 0 ELSE 1 END;
GO
CREATE PROCEDURE [csc_function_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.person_ranges', @FakeFunctionName = N'csc_function_tests.two_ranges';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.payloads_in_range', @FakeFunctionName = N'csc_function_tests.payloads_of_range';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.scrambled_payloads_in_range', @FakeFunctionName = N'csc_function_tests.scrambled_payloads_of_range';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.scrambling_key', @FakeFunctionName = N'csc_function_tests.a_key';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.cohort_in_range', @FakeFunctionName = N'csc_function_tests.cohort_of_range';
    EXECUTE [tSQLt].[FakeFunction] @FunctionName = N'csc.payload_issues_in_range', @FakeFunctionName = N'csc_function_tests.issues_of_range';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test payloads go through every range]
AS
BEGIN
    SELECT [p].[person_id], [p].[la_child_id], [p].[payload] INTO [#Actual] FROM [csc].[payloads]('20260401', NULL) AS [p];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [la_child_id], [payload]) VALUES (N'A', N'20260401', N'{}'), (N'Z', N'20260401', N'{}');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test payloads of one person are that person's]
AS
BEGIN
    SELECT [p].[person_id] INTO [#Actual] FROM [csc].[payloads]('20260401', N'P1') AS [p];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id]) VALUES (N'P1');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test payloads have the same columns for one person as for everyone]
AS
BEGIN
    EXECUTE [tSQLt].[AssertResultSetsHaveSameMetaData]
        @expectedCommand = N'SELECT * FROM [csc].[payloads](''20260401'', NULL);', @actualCommand = N'SELECT * FROM [csc].[payloads](''20260401'', N''P1'');';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test scrambled payloads go through every range with the key]
AS
BEGIN
    SELECT [p].[person_id], [p].[la_child_id], [p].[payload] INTO [#Actual] FROM [csc].[scrambled_payloads]('20260401', NULL) AS [p];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [la_child_id], [payload]) VALUES (N'A', N'K', N'{}'), (N'Z', N'K', N'{}');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test cohort goes through every range]
AS
BEGIN
    SELECT [c].[person_id], [c].[in_cohort], [c].[active_referral], [c].[disability], [c].[reason] INTO [#Actual] FROM [csc].[cohort]('20260401', NULL) AS [c];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([person_id], [in_cohort], [active_referral], [disability], [reason]) VALUES (N'A', 1, 1, 0, N'20260401'), (N'Z', 1, 1, 0, N'20260401');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test issues go through every range]
AS
BEGIN
    DECLARE @issues int, @errors int;

    SELECT @issues = COUNT(*), @errors = SUM(CASE WHEN [i].[severity] = N'error' THEN 1 ELSE 0 END) FROM [csc].[payload_issues]('20260401', NULL) AS [i];

    EXECUTE [tSQLt].[AssertEquals] @Expected = 4, @Actual = @issues;
    EXECUTE [tSQLt].[AssertEquals] @Expected = 1, @Actual = @errors;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test summary counts children by exact id, and findings]
AS
BEGIN
    SELECT [s].[rule_name], [s].[severity], [s].[children], [s].[findings] INTO [#Actual] FROM [csc].[payload_issue_summary]('20260401') AS [s];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([rule_name], [severity], [children], [findings]) VALUES (N'code_unknown', N'warning', 2, 3), (N'id_missing', N'error', 1, 1);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test error of an assembly is told in the words of its exception]
AS
BEGIN
    DECLARE @message nvarchar(1000) = [csc].[fault_message](6522, N'A .NET Framework error occurred during execution of user-defined routine or aggregate "refresh_staging": '
        + NCHAR(13) + NCHAR(10) + N'SsdClr.Payload.Refreshing.RefreshRefusedException: ssd_person is empty: load it.' + NCHAR(13) + NCHAR(10) + N'   at SsdClr.Payload...');

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'ssd_person is empty: load it.', @Actual = @message;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test error that quotes a value is told by its number]
AS
BEGIN
    DECLARE @message nvarchar(1000) = [csc].[fault_message](2627, N'Violation of PRIMARY KEY constraint. The duplicate key value is (MARKED).');

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'SQL Server refused a statement with error 2627: a key occurs twice. Its own words may quote a value, so they are not kept.', @Actual = @message;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test exception of another is told by its type]
AS
BEGIN
    DECLARE @message nvarchar(1000) = [csc].[fault_message](6522, N'A .NET Framework error occurred during execution of user-defined routine or aggregate "refresh_staging": '
        + NCHAR(13) + NCHAR(10) + N'System.Data.SqlClient.SqlException: String or binary data would be truncated. Truncated value: ''MARKED''.' + NCHAR(13) + NCHAR(10) + N'   at SsdClr.Payload...');

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'SQL Server refused a statement in an assembly of SsdClr (error 6522). Its own words may quote a value, so they are not kept. csc.preflight may name the cause.', @Actual = @message;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test other error is told in one line]
AS
BEGIN
    DECLARE @message nvarchar(1000) = [csc].[fault_message](51999, N' Another run ' + NCHAR(13) + NCHAR(10) + N'holds the lock. ');

    EXECUTE [tSQLt].[AssertEqualsString] @Expected = N'Another run  holds the lock.', @Actual = @message;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test json_pretty indents and keeps NULL]
AS
BEGIN
    DECLARE @pretty nvarchar(max) = [csc].[json_pretty](N'{"a":[1,true,"x"]}'), @none nvarchar(max) = [csc].[json_pretty](NULL);

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'{%"a": [[]%1,%true,%"x"%]%}', @Actual = @pretty;
    EXECUTE [tSQLt].[AssertEquals] @Expected = NULL, @Actual = @none;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test report is a page without a script]
AS
BEGIN
    DECLARE @page nvarchar(max) = [csc].[report_html](1), @top nvarchar(max) = [csc].[report_summary_html](NULL);

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'<!DOCTYPE html>%</html>%', @Actual = @page;
    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'<!DOCTYPE html>%</html>%', @Actual = @top;
    IF @page LIKE N'%<script%'
        EXECUTE [tSQLt].[Fail] @Message0 = N'The page has a script.';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test report refuses days out of range]
AS
BEGIN
    DECLARE @page nvarchar(max);
    EXECUTE [tSQLt].[ExpectException] @ExpectedErrorNumber = 6522, @ExpectedMessagePattern = N'%from 1 to 3660%';

    SET @page = [csc].[report_html](0);
END;
GO
CREATE PROCEDURE [csc_function_tests].[test page of a person nobody knows is NULL]
AS
BEGIN
    DECLARE @page nvarchar(max) = [csc].[child_report_html]('20260401', N'csc_function_tests nobody');

    EXECUTE [tSQLt].[AssertEquals] @Expected = NULL, @Actual = @page;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test setting_fault is NULL for what is valid, and words for what is not]
AS
BEGIN
    DECLARE @valid nvarchar(400) = [csc].[setting_fault](N'la_code', N'302'), @wrong nvarchar(400) = [csc].[setting_fault](N'la_code', N'30');

    EXECUTE [tSQLt].[AssertEquals] @Expected = NULL, @Actual = @valid;
    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'%la_code%', @Actual = @wrong;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test host_fault is NULL for what is valid, and words for what is not]
AS
BEGIN
    DECLARE @valid nvarchar(400) = [csc].[host_fault](N'.example.gov.uk'), @wrong nvarchar(400) = [csc].[host_fault](N'https://example.gov.uk/');

    EXECUTE [tSQLt].[AssertEquals] @Expected = NULL, @Actual = @valid;
    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'_%', @Actual = @wrong;
END;
GO
CREATE PROCEDURE [csc_function_tests].[test every setting has a meaning and every default is valid]
AS
BEGIN
    SELECT [d].[name]
    INTO [#Wrong]
    FROM [csc].[setting_definitions]() AS [d]
    WHERE [d].[meaning] = N''
        OR ([d].[is_secret] = 0 AND [d].[default_value] <> N'' AND [csc].[setting_fault]([d].[name], [d].[default_value]) IS NOT NULL);

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'#Wrong';
END;
GO
CREATE PROCEDURE [csc_function_tests].[test secrets are known as such]
AS
BEGIN
    SELECT [d].[name] INTO [#Actual] FROM [csc].[setting_definitions]() AS [d] WHERE [d].[is_secret] = 1;
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name]) VALUES (N'client_secret'), (N'supplier_key'), (N'proxy_password');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
