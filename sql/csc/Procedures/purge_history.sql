-- Removes history older than so many days: runs, batches with the children in them, and what is left of children whose removal the receiver
-- confirmed. The last batch of every child in staging stays, because it says what the receiver holds. csc.setting_log is never purged.
CREATE PROCEDURE [csc].[purge_history]
    @keep_days int = 400,
    @help      bit = 0
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
            (N'@keep_days', N'int', N'400', N'Days of history to keep, from 30 to 36500.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE @message nvarchar(2048);

    IF @keep_days IS NULL OR @keep_days NOT BETWEEN 30 AND 36500
    BEGIN
        SET @message = N'Nothing was removed. @keep_days must be from 30 to 36500.';
        THROW 51015, @message, 1;
    END;

    EXECUTE [csc].[perform] @operation = N'purge', @keep_days = @keep_days;

    RETURN 0;
END;
