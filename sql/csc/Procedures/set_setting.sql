-- Changes a setting and logs the change. Names, defaults and meanings: SELECT * FROM csc.setting_definitions();
CREATE PROCEDURE [csc].[set_setting]
    @name  nvarchar(128) = NULL,
    @value nvarchar(max) = NULL,
    @help  bit           = 0
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
            (N'@name', N'nvarchar(128)', N'none', N'Name of the setting, as csc.setting_definitions() lists it.'),
            (N'@value', N'nvarchar(max)', N'NULL', N'New value, at most 4000 characters. NULL goes back to the default.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    EXECUTE [csc].[change_setting] @name = @name, @value = @value, @is_secret = 0;

    RETURN 0;
END;
