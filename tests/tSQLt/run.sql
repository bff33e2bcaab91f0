-- Makes every test class and runs all tests of this database; ends with an error when one did not pass. For a disposable database with SsdClr and tSQLt
-- in it, as sysadmin, with sqlcmd from this folder: sqlcmd -S SERVER -d DATABASE -E -b -I -i run.sql (docs/tsqlt.md).
:on error exit
SET NOCOUNT ON;
SET ANSI_NULLS ON;
SET QUOTED_IDENTIFIER ON;
GO
DECLARE @message nvarchar(2048) = N'';
IF OBJECT_ID(N'tSQLt.RunAll') IS NULL OR OBJECT_ID(N'[tSQLt].[@tSQLt:NoTransaction]') IS NULL
    SET @message = @message + N' tSQLt V1.0.8083.3529 or later has to be in this database: https://tsqlt.org.';
IF OBJECT_ID(N'csc.begin_run') IS NULL
    SET @message = @message + N' SsdClr has to be in this database.';
IF IS_SRVROLEMEMBER(N'sysadmin') = 0
    SET @message = @message + N' Log in as sysadmin: the tests make users and change who runs them.';
IF OBJECT_ID(N'csc.batch_log') IS NOT NULL AND EXISTS (SELECT 1 FROM [csc].[batch_log])
    SET @message = @message + N' Something has been submitted from this database, so it is none to test in: some tests replace tables while they run.';
IF @message <> N''
BEGIN
    SET @message = N'Nothing was tested.' + @message;
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51060, @message, 1;
END;
GO
:r csc_allow_host_tests.sql
GO
:r csc_contract_tests.sql
GO
:r csc_data_quality_tests.sql
GO
:r csc_environment_tests.sql
GO
:r csc_frame_tests.sql
GO
:r csc_function_tests.sql
GO
:r csc_help_tests.sql
GO
:r csc_history_tests.sql
GO
:r csc_permission_tests.sql
GO
:r csc_preflight_tests.sql
GO
:r csc_requeue_tests.sql
GO
:r csc_run_tests.sql
GO
:r csc_secret_tests.sql
:r csc_set_code_tests.sql
GO
:r csc_setting_tests.sql
GO
:r csc_table_tests.sql
GO
:r csc_takeover_tests.sql
GO
:r csc_view_tests.sql
GO
:on error ignore
EXECUTE [tSQLt].[RunAll];
GO
:on error exit
DECLARE @message nvarchar(2048), @wrong int, @tests int;
SELECT @tests = COUNT(*), @wrong = SUM(CASE WHEN [r].[Result] = N'Success' THEN 0 ELSE 1 END) FROM [tSQLt].[TestResult] AS [r];
IF @tests = 0 OR @wrong > 0
BEGIN
    SET @message = CONVERT(nvarchar(11), COALESCE(@wrong, 0)) + N' of ' + CONVERT(nvarchar(11), @tests) + N' tests did not pass: SELECT Class, TestCase, Msg FROM tSQLt.TestResult WHERE Result <> ''Success''.';
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51061, @message, 1;
END;
PRINT N'All ' + CONVERT(nvarchar(11), @tests) + N' tests passed.';
GO
