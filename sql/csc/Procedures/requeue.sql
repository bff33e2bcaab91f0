-- Makes children pending again that wait for a person: refused alone, or left without a clear answer. One of @person_id, @message, @rule_name and
-- @everyone says which. @everything = 1 is for a receiver that has lost what it had: every child that it acknowledged goes whole once more.
-- @dry_run = 1 changes nothing and lists the children with what would become of them; @dry_run = 0 changes them and lists what became of them. The next
-- run sends them.
-- Error 51014: it is not clear which children are meant, or an argument is wrong. Nothing was changed. | Give one of @person_id, @message, @rule_name, @everyone = 1 and @everything = 1, the last with the number it lists.
CREATE PROCEDURE [csc].[requeue]
    @person_id        nvarchar(48)  = NULL, -- NULL, or a person id | This child alone.
    @message          nvarchar(400) = NULL, -- NULL, or a text that is not blank | Children whose last message holds this text, such as status 422. Messages: csc.needs_attention.
    @rule_name        nvarchar(64)  = NULL, -- NULL, or a rule of csc.payload_issue_summary, such as code_unknown | Children whose payload breaks this rule today.
    @everyone         bit           = 0, -- 0 or 1 | 1: all of them.
    @dry_run          bit           = 1, -- 0 or 1 | 1 lists and changes nothing; 0 makes them pending.
    @everything       bit           = 0, -- 0 or 1 | 1: every child that the receiver acknowledged or may have, because it has lost what it had.
    @confirm_children int           = NULL, -- NULL, or the number that @everything = 1 lists | With @everything = 1 and @dry_run = 0: so many children, exactly.
    @help             bit           = 0
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
        WHERE [h].[procedure_name] = N'requeue'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @faults nvarchar(2048) = N'', @pattern nvarchar(2000), @run_id bigint, @fault nvarchar(2048), @summary nvarchar(1000), @children int;
    DECLARE @chosen TABLE ([person_id] nvarchar(48) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY);

    IF CASE WHEN @person_id IS NULL THEN 0 ELSE 1 END + CASE WHEN @message IS NULL THEN 0 ELSE 1 END + CASE WHEN @rule_name IS NULL THEN 0 ELSE 1 END + CASE WHEN @everyone = 1 THEN 1 ELSE 0 END + CASE WHEN @everything = 1 THEN 1 ELSE 0 END <> 1
        SET @faults = @faults + N' Give one of @person_id, @message, @rule_name, @everyone = 1 and @everything = 1.';

    IF @confirm_children IS NOT NULL AND (@everything IS NULL OR @everything = 0)
        SET @faults = @faults + N' @confirm_children goes with @everything = 1.';

    IF @everything = 1
    BEGIN
        SELECT @children = COUNT(*)
        FROM [csc].[staging] AS [s]
        INNER JOIN [csc].[receiver] AS [r] ON [r].[receiver_id] = [s].[receiver_id]
        WHERE [r].[is_current] = 1
            AND [s].[state] <> N'purged'
            AND [s].[change] <> N'purge'
            AND ([s].[held] IS NOT NULL OR [s].[acknowledged_hash] IS NOT NULL);

        IF @dry_run = 0 AND (@confirm_children IS NULL OR @confirm_children <> @children)
            SET @faults = @faults + N' @confirm_children must be ' + CONVERT(nvarchar(11), @children) + N', the number of children that would go once more.';
    END;

    IF @message = N''
        SET @faults = @faults + N' @message must not be blank; use @everyone = 1 for all.';

    IF @rule_name = N''
        SET @faults = @faults + N' @rule_name must not be blank; an analyst sees the names: SELECT * FROM csc.payload_issue_summary(SYSDATETIME()).';

    IF @dry_run IS NULL
        SET @faults = @faults + N' @dry_run must be 0 or 1.';

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
        THROW 51014, @faults, 1;
    END;

    SET @pattern = N'%' + REPLACE(REPLACE(REPLACE(REPLACE(@message, N'!', N'!!'), N'%', N'!%'), N'_', N'!_'), N'[', N'![') + N'%';

    IF @dry_run = 0
    BEGIN
        EXECUTE [csc].[begin_run] @operation = N'requeue', @run_id = @run_id OUTPUT;

        -- On a secondary replica there is nothing to do.
        IF @run_id IS NULL
            RETURN 0;

        SET XACT_ABORT ON;

        BEGIN TRY
            EXECUTE [csc].[requeue_children] @person_id = @person_id, @message_pattern = @pattern, @rule_name = @rule_name, @everything = @everything, @confirm_children = @confirm_children, @summary = @summary OUTPUT;
            EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'succeeded', @message = @summary;
        END TRY
        BEGIN CATCH
            IF XACT_STATE() <> 0
                ROLLBACK TRANSACTION;

            SET @fault = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
            EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'failed', @message = @fault;

            -- The error itself goes on only if its words are kept: others may quote a value.
            IF CHARINDEX(@fault COLLATE Latin1_General_BIN2, ERROR_MESSAGE()) > 0
                THROW;

            SET @fault = REPLACE(@fault, N'%', N'%%');
            THROW 51009, @fault, 1;
        END CATCH;

        RETURN 0;
    END;

    IF @everything = 1
    BEGIN
        SELECT @children AS [children], N'would go whole once more: @dry_run = 0, @confirm_children = ' + CONVERT(nvarchar(11), @children) + N' does it' AS [outcome];
        RETURN 0;
    END;

    IF @rule_name IS NOT NULL
        INSERT INTO @chosen ([person_id])
        SELECT DISTINCT [i].[person_id] COLLATE Latin1_General_BIN2
        FROM [csc].[payload_issues](CONVERT(date, SYSDATETIME()), NULL) AS [i]
        WHERE [i].[rule_name] = @rule_name;

    SELECT
        [q].[person_id],
        [q].[state],
        [q].[change],
        [q].[attempts],
        CASE
            WHEN [q].[has_content] = 0 THEN N'stays: it has nothing to send; csc.refresh prepares it again'
            ELSE N'would be pending'
        END AS [outcome],
        [q].[last_message]
    FROM [csc].[requeueable] AS [q]
    WHERE (@person_id IS NULL OR [q].[person_id] = @person_id)
        AND (@pattern IS NULL OR [q].[last_message] LIKE @pattern ESCAPE N'!')
        AND (@rule_name IS NULL OR EXISTS (SELECT 1 FROM @chosen AS [c] WHERE [c].[person_id] = [q].[person_id]))
    ORDER BY [q].[person_id];

    RETURN 0;
END;
