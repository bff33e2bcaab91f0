-- Internal: the work of csc.requeue, under the run lock. Lists the children with what became of them.
CREATE PROCEDURE [csc].[requeue_children]
    @person_id        nvarchar(48)   = NULL, -- NULL, or a person id | This child alone; NULL for any.
    @message_pattern  nvarchar(2000) = NULL, -- NULL, or a pattern of LIKE with ! before what is meant literally | Children whose last message is like this; NULL for any.
    @rule_name        nvarchar(64)   = NULL, -- NULL, or a rule of csc.payload_issue_summary | Children whose payload breaks this rule today; NULL for any.
    @everything       bit            = 0, -- 0 or 1 | 1: every child that the receiver acknowledged or may have goes whole once more; the others above are NULL.
    @confirm_children int            = NULL, -- NULL, or a number | With @everything = 1: so many children, exactly.
    @summary          nvarchar(1000) = NULL OUTPUT, -- output | What was done, for csc.run_log.
    @help             bit            = 0
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
        WHERE [h].[procedure_name] = N'requeue_children'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @now datetime2(3) = SYSUTCDATETIME(), @children int, @receiver_id int, @fault nvarchar(2048);
    DECLARE @chosen TABLE ([person_id] nvarchar(48) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY);

    IF @everything = 1
    BEGIN
        SELECT @receiver_id = [r].[receiver_id] FROM [csc].[receiver] AS [r] WHERE [r].[is_current] = 1;

        -- Counted anew, because a run may have come between the caller's count and the lock.
        SELECT @children = COUNT(*)
        FROM [csc].[staging] AS [s]
        WHERE [s].[receiver_id] = @receiver_id
            AND [s].[state] <> N'purged'
            AND [s].[change] <> N'purge'
            AND ([s].[held] IS NOT NULL OR [s].[acknowledged_hash] IS NOT NULL);

        IF @confirm_children IS NULL OR @confirm_children <> @children
        BEGIN
            SET @fault = N'Nothing was changed. @confirm_children must be ' + CONVERT(nvarchar(11), @children) + N', the number of children that would go once more.';
            SET @fault = REPLACE(@fault, N'%', N'%%');
            THROW 51014, @fault, 1;
        END;

        -- ssdclr requeue runs these very statements. The first by itself changes nothing that is sent, so what is cut short between them can be done again.
        -- A purge goes as it is; it is no proof that the receiver has anything.
        UPDATE [csc].[staging]
        SET [state] = [state],
            [held] = COALESCE([held], [acknowledged_payload]), [acknowledged_payload] = NULL, [acknowledged_hash] = NULL, [state_changed_at] = @now
        WHERE [receiver_id] = @receiver_id
            AND [staging].[state] IN (N'pending', N'in_flight', N'accepted', N'rejected', N'withheld', N'dormant', N'awaiting_confirmation')
            AND [change] = N'purge' AND [acknowledged_hash] IS NOT NULL;

        UPDATE [csc].[staging]
        SET [state] = CASE
                WHEN [state] = N'pending' THEN N'dormant'
                WHEN [state] = N'in_flight' THEN N'dormant'
                WHEN [state] = N'accepted' THEN N'dormant'
                WHEN [state] = N'rejected' THEN N'dormant'
                WHEN [state] = N'withheld' THEN N'dormant'
                WHEN [state] = N'awaiting_confirmation' THEN N'dormant'
                ELSE [state] END,
            [held] = COALESCE([held], [acknowledged_payload]), [acknowledged_payload] = NULL, [acknowledged_hash] = NULL,
            [change] = N'none', [held_if_sent] = NULL, [held_if_accepted] = NULL, [body] = NULL, [partial_body] = NULL,
            [payload] = NULL, [payload_hash] = NULL, [attempts] = 0, [state_changed_at] = @now
        WHERE [receiver_id] = @receiver_id
            AND [staging].[state] IN (N'pending', N'in_flight', N'accepted', N'rejected', N'withheld', N'dormant', N'awaiting_confirmation')
            AND [change] <> N'purge' AND ([held] IS NOT NULL OR [acknowledged_hash] IS NOT NULL);

        SELECT @children AS [children], N'go whole once more with the next run, which must be confirmed as a first run' AS [outcome];

        SET @summary = N'The receiver is taken to be empty: ' + CONVERT(nvarchar(11), @children)
            + N' children go once more. The next run must be confirmed as a first run, because nothing is acknowledged any more.';

        RETURN 0;
    END;

    IF @rule_name IS NOT NULL
        INSERT INTO @chosen ([person_id])
        SELECT DISTINCT [i].[person_id] COLLATE Latin1_General_BIN2
        FROM [csc].[payload_issues](CONVERT(date, SYSDATETIME()), NULL) AS [i]
        WHERE [i].[rule_name] = @rule_name;

    DECLARE @listed TABLE
    (
        [receiver_id]  int            NOT NULL,
        [person_id]    nvarchar(48)   COLLATE Latin1_General_BIN2 NOT NULL,
        [state]        nvarchar(12)   NOT NULL,
        [change]       nvarchar(8)    NULL,
        [attempts]     int            NOT NULL,
        [last_message] nvarchar(400)  NULL,
        PRIMARY KEY ([receiver_id], [person_id])
    );

    -- The caller holds the run lock, so nobody else changes these rows between the two statements.
    INSERT INTO @listed ([receiver_id], [person_id], [state], [change], [attempts], [last_message])
    SELECT [q].[receiver_id], [q].[person_id], [q].[state], [q].[change], [q].[attempts], [q].[last_message]
    FROM [csc].[requeueable] AS [q]
    WHERE (@person_id IS NULL OR [q].[person_id] = @person_id)
        AND (@message_pattern IS NULL OR [q].[last_message] LIKE @message_pattern ESCAPE N'!')
        AND (@rule_name IS NULL OR EXISTS (SELECT 1 FROM @chosen AS [c] WHERE [c].[person_id] = [q].[person_id]));

    -- ssdclr requeue runs this very statement.
    UPDATE [csc].[staging]
    SET [state] = N'pending', [attempts] = 0, [state_changed_at] = @now
    WHERE EXISTS
    (
        SELECT 1
        FROM [csc].[requeueable] AS [q]
        WHERE [q].[receiver_id] = [staging].[receiver_id]
            AND [q].[person_id] = [staging].[person_id]
            AND [q].[has_content] = 1
            AND (@person_id IS NULL OR [q].[person_id] = @person_id)
            AND (@message_pattern IS NULL OR [q].[last_message] LIKE @message_pattern ESCAPE N'!')
            AND (@rule_name IS NULL OR EXISTS (SELECT 1 FROM @chosen AS [c] WHERE [c].[person_id] = [q].[person_id]))
    );

    SET @children = @@ROWCOUNT;

    SELECT
        [l].[person_id],
        [l].[state],
        [l].[change],
        [l].[attempts],
        CASE
            WHEN [s].[state] = N'pending' AND [s].[attempts] = 0 THEN N'is pending'
            ELSE N'stays: it has nothing to send; csc.refresh prepares it again'
        END AS [outcome],
        [l].[last_message]
    FROM @listed AS [l]
    INNER JOIN [csc].[staging] AS [s] ON [s].[receiver_id] = [l].[receiver_id] AND [s].[person_id] = [l].[person_id]
    ORDER BY [l].[person_id];

    SET @summary = CONVERT(nvarchar(11), @children) + N' children are pending again, '
        + CASE WHEN @person_id IS NOT NULL THEN N'one named.' WHEN @message_pattern IS NOT NULL THEN N'chosen by their message.' WHEN @rule_name IS NOT NULL THEN N'chosen by a rule.' ELSE N'all that waited for a person.' END;

    RETURN 0;
END;
