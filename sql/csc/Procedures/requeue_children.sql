-- Internal: the work of csc.requeue, under the run lock.
CREATE PROCEDURE [csc].[requeue_children]
    @person_id       nvarchar(48)   = NULL,
    @message_pattern nvarchar(2000) = NULL,
    @rule_name       nvarchar(64)   = NULL,
    @summary         nvarchar(1000) = NULL OUTPUT,
    @help            bit            = 0
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@person_id', N'nvarchar(48)', N'NULL', N'This child alone; NULL for any.'),
            (N'@message_pattern', N'nvarchar(2000)', N'NULL', N'Pattern of LIKE for the last message, with ! before what is meant literally; NULL for any.'),
            (N'@rule_name', N'nvarchar(64)', N'NULL', N'Children of whose payload csc.payload_issues says this rule today; NULL for any.'),
            (N'@summary', N'nvarchar(1000)', N'NULL', N'Output: what was done, for csc.run_log.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE @now datetime2(3) = SYSUTCDATETIME();
    DECLARE @chosen TABLE ([person_id] nvarchar(48) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY);

    IF @rule_name IS NOT NULL
        INSERT INTO @chosen ([person_id])
        SELECT DISTINCT [i].[person_id] COLLATE Latin1_General_BIN2
        FROM [csc].[payload_issues](CONVERT(date, SYSDATETIME()), NULL) AS [i]
        WHERE [i].[rule_name] = @rule_name;

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

    SET @summary = CONVERT(nvarchar(11), @@ROWCOUNT) + N' children are pending again, '
        + CASE WHEN @person_id IS NOT NULL THEN N'one named.' WHEN @message_pattern IS NOT NULL THEN N'chosen by their message.' WHEN @rule_name IS NOT NULL THEN N'chosen by a rule.' ELSE N'all that waited for a person.' END;

    RETURN 0;
END;
