-- Takes over what the national tool's table says was sent, so that the change of tools sends no child again who has not changed. Lists every child
-- with what becomes of it and why, then the counts. @apply = 1 takes over them first; else nothing is written. What each reason means: docs/takeover.md.
CREATE PROCEDURE [csc].[take_over_d2i_staging]
    @table_name    nvarchar(128) = N'ssd_api_data_staging',
    @sent_to       nvarchar(400) = NULL,
    @confirm_whole bit           = 0,
    @confirm_apart bit           = 0,
    @apply         bit           = 0,
    @help          bit           = 0
AS
BEGIN
    SET NOCOUNT, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
    SET XACT_ABORT, NUMERIC_ROUNDABORT OFF;
    SET IMPLICIT_TRANSACTIONS OFF;
    SET CURSOR_CLOSE_ON_COMMIT OFF;
    SET ROWCOUNT 0;
    SET TEXTSIZE 2147483647;
    SET LOCK_TIMEOUT -1;
    SET DATEFORMAT ymd;
    SET DATEFIRST 1;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@table_name', N'nvarchar(128)', N'ssd_api_data_staging', N'Name of the old tool''s table or view, beside the SSD tables (setting ssd_schema).'),
            (N'@sent_to', N'nvarchar(400)', N'NULL', N'Base address the old tool sent to, from its configuration. Needed with @apply = 1; must be that of setting base_url.'),
            (N'@confirm_whole', N'bit', N'0', N'1 confirms that the old tool never sent partial payloads (deltas).'),
            (N'@confirm_apart', N'bit', N'0', N'1 confirms that the old tool never built payloads while it sent some, so that its clocks need not be compared.'),
            (N'@apply', N'bit', N'0', N'0 lists and changes nothing; 1 takes over.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE @faults nvarchar(2048) = N'';

    IF @table_name IS NULL OR @table_name = N''
        SET @faults = @faults + N' @table_name must name the table.';

    IF @confirm_whole IS NULL OR @confirm_apart IS NULL OR @apply IS NULL
        SET @faults = @faults + N' @confirm_whole, @confirm_apart and @apply must be 0 or 1.';

    IF @apply = 1 AND (@sent_to IS NULL OR @sent_to = N'')
        SET @faults = @faults + N' @sent_to must be the base address the old tool sent to: the table does not say.';

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was taken over.' + @faults;
        THROW 51016, @faults, 1;
    END;

    -- Before the listing: what is listed then is what was taken over, and a refusal lists nothing.
    IF @apply = 1
        EXECUTE [csc].[perform]
            @operation = N'takeover', @table_name = @table_name, @sent_to = @sent_to, @confirm_whole = @confirm_whole, @confirm_apart = @confirm_apart;

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
