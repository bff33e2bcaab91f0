-- Internal: the work of csc.set_setting and csc.set_secret. All faults are reported together, and then nothing is changed.
-- A value is stored only where it differs from the default. csc.store_setting stores and logs a setting; of a secret the log gets the name alone.
-- NULL also takes away a setting that another version stored and this one does not know.
-- A secret is encrypted before anything is changed; in the clear it is in no query, so that it is in no query plan.
-- Error 51010: a name, a value or a kind of setting is wrong. Nothing was changed. | Correct each fault that the message names: `SELECT * FROM csc.setting_definitions();` has names, defaults and what is allowed.
CREATE PROCEDURE [csc].[change_setting]
    @name      nvarchar(128) = NULL, -- required; a name of csc.setting_definitions() | Name of the setting or secret.
    @value     nvarchar(max) = NULL, -- NULL, or at most 4000 characters, of a secret 2000 | New value. NULL goes back to the default, and removes a secret.
    @is_secret bit           = NULL, -- required; 0 or 1 | 1 for a secret, 0 for a setting.
    @help      bit           = 0
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
        WHERE [h].[procedure_name] = N'change_setting'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own        bit            = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @faults        nvarchar(2048) = N'',
        @defined_name  nvarchar(64),
        @defined_as    bit,
        @default_value nvarchar(4000),
        @new_value     nvarchar(4000),
        @cipher        varbinary(8000),
        @now           datetime2(3)  = SYSUTCDATETIME(),
        @login_name    nvarchar(128) = ORIGINAL_LOGIN();

    SELECT
        @defined_name = [d].[name],
        @defined_as = [d].[is_secret],
        @default_value = [d].[default_value]
    FROM [csc].[setting_definitions]() AS [d]
    WHERE [d].[name] = @name;

    IF @defined_name IS NULL AND @is_secret = 0 AND @value IS NULL
        SELECT @defined_name = [s].[name], @defined_as = 0
        FROM [csc].[setting] AS [s]
        WHERE [s].[name] = @name COLLATE Latin1_General_BIN2;

    IF @is_secret IS NULL
        SET @faults = @faults + N' @is_secret must be 0 or 1.';

    IF @defined_name IS NULL
        SET @faults = @faults + N' @name must be one of those that SELECT * FROM csc.setting_definitions() lists.';
    ELSE IF @defined_as = 1 AND @is_secret = 0
        SET @faults = @faults + N' ' + @defined_name + N' is a secret: use csc.set_secret.';
    ELSE IF @defined_as = 0 AND @is_secret = 1
        SET @faults = @faults + N' ' + @defined_name + N' is a setting: use csc.set_setting.';

    IF DATALENGTH(@value) > 8000
        SET @faults = @faults + N' @value must not be longer than 4000 characters.';
    ELSE
    BEGIN
        SET @new_value = @value;
        IF @defined_name IS NOT NULL AND @new_value IS NOT NULL
            SET @faults = @faults + COALESCE(N' ' + [csc].[setting_fault](@defined_name, @new_value), N'');
    END;

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
        THROW 51010, @faults, 1;
    END;

    IF @is_secret = 0
    BEGIN
        -- Compared as bytes: = would find values equal that differ in case or blanks at the end.
        IF CONVERT(varbinary(8000), @new_value) = CONVERT(varbinary(8000), @default_value)
            SET @new_value = NULL;

        EXECUTE [csc].[store_setting] @name = @defined_name, @value = @new_value;
        RETURN 0;
    END;

    IF @new_value IS NOT NULL
        EXECUTE [csc].[encrypt_secret] @name = @defined_name, @value = @new_value, @cipher = @cipher OUTPUT;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        DELETE FROM [csc].[secret]
        WHERE [name] = @defined_name COLLATE Latin1_General_BIN2;

        IF @cipher IS NOT NULL
            INSERT INTO [csc].[secret] ([name], [value], [changed_at], [changed_by])
            VALUES (@defined_name, @cipher, @now, @login_name);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        VALUES (@defined_name, NULL, NULL, @now, @login_name);

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
