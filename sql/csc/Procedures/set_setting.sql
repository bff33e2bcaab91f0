-- Changes a setting and logs the change. Names, defaults and meanings: SELECT * FROM csc.setting_definitions();
CREATE PROCEDURE [csc].[set_setting]
    @name  nvarchar(128) = NULL, -- required; the name of a setting in csc.setting_definitions() | Name of the setting.
    @value nvarchar(max) = NULL, -- NULL, or at most 4000 characters; csc.setting_definitions() says what is allowed | New value. NULL goes back to the default.
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
        WHERE [h].[procedure_name] = N'set_setting'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    EXECUTE [csc].[change_setting] @name = @name, @value = @value, @is_secret = 0;

    RETURN 0;
END;
