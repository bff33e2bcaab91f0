-- Checks the data quality of the whole SSD against its model, or of one table: tables, columns and types; duplicate keys and orphans; blanks, codes,
-- lengths, patterns, ranges and the order of dates. One row a finding, errors first, with up to five keys of rows and no other value of theirs; a table
-- without findings has one row, ok. Writes nothing. Returns 1 where there is an error, else 0. Example: EXEC csc.data_quality @object = N'ssd_person';
-- Error 51023: @object or @severity is wrong. Nothing was checked. | Give a table of `SELECT object_name FROM csc.model_objects;`, and error or warning.
CREATE PROCEDURE [csc].[data_quality]
    @object   nvarchar(128) = NULL, -- NULL, or the name of an SSD table, such as ssd_person | The table to check. NULL: every table.
    @severity nvarchar(8)   = NULL, -- NULL, error or warning | error: errors only. warning: errors and warnings. NULL: also the tables in which nothing was found.
    @help     bit           = 0
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
        WHERE [h].[procedure_name] = N'data_quality'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @message nvarchar(2048) = N'',
        @current nvarchar(128);

    IF @object IS NOT NULL AND NOT EXISTS (SELECT 1 FROM [csc].[model_objects] AS [o] WHERE [o].[object_name] = @object)
        SET @message = @message + N' @object is no table of the SSD: SELECT object_name FROM csc.model_objects.';
    IF @severity IS NOT NULL AND @severity NOT IN (N'error', N'warning')
        SET @message = @message + N' @severity must be error, warning or NULL.';
    IF @message <> N''
    BEGIN
        SET @message = N'Nothing was checked.' + @message;
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51023, @message, 1;
    END;

    DECLARE @findings TABLE
    (
        [finding_number] int IDENTITY (1, 1) PRIMARY KEY,
        [object_name]    nvarchar(128)  NOT NULL,
        [column_name]    nvarchar(128)  NULL,
        [check_name]     nvarchar(32)   NOT NULL,
        [severity]       nvarchar(8)    NOT NULL,
        [row_count]      bigint         NULL,
        [found]          bigint         NULL,
        [example_keys]   nvarchar(600)  NULL,
        [detail]         nvarchar(1000) NOT NULL
    );

    -- One table after the other: one that cannot be read leaves the others their findings, and who waits sees how far it is.
    DECLARE [objects] CURSOR LOCAL STATIC READ_ONLY FORWARD_ONLY FOR
        SELECT [o].[object_name]
        FROM [csc].[model_objects] AS [o]
        WHERE @object IS NULL OR [o].[object_name] = @object
        ORDER BY [o].[object_name];
    OPEN [objects];
    FETCH NEXT FROM [objects] INTO @current;
    WHILE @@FETCH_STATUS = 0
    BEGIN
        RAISERROR (N'Checking %s ...', 0, 1, @current) WITH NOWAIT;
        BEGIN TRY
            INSERT INTO @findings ([object_name], [column_name], [check_name], [severity], [row_count], [found], [example_keys], [detail])
            SELECT [f].[object_name], [f].[column_name], [f].[check_name], [f].[severity], [f].[row_count], [f].[found], [f].[example_keys], [f].[detail]
            FROM [csc].[data_quality_findings](@current) AS [f];
        END TRY
        BEGIN CATCH
            -- A transaction of the caller that this error has doomed takes no more rows: the error itself is the answer.
            IF XACT_STATE() = -1
                THROW;

            INSERT INTO @findings ([object_name], [check_name], [severity], [detail])
            VALUES (@current, N'read', N'error', LEFT([csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE()), 1000));
        END CATCH;
        FETCH NEXT FROM [objects] INTO @current;
    END;
    CLOSE [objects];
    DEALLOCATE [objects];

    SELECT [f].[severity], [f].[object_name], [f].[column_name], [f].[check_name], [f].[found], [f].[row_count], [f].[example_keys], [f].[detail]
    FROM @findings AS [f]
    WHERE @severity IS NULL
        OR [f].[severity] = N'error'
        OR [f].[severity] = @severity
    ORDER BY
        CASE [f].[severity] WHEN N'error' THEN 0 WHEN N'warning' THEN 1 ELSE 2 END,
        CASE WHEN [f].[found] IS NULL THEN 0 ELSE 1 END,
        [f].[found] DESC,
        [f].[finding_number];

    IF EXISTS (SELECT 1 FROM @findings AS [f] WHERE [f].[severity] = N'error')
        RETURN 1;

    RETURN 0;
END;
