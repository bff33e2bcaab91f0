-- Internal: stores a code that has been checked, or takes it back, and logs the change. csc.set_code ends here; where there is no assembly,
-- ssdclr code-map calls it.
CREATE PROCEDURE [csc].[store_code]
    @field      nvarchar(128) = NULL, -- required; a coded key of the payload | The key.
    @held_value nvarchar(400) = NULL, -- required; 1 to 400 characters | The value as it is held. Case and outer blanks do not matter.
    @code       nvarchar(128) = NULL, -- NULL, or a code of the field's list | The code to send for it; NULL takes the code back.
    @help       bit           = 0
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
        WHERE [h].[procedure_name] = N'store_code'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @is_own     bit            = CASE WHEN @@TRANCOUNT = 0 THEN 1 ELSE 0 END,
        @faults     nvarchar(2048) = N'',
        @held       nvarchar(400)  = LTRIM(RTRIM(@held_value)),
        @old_code   nvarchar(16),
        @now        datetime2(3)   = SYSUTCDATETIME(),
        @login_name nvarchar(128)  = ORIGINAL_LOGIN();

    IF @field IS NULL OR DATALENGTH(@field) = 0
        SET @faults = @faults + N' @field must be given.';

    IF @held IS NULL OR DATALENGTH(@held) = 0
        SET @faults = @faults + N' @held_value must be given.';

    IF @faults = N''
    BEGIN
        SELECT @old_code = [m].[code]
        FROM [csc].[code_map] AS [m]
        WHERE [m].[field] = @field COLLATE Latin1_General_BIN2
            AND UPPER([m].[held_value]) = UPPER(@held COLLATE Latin1_General_BIN2);

        IF @code IS NULL AND @old_code IS NULL
            SET @faults = @faults + N' @held_value has no code of its own in this field: SELECT * FROM csc.code_map.';
    END;

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
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

        IF @code IS NOT NULL
            INSERT INTO [csc].[code_map] ([field], [held_value], [code], [changed_at], [changed_by])
            VALUES (@field, @held, @code, @now, @login_name);

        INSERT INTO [csc].[setting_log] ([name], [old_value], [new_value], [changed_at], [changed_by])
        SELECT
            N'code_map: ' + @field,
            CASE WHEN @old_code IS NOT NULL THEN @held + N' = ' + @old_code END,
            CASE WHEN @code IS NOT NULL THEN @held + N' = ' + @code END,
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
