-- Internal: stores a setting that has been checked, and logs the change. csc.set_setting ends here; where there is no assembly, ssdclr set calls it.
CREATE PROCEDURE [csc].[store_setting]
    @name  nvarchar(64)   = NULL, -- required; the name of a setting | Name of the setting.
    @value nvarchar(4000) = NULL, -- NULL, or what the setting allows | New value; NULL goes back to the default.
    @help  bit            = 0
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
        WHERE [h].[procedure_name] = N'store_setting'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own     bit           = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @message    nvarchar(2048),
        @old_value  nvarchar(4000),
        @now        datetime2(3)  = SYSUTCDATETIME(),
        @login_name nvarchar(256) = ORIGINAL_LOGIN();

    IF @name IS NULL OR DATALENGTH(@name) = 0
    BEGIN
        SET @message = N'Nothing was changed. @name must be given.';
        THROW 51010, @message, 1;
    END;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        SELECT @old_value = [s].[value]
        FROM [csc].[setting] AS [s] WITH (UPDLOCK, HOLDLOCK)
        WHERE [s].[name] = @name COLLATE Latin1_General_BIN2;

        DELETE FROM [csc].[setting]
        WHERE [name] = @name COLLATE Latin1_General_BIN2;

        IF @value IS NOT NULL
            INSERT INTO [csc].[setting] ([name], [value], [changed_at], [changed_by])
            VALUES (@name, @value, @now, @login_name);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        VALUES (@name, @old_value, @value, @now, @login_name);

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
