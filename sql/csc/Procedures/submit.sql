-- Sends what is pending in staging, as the last refresh left it, without a new refresh.
CREATE PROCEDURE [csc].[submit]
    @confirm_first_run bit = 0, -- 0 or 1 | 1 sends more than first_run_max children to a receiver that has acknowledged none, and allows the first run after cohort_table or pilot_person_ids is removed.
    @help              bit = 0
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
        WHERE [h].[procedure_name] = N'submit'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @run_id bigint, @message nvarchar(2048), @summary nvarchar(1000);

    EXECUTE [csc].[begin_run] @operation = N'submit', @run_id = @run_id OUTPUT;

    -- On a secondary replica there is nothing to do.
    IF @run_id IS NULL
        RETURN 0;

    SET XACT_ABORT ON;

    BEGIN TRY
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
