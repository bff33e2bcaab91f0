-- Changes a secret and logs that it changed, never its value. It is stored encrypted, and nobody reads it back.
CREATE PROCEDURE [csc].[set_secret]
    @name  nvarchar(128) = NULL, -- required; the name of a secret in csc.setting_definitions() | Name of the secret.
    @value nvarchar(max) = NULL, -- NULL, or at most 2000 characters | New value. NULL removes the secret.
    @help  bit           = 0
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
        WHERE [h].[procedure_name] = N'set_secret'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    EXECUTE [csc].[change_setting] @name = @name, @value = @value, @is_secret = 1;

    RETURN 0;
END;
