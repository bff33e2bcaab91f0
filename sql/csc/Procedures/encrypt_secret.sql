-- Internal: encrypts a secret for csc.secret. Signed, so that it may use the key that its caller may not (csc.protect_secrets). Nobody may call it but
-- csc.set_secret and csc.renew_scrambling_key. The key is open for one statement: an open key belongs to the session. @value is in no query, so that it is in no query plan.
-- Error 51031: the key of the secrets is not there or cannot be opened. Nothing was changed. | Do what the message says; see [troubleshooting](troubleshooting.md).
CREATE PROCEDURE [csc].[encrypt_secret]
    @name   nvarchar(64)    = NULL, -- required; the name of a secret | The value can be decrypted under this name alone.
    @value  nvarchar(4000)  = NULL, -- required; at most 2000 characters | The secret.
    @cipher varbinary(8000) = NULL OUTPUT, -- output | What csc.secret holds of it.
    @help   bit             = 0
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
        WHERE [h].[procedure_name] = N'encrypt_secret'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @message        nvarchar(2048),
        @number         int,
        @certificate_id int              = CERT_ID(N'csc_secret'),
        @key_guid       uniqueidentifier = KEY_GUID(N'csc_secret');

    SET @cipher = NULL;

    BEGIN TRY
        OPEN SYMMETRIC KEY [csc_secret] DECRYPTION BY CERTIFICATE [csc_secret];
        SET @cipher = ENCRYPTBYKEY(@key_guid, @value, 1, @name);
        CLOSE SYMMETRIC KEY [csc_secret];
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();

        IF EXISTS (SELECT 1 FROM [sys].[openkeys] AS [k] WHERE [k].[database_id] = DB_ID() AND [k].[key_guid] = @key_guid)
            CLOSE SYMMETRIC KEY [csc_secret];

        -- 15151: the key is not there, or not for this procedure. 15581: the database master key cannot be opened.
        IF @number NOT IN (15151, 15581)
            THROW;
    END CATCH;

    IF @cipher IS NULL
    BEGIN
        SET @message = N'Nothing was changed. ' + [csc].[secret_key_fault](@certificate_id, @key_guid);
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51031, @message, 1;
    END;

    RETURN 0;
END;
