-- Takes over what the national tool's table says was sent, so that the change of tools sends no child again who has not changed. Lists every child
-- with what becomes of it and why, then the counts. @apply = 1 takes over them first; else nothing is written. What each reason means: docs/takeover.md.
-- Error 51016: an argument is wrong. Nothing was taken over. | Correct each fault that the message names; see [takeover](takeover.md).
CREATE PROCEDURE [csc].[take_over_d2i_staging]
    @table_name    nvarchar(128) = N'ssd_api_data_staging', -- the name of a table or view | The old tool's table or view, beside the SSD tables (setting ssd_schema).
    @sent_to       nvarchar(400) = NULL, -- NULL, or an address; with @apply = 1 that of setting base_url | Base address the old tool sent to, from its configuration.
    @confirm_whole bit           = 0, -- 0 or 1 | 1 confirms that the old tool never sent partial payloads (deltas).
    @confirm_apart bit           = 0, -- 0 or 1 | 1 confirms that the old tool never built payloads while it sent some, so that its clocks need not be compared.
    @apply         bit           = 0, -- 0 or 1 | 0 lists and changes nothing; 1 takes over.
    @help          bit           = 0
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
        WHERE [h].[procedure_name] = N'take_over_d2i_staging'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @faults nvarchar(2048) = N'', @run_id bigint, @message nvarchar(2048), @summary nvarchar(1000);

    IF @table_name IS NULL OR @table_name = N''
        SET @faults = @faults + N' @table_name must name the table.';

    IF @confirm_whole IS NULL OR @confirm_apart IS NULL OR @apply IS NULL
        SET @faults = @faults + N' @confirm_whole, @confirm_apart and @apply must be 0 or 1.';

    IF @apply = 1 AND (@sent_to IS NULL OR @sent_to = N'')
        SET @faults = @faults + N' @sent_to must be the base address the old tool sent to: the table does not say.';

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was taken over.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
        THROW 51016, @faults, 1;
    END;

    -- Before the listing: what is listed then is what was taken over, and a refusal lists nothing.
    IF @apply = 1
    BEGIN
        EXECUTE [csc].[begin_run] @operation = N'takeover', @run_id = @run_id OUTPUT;

        SET XACT_ABORT ON;

        BEGIN TRY
            -- On a secondary replica nothing is taken over, and the list says what would be.
            IF @run_id IS NOT NULL
            BEGIN
                EXECUTE [csc].[take_over_children]
                    @table_name = @table_name, @sent_to = @sent_to, @confirm_whole = @confirm_whole, @confirm_apart = @confirm_apart, @summary = @summary OUTPUT;
                EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'succeeded', @message = @summary;
            END;
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
    END;

    DECLARE @children TABLE
    (
        [person_id]       nvarchar(48)  NULL,
        [la_child_id]     nvarchar(48)  NULL,
        [table_rows]      int           NOT NULL,
        [verdict]         nvarchar(16)  NOT NULL,
        [reason]          nvarchar(32)  NOT NULL,
        [meaning]         nvarchar(400) NOT NULL,
        [receipt]         nvarchar(100) NULL,
        [acknowledged_at] datetime      NULL
    );

    INSERT INTO @children ([person_id], [la_child_id], [table_rows], [verdict], [reason], [meaning], [receipt], [acknowledged_at])
    SELECT [a].[person_id], [a].[la_child_id], [a].[table_rows], [a].[verdict], [a].[reason], [a].[meaning], [a].[receipt], [a].[acknowledged_at]
    FROM [csc].[children_to_take_over](@table_name, @confirm_whole, @confirm_apart) AS [a];

    SELECT [c].[person_id], [c].[la_child_id], [c].[table_rows], [c].[verdict], [c].[reason], [c].[receipt], [c].[acknowledged_at]
    FROM @children AS [c]
    ORDER BY [c].[person_id], [c].[la_child_id];

    SELECT [c].[verdict], [c].[reason], COUNT(*) AS [children], [c].[meaning]
    FROM @children AS [c]
    GROUP BY [c].[verdict], [c].[reason], [c].[meaning]
    ORDER BY [c].[verdict], [c].[reason];

    RETURN 0;
END;
