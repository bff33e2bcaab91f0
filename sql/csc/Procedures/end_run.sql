-- Internal: ends what csc.begin_run started: closes the row in csc.run_log and gives the run lock back. If the verdict is failed, a fault in closing
-- the row is passed over, so that the caller can report the first error; the next run marks the open row as interrupted.
CREATE PROCEDURE [csc].[end_run]
    @run_id  bigint         = NULL, -- as csc.begin_run gave it, or NULL | The row in csc.run_log. NULL: there is none, and only the lock is given back.
    @verdict nvarchar(16)   = NULL, -- required; succeeded or failed | How it ended.
    @message nvarchar(2048) = NULL, -- NULL, or a text without values of records | What to tell of it; the log keeps 1000 characters.
    @help    bit            = 0
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
        WHERE [h].[procedure_name] = N'end_run'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @logged nvarchar(1000) = LEFT(@message, 1000);

    -- csc.begin_run let no transaction of a caller in, and a CATCH rolls back before it calls this. So what is rolled back below is never a caller's.
    IF @@TRANCOUNT > 0
        THROW 51001, N'csc.end_run must not be called inside a transaction. The transaction is as it was, and the run is still open. Roll the transaction back first.', 1;

    -- On, as while the run went on: any error rolls back.
    SET XACT_ABORT ON;

    BEGIN TRY
        IF @run_id IS NOT NULL
            EXECUTE [csc].[complete_run] @run_id = @run_id, @verdict = @verdict, @message = @logged;
    END TRY
    BEGIN CATCH
        IF @verdict = N'succeeded'
            THROW;

        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
    END CATCH;

    EXECUTE [csc].[release_run_lock];

    RETURN 0;
END;
