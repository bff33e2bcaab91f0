-- Sends what is pending in staging, as the last refresh left it, without a new refresh.
CREATE PROCEDURE [csc].[submit]
    @confirm_first_run bit = 0,
    @help              bit = 0
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
            (N'@confirm_first_run', N'bit', N'0', N'1 sends more than first_run_max children to a receiver that has acknowledged none, or sends without a restriction of the cohort that held so far.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    EXECUTE [csc].[perform] @operation = N'submit', @confirm_first_run = @confirm_first_run;

    RETURN 0;
END;
