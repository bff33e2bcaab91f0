-- Gives a value that the case-management system holds the code that is sent for it, or takes that back, and logs it. Fields and values without a code:
-- SELECT * FROM csc.unmapped_values(). Codes: SELECT * FROM csc.model_codes. All faults are reported together, and then nothing is changed.
CREATE PROCEDURE [csc].[set_code]
    @field      nvarchar(128)  = NULL,
    @held_value nvarchar(4000) = NULL,
    @code       nvarchar(128)  = NULL,
    @remove     bit            = 0,
    @help       bit            = 0
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
            (N'@field', N'nvarchar(128)', N'none', N'The key of the payload that is sent as a code, as csc.unmapped_values shows it: accommodation.'),
            (N'@held_value', N'nvarchar(4000)', N'none', N'The value as it is held, as csc.unmapped_values shows it. Case and outer blanks do not matter.'),
            (N'@code', N'nvarchar(128)', N'none', N'The code to send for it, one of the list of the field.'),
            (N'@remove', N'bit', N'0', N'1 takes the code back; @code is not given then.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE
        @is_own     bit            = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @faults     nvarchar(2048) = N'',
        @held       nvarchar(400)  = LTRIM(RTRIM(@held_value)),
        @old_code   nvarchar(16),
        @now        datetime2(3)   = SYSUTCDATETIME(),
        @login_name nvarchar(128)  = ORIGINAL_LOGIN();

    SET @faults = @faults + COALESCE(N' ' + [csc].[code_fault](@field, @held_value, @code), N'');

    IF @remove IS NULL
        SET @faults = @faults + N' @remove must be 0 or 1.';
    ELSE IF @remove = 1 AND @code IS NOT NULL
        SET @faults = @faults + N' @code must not be given with @remove = 1.';
    ELSE IF @remove = 0 AND @code IS NULL
        SET @faults = @faults + N' @code must be given.';

    IF @faults = N''
    BEGIN
        SELECT @old_code = [m].[code]
        FROM [csc].[code_map] AS [m]
        WHERE [m].[field] = @field COLLATE Latin1_General_BIN2
            AND UPPER([m].[held_value]) = UPPER(@held COLLATE Latin1_General_BIN2);

        IF @remove = 1 AND @old_code IS NULL
            SET @faults = @faults + N' @held_value has no code of its own in this field: SELECT * FROM csc.code_map.';
    END;

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        THROW 51017, @faults, 1;
    END;

    -- Inside a transaction of the caller a fault takes back what was done here, and nothing else.
    IF @is_own = 1
        SET XACT_ABORT ON;

    BEGIN TRY
        IF @is_own = 1
            BEGIN TRANSACTION;
        ELSE
            SAVE TRANSACTION [csc_change];

        DELETE FROM [csc].[code_map]
        WHERE [field] = @field COLLATE Latin1_General_BIN2
            AND UPPER([held_value]) = UPPER(@held COLLATE Latin1_General_BIN2);

        IF @remove = 0
            INSERT INTO [csc].[code_map] ([field], [held_value], [code], [changed_at], [changed_by])
            VALUES (@field, @held, @code, @now, @login_name);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        SELECT
            N'code_map: ' + @field,
            CASE WHEN @old_code IS NOT NULL THEN @held + N' = ' + @old_code END,
            CASE WHEN @remove = 0 THEN @held + N' = ' + @code END,
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
