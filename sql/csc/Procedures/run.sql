-- What the nightly job calls: rebuilds staging from SSD, then sends what changed. Fails, and so fails the job, when anything needs attention at once.
-- csc.run_history shows how it went, csc.needs_attention what is left to do.
CREATE PROCEDURE [csc].[run]
    @as_of             date = NULL, -- 2010-01-01 to today | Date the payloads are made for. NULL: today on the server's clock.
    @confirm_deletions int  = NULL, -- NULL, or the number the guard names | Number of deletions to let pass, exactly, although the guard stops them.
    @confirm_removals  int  = NULL, -- NULL, or the number the guard names | Number of nested records to let be removed from children who stay, all types together, exactly, although the guard stops them.
    @confirm_changes   int  = NULL, -- NULL, or the number the guards name | Number of changes to let pass, exactly, although the guards on change stop them: cohort, children, fields, names, run date.
    @confirm_first_run bit  = 0, -- 0 or 1 | 1 sends more than first_run_max children to a receiver that has acknowledged none, and allows the first run after cohort_table or pilot_person_ids is removed.
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
        WHERE [h].[procedure_name] = N'run'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @run_id bigint, @message nvarchar(2048), @summary nvarchar(1000), @scrambling_key nvarchar(4000);

    EXECUTE [csc].[begin_run] @operation = N'run', @as_of = @as_of OUTPUT, @run_id = @run_id OUTPUT;

    -- On a secondary replica there is nothing to do.
    IF @run_id IS NULL
        RETURN 0;

    SET XACT_ABORT ON;

    BEGIN TRY
        EXECUTE [csc].[read_scrambling_key] @scrambling_key = @scrambling_key OUTPUT;

        -- A refresh that fails is never followed by a submission.
        EXECUTE [csc].[refresh_staging]
            @run_id = @run_id, @as_of = @as_of, @confirm_deletions = @confirm_deletions, @confirm_removals = @confirm_removals, @confirm_changes = @confirm_changes,
            @scrambling_key = @scrambling_key;
        EXECUTE [csc].[send_pending] @run_id = @run_id, @confirm_first_run = @confirm_first_run, @summary = @summary OUTPUT;
        EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'succeeded', @message = @summary;
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;

        SET @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'failed', @message = @message;

        -- The error itself goes on only if its words are kept: others may quote a value.
        IF CHARINDEX(@message COLLATE Latin1_General_BIN2, ERROR_MESSAGE()) > 0
            THROW;

        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51009, @message, 1;
    END CATCH;

    RETURN 0;
END;
