-- Gives a value that the case-management system holds the code that is sent for it, or takes that back, and logs it. Fields and values without a code:
-- SELECT * FROM csc.unmapped_values(). Codes: SELECT * FROM csc.model_codes. All faults are reported together, and then nothing is changed.
-- Error 51017: a field, a value or a code is wrong. Nothing was changed. | Correct each fault that the message names: `SELECT * FROM csc.unmapped_values();` has fields and values, `SELECT * FROM csc.model_codes;` the codes.
CREATE PROCEDURE [csc].[set_code]
    @field      nvarchar(128)  = NULL, -- required; a coded key of the payload, such as accommodation | The key, as csc.unmapped_values shows it.
    @held_value nvarchar(4000) = NULL, -- required; 1 to 400 characters | The value as it is held, as csc.unmapped_values shows it. Case and outer blanks do not matter.
    @code       nvarchar(128)  = NULL, -- a code of the field's list; NULL with @remove = 1 | The code to send for it.
    @remove     bit            = 0, -- 0 or 1 | 1 takes the code back.
    @help       bit            = 0
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
        WHERE [h].[procedure_name] = N'set_code'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE @faults nvarchar(2048) = COALESCE(N' ' + [csc].[code_fault](@field, @held_value, @code), N'');

    IF @remove IS NULL
        SET @faults = @faults + N' @remove must be 0 or 1.';
    ELSE IF @remove = 1 AND @code IS NOT NULL
        SET @faults = @faults + N' @code must not be given with @remove = 1.';
    ELSE IF @remove = 0 AND @code IS NULL
        SET @faults = @faults + N' @code must be given.';

    IF @faults <> N''
    BEGIN
        SET @faults = N'Nothing was changed.' + @faults;
        SET @faults = REPLACE(@faults, N'%', N'%%');
        THROW 51017, @faults, 1;
    END;

    EXECUTE [csc].[store_code] @field = @field, @held_value = @held_value, @code = @code;

    RETURN 0;
END;
