-- What the nightly job calls: rebuilds staging from SSD, then sends what changed. Fails, and so fails the job, when anything needs attention at once.
-- csc.run_history shows how it went, csc.needs_attention what is left to do.
CREATE PROCEDURE [csc].[run]
    @as_of             date = NULL,
    @confirm_deletions int  = NULL,
    @confirm_removals  int  = NULL,
    @confirm_first_run bit  = 0,
    @help              bit  = 0
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
            (N'@as_of', N'date', N'today', N'Date the payloads are made for, from 2010-01-01 to today on the server''s clock.'),
            (N'@confirm_deletions', N'int', N'NULL', N'Number of deletions to let pass, exactly, though the guard holds them.'),
            (N'@confirm_removals', N'int', N'NULL', N'Number of nested records to let be removed from children who stay, all types together, exactly, though the guard holds them.'),
            (N'@confirm_first_run', N'bit', N'0', N'1 sends more than first_run_max children to a receiver that has acknowledged none, or sends without a restriction of the cohort that held so far.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    EXECUTE [csc].[perform]
        @operation = N'run', @as_of = @as_of, @confirm_deletions = @confirm_deletions, @confirm_removals = @confirm_removals,
        @confirm_first_run = @confirm_first_run;

    RETURN 0;
END;
