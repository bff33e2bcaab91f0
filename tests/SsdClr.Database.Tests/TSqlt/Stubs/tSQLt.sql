-- The procedures, functions and tables of tSQLt that the suite uses, with names, types and defaults of their parameters as V1.0.8083.3529 declares
-- them. Bodies are left out.
CREATE SCHEMA [tSQLt] AUTHORIZATION [dbo];
GO
CREATE PROCEDURE [tSQLt].[NewTestClass] @ClassName nvarchar(max)
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[RunAll]
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[FakeTable]
    @TableName       nvarchar(max),
    @SchemaName      nvarchar(max) = NULL,
    @Identity        bit           = NULL,
    @ComputedColumns bit           = NULL,
    @Defaults        bit           = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[FakeFunction]
    @FunctionName     nvarchar(max),
    @FakeFunctionName nvarchar(max) = NULL,
    @FakeDataSource   nvarchar(max) = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[SpyProcedure]
    @ProcedureName    nvarchar(max),
    @CommandToExecute nvarchar(max) = NULL,
    @CallOriginal     bit           = 0
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[ApplyConstraint]
    @TableName      nvarchar(max),
    @ConstraintName nvarchar(max),
    @SchemaName     nvarchar(max) = NULL,
    @NoCascade      bit           = 0
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[ApplyTrigger]
    @TableName   nvarchar(max),
    @TriggerName nvarchar(max)
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[ExpectException]
    @ExpectedMessage        nvarchar(max) = NULL,
    @ExpectedSeverity       int           = NULL,
    @ExpectedState          int           = NULL,
    @Message                nvarchar(max) = NULL,
    @ExpectedMessagePattern nvarchar(max) = NULL,
    @ExpectedErrorNumber    int           = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[ExpectNoException] @Message nvarchar(max) = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[AssertEquals]
    @Expected sql_variant,
    @Actual   sql_variant,
    @Message  nvarchar(max) = N''
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[AssertEqualsString]
    @Expected nvarchar(max),
    @Actual   nvarchar(max),
    @Message  nvarchar(max) = N''
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[AssertLike]
    @ExpectedPattern nvarchar(max),
    @Actual          nvarchar(max),
    @Message         nvarchar(max) = N''
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[AssertEqualsTable]
    @Expected nvarchar(max),
    @Actual   nvarchar(max),
    @Message  nvarchar(max) = NULL,
    @FailMsg  nvarchar(max) = N'Unexpected/missing resultset rows!'
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[AssertEmptyTable]
    @TableName nvarchar(max),
    @Message   nvarchar(max) = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[AssertResultSetsHaveSameMetaData]
    @expectedCommand nvarchar(max),
    @actualCommand   nvarchar(max)
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[ResultSetFilter]
    @ResultsetNo int,
    @Command     nvarchar(max)
AS
RETURN 0;
GO
CREATE PROCEDURE [tSQLt].[Fail]
    @Message0 nvarchar(max) = N'',
    @Message1 nvarchar(max) = N'',
    @Message2 nvarchar(max) = N'',
    @Message3 nvarchar(max) = N'',
    @Message4 nvarchar(max) = N'',
    @Message5 nvarchar(max) = N'',
    @Message6 nvarchar(max) = N'',
    @Message7 nvarchar(max) = N'',
    @Message8 nvarchar(max) = N'',
    @Message9 nvarchar(max) = N''
AS
RETURN 0;
GO
CREATE TABLE [tSQLt].[TestResult]
(
    [Id]            int           IDENTITY (1, 1) NOT NULL,
    [Class]         nvarchar(max) NOT NULL,
    [TestCase]      nvarchar(max) NOT NULL,
    [TranName]      nvarchar(max) NULL,
    [Result]        nvarchar(max) NULL,
    [Msg]           nvarchar(max) NULL,
    [TestStartTime] datetime2(7)  NOT NULL,
    [TestEndTime]   datetime2(7)  NULL
);
GO
CREATE FUNCTION [tSQLt].[Info] ()
RETURNS TABLE
AS
RETURN
    SELECT
        CAST(N'' AS nvarchar(max)) AS [Version],
        CAST(0 AS numeric(10, 2)) AS [SqlVersion];
GO
-- Made and rolled back by csc_permission_tests.
CREATE USER [csc_permission_tests_member] WITHOUT LOGIN;
GO
CREATE USER [csc_secret_tests_member] WITHOUT LOGIN;
