-- Internal: the secrets in the clear, for the submission. Signed, so that it may use the key that its caller may not (csc.protect_secrets). Nobody may call
-- it but csc.send_pending and csc.preflight, by ownership. NULL for a secret that is not set. DECRYPTBYKEYAUTOCERT leaves no key open in the session, and no
-- secret is in a query, so that none is in a query plan or in tempdb.
-- Error 51030: a secret or the scrambling key is set and cannot be decrypted, as after a restore on another server. Nothing was sent. | Do what the message says; see [troubleshooting](troubleshooting.md).
CREATE PROCEDURE [csc].[read_secrets]
    @client_secret  nvarchar(4000) = NULL OUTPUT, -- output | The secret of that name; NULL if it is not set.
    @supplier_key   nvarchar(4000) = NULL OUTPUT, -- output | The secret of that name; NULL if it is not set.
    @proxy_password nvarchar(4000) = NULL OUTPUT, -- output | The secret of that name; NULL if it is not set.
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
        WHERE [h].[procedure_name] = N'read_secrets'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @message        nvarchar(2048),
        @cipher_client  varbinary(8000),
        @cipher_key     varbinary(8000),
        @cipher_proxy   varbinary(8000),
        @certificate_id int              = CERT_ID(N'csc_secret'),
        @key_guid       uniqueidentifier = KEY_GUID(N'csc_secret');

    SET @client_secret = NULL;
    SET @supplier_key = NULL;
    SET @proxy_password = NULL;

    SELECT @cipher_client = [s].[value] FROM [csc].[secret] AS [s] WHERE [s].[name] = N'client_secret';
    SELECT @cipher_key = [s].[value] FROM [csc].[secret] AS [s] WHERE [s].[name] = N'supplier_key';
    SELECT @cipher_proxy = [s].[value] FROM [csc].[secret] AS [s] WHERE [s].[name] = N'proxy_password';

    BEGIN TRY
        SET @client_secret = CONVERT(nvarchar(4000), DECRYPTBYKEYAUTOCERT(@certificate_id, NULL, @cipher_client, 1, N'client_secret'));
        SET @supplier_key = CONVERT(nvarchar(4000), DECRYPTBYKEYAUTOCERT(@certificate_id, NULL, @cipher_key, 1, N'supplier_key'));
        SET @proxy_password = CONVERT(nvarchar(4000), DECRYPTBYKEYAUTOCERT(@certificate_id, NULL, @cipher_proxy, 1, N'proxy_password'));
    END TRY
    BEGIN CATCH
        -- 15581: the database master key cannot be opened.
        IF ERROR_NUMBER() <> 15581
            THROW;
    END CATCH;

    IF (@cipher_client IS NOT NULL AND @client_secret IS NULL)
        OR (@cipher_key IS NOT NULL AND @supplier_key IS NULL)
        OR (@cipher_proxy IS NOT NULL AND @proxy_password IS NULL)
    BEGIN
        SET @message = [csc].[secret_key_fault](@certificate_id, @key_guid);
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51030, @message, 1;
    END;

    RETURN 0;
END;
