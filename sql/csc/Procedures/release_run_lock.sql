-- Internal: gives the run lock back, however often this session took it: a cancelled run leaves one hold behind.
CREATE PROCEDURE [csc].[release_run_lock]
    @help bit = 0
AS
BEGIN
    SET NOCOUNT, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
    SET XACT_ABORT, NUMERIC_ROUNDABORT OFF;
    SET IMPLICIT_TRANSACTIONS OFF;
    SET CURSOR_CLOSE_ON_COMMIT OFF;
    SET ROWCOUNT 0;
    SET TEXTSIZE 2147483647;
    SET LOCK_TIMEOUT 1800000;
    SET DATEFORMAT ymd;
    SET DATEFIRST 1;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default_value], [h].[valid_values], [h].[meaning]
        FROM [csc].[procedure_help] AS [h]
        WHERE [h].[procedure_name] = N'release_run_lock'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    WHILE APPLOCK_MODE(N'csc_runner', N'csc.run', N'Session') = N'Exclusive'
        EXECUTE [sys].[sp_releaseapplock] @Resource = N'csc.run', @LockOwner = N'Session', @DbPrincipal = N'csc_runner';

    RETURN 0;
END;
