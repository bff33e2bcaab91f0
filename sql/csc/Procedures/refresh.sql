-- Rebuilds staging from SSD and shows what the next run would send, what each guard counted, and what changes. Nothing leaves.
CREATE PROCEDURE [csc].[refresh]
    @as_of             date = NULL, -- 2010-01-01 to today | Date the payloads are made for. NULL: today on the server's clock.
    @confirm_deletions int  = NULL, -- NULL, or the number the guard names | Number of deletions to let pass, exactly, although the guard stops them.
    @confirm_removals  int  = NULL, -- NULL, or the number the guard names | Number of nested records to let be removed from children who stay, all types together, exactly, although the guard stops them.
    @confirm_changes   int  = NULL, -- NULL, or the number the guards name | Number of changes to let pass, exactly, although the guards on change stop them: cohort, children, fields, names, run date.
    @help              bit  = 0
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
        WHERE [h].[procedure_name] = N'refresh'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @run_id bigint, @message nvarchar(2048), @scrambling_key nvarchar(4000);

    EXECUTE [csc].[begin_run] @operation = N'refresh', @as_of = @as_of OUTPUT, @run_id = @run_id OUTPUT;

    -- On a secondary replica there is nothing to do.
    IF @run_id IS NULL
        RETURN 0;

    SET XACT_ABORT ON;

    BEGIN TRY
        EXECUTE [csc].[read_scrambling_key] @scrambling_key = @scrambling_key OUTPUT;

        EXECUTE [csc].[refresh_staging]
            @run_id = @run_id, @as_of = @as_of, @confirm_deletions = @confirm_deletions, @confirm_removals = @confirm_removals, @confirm_changes = @confirm_changes,
            @scrambling_key = @scrambling_key;
        EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'succeeded';
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;

        SET @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'failed', @message = @message;

        -- A guard that stopped it is shown with all that was counted, before the error. The error is what counts: a fault in showing does not take its place.
        BEGIN TRY
            IF EXISTS (SELECT 1 FROM [csc].[run_figure] AS [f] WHERE [f].[run_id] = @run_id AND [f].[kind] = N'guard' AND [f].[amount] > [f].[of_total])
                EXECUTE [csc].[show_refresh] @run_id = @run_id;
        END TRY
        BEGIN CATCH
            PRINT N'What was counted cannot be shown: ' + [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;

        -- The error itself goes on only if its words are kept: others may quote a value.
        IF CHARINDEX(@message COLLATE Latin1_General_BIN2, ERROR_MESSAGE()) > 0
            THROW;

        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51009, @message, 1;
    END CATCH;

    BEGIN TRY
        EXECUTE [csc].[show_refresh] @run_id = @run_id;
    END TRY
    BEGIN CATCH
        PRINT N'The refresh succeeded. What it found cannot be shown: ' + [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
    END CATCH;

    RETURN 0;
END;
