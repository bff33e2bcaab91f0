-- Allows a host to be named in base_url or token_endpoint, or takes that back, and logs it. For database owners: no role of ours may call it,
-- so that a person who changes settings cannot choose where records go.
-- Error 51011: a host, a purpose or @remove is wrong. Nothing was changed. | Correct each fault that the message names: `EXEC csc.allow_host @help = 1;`
CREATE PROCEDURE [csc].[allow_host]
    @host         nvarchar(400) = NULL, -- required; a host name or a suffix such as .example.gov.uk, with a port such as :8443 or without | Host that requests may go to. Without a port: 443.
    @purpose      nvarchar(128) = NULL, -- required; receiver, test or token | receiver: children's records may go there. test: scrambled children alone may. token: requests for access tokens alone.
    @real_records bit           = 0, -- 0 or 1; 1 needs @purpose = N'test' | 1 lets real records go to a test host all the same. csc.preflight lists such hosts.
    @remove       bit           = 0, -- 0 or 1 | 1 takes the permission back. The hosts built in cannot be taken back.
    @help         bit           = 0
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
        WHERE [h].[procedure_name] = N'allow_host'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own     bit            = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @faults     nvarchar(2048) = N'',
        @entry      nvarchar(400)  = LOWER(@host COLLATE Latin1_General_BIN2),
        @is_there   bit            = 0,
        @now        datetime2(3)   = SYSUTCDATETIME(),
        @login_name nvarchar(128)  = ORIGINAL_LOGIN();

    -- A role of the authority's own may be allowed to run every procedure of the database.
    IF COALESCE(HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL'), 0) = 0
        SET @faults = @faults + N' csc.allow_host is for a database owner: it takes CONTROL of the database.';

    IF @entry IS NULL
        SET @faults = @faults + N' @host must be given.';
    ELSE
        SET @faults = @faults + COALESCE(N' ' + [csc].[host_fault](@entry), N'');

    IF @purpose IS NULL OR @purpose COLLATE Latin1_General_BIN2 NOT IN (N'receiver', N'test', N'token')
        SET @faults = @faults + N' @purpose must be receiver, test or token.';

    IF @real_records IS NULL
        SET @faults = @faults + N' @real_records must be 0 or 1.';

    IF @real_records = 1 AND (@purpose IS NULL OR @purpose COLLATE Latin1_General_BIN2 <> N'test')
        SET @faults = @faults + N' @real_records = 1 needs @purpose = N''test'': to a receiver real records go anyway, and to a token host none.';

    IF @real_records = 1 AND @remove = 1
        SET @faults = @faults + N' @real_records = 1 and @remove = 1 contradict each other.';

    IF @remove IS NULL
        SET @faults = @faults + N' @remove must be 0 or 1.';

    IF @faults = N'' AND EXISTS
    (
        SELECT 1
        FROM [csc].[allowed_host] AS [a]
        WHERE [a].[purpose] = @purpose COLLATE Latin1_General_BIN2
            AND [a].[host] = @entry COLLATE Latin1_General_BIN2
    )
        SET @is_there = 1;

    IF @faults = N'' AND @remove = 1 AND @is_there = 0
        SET @faults = @faults + N' @host is not among those that were added for this purpose: SELECT * FROM csc.allowed_host.';

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
        THROW 51011, @faults, 1;
    END;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        IF @remove = 1
            DELETE FROM [csc].[allowed_host]
            WHERE [purpose] = @purpose COLLATE Latin1_General_BIN2
                AND [host] = @entry COLLATE Latin1_General_BIN2;

        IF @remove = 0 AND @is_there = 0
            INSERT INTO [csc].[allowed_host] ([purpose], [host], [real_records], [added_at], [added_by])
            VALUES (@purpose, @entry, @real_records, @now, @login_name);

        IF @remove = 0 AND @is_there = 1
            UPDATE [csc].[allowed_host]
            SET [real_records] = @real_records
            WHERE [purpose] = @purpose COLLATE Latin1_General_BIN2
                AND [host] = @entry COLLATE Latin1_General_BIN2;

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        SELECT
            N'allowed_host: ' + @purpose,
            CASE WHEN @is_there = 1 THEN @entry END,
            CASE WHEN @remove = 0 THEN @entry + CASE WHEN @real_records = 1 THEN N' (real records)' ELSE N'' END END,
            @now,
            @login_name;

        IF @is_own = 1
            COMMIT TRANSACTION;
    END TRY
    BEGIN CATCH
        IF @is_own = 1 AND XACT_STATE() <> 0
            ROLLBACK TRANSACTION;
        IF @is_own = 0 AND XACT_STATE() = 1
            ROLLBACK TRANSACTION [csc_change];
        THROW;
    END CATCH;

    RETURN 0;
END;
