-- Internal: the key that children are scrambled under, in the clear, for csc.run, csc.refresh and csc.preflight. NULL if setting scramble is not 1, or if there is no key. A key
-- that is there and cannot be read is an error, never NULL: a new one would end all that was acknowledged under it. Nobody may call it but by ownership.
CREATE PROCEDURE [csc].[read_scrambling_key]
    @scrambling_key nvarchar(4000) = NULL OUTPUT, -- output | The key; NULL if there is none, or none is needed.
    @help           bit            = 0
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
        WHERE [h].[procedure_name] = N'read_scrambling_key'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @message        nvarchar(2048),
        @certificate_id int              = CERT_ID(N'csc_secret'),
        @key_guid       uniqueidentifier = KEY_GUID(N'csc_secret');

    SET @scrambling_key = NULL;

    IF NOT EXISTS (SELECT 1 FROM [csc].[setting] AS [s] WHERE [s].[name] = N'scramble' AND [s].[value] = N'1')
        RETURN 0;

    BEGIN TRY
        SET @scrambling_key = [csc].[scrambling_key]();
    END TRY
    BEGIN CATCH
        -- 15581: the database master key cannot be opened.
        IF ERROR_NUMBER() <> 15581
            THROW;

        -- The signed function got as far as that: certificate and key are there, though the caller may not see them.
        SET @certificate_id = 0;
        SET @key_guid = CONVERT(uniqueidentifier, 0x00);
    END CATCH;

    IF @scrambling_key IS NULL AND EXISTS (SELECT 1 FROM [csc].[secret] AS [s] WHERE [s].[name] = N'scrambling_key')
    BEGIN
        SET @message = N'The scrambling key is there and cannot be read. ' + [csc].[secret_key_fault](@certificate_id, @key_guid);
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51030, @message, 1;
    END;

    RETURN 0;
END;
