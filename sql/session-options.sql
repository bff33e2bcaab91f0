-- The session options under which every procedure of schema csc works, whatever its caller has set. SQL Server gives the caller's own back when the procedure
-- ends. No procedure can set them for another, so this block stands, word for word, at the top of each of them, and a test demands it.
-- - IMPLICIT_TRANSACTIONS off before anything is read: else the first SELECT would open a transaction.
-- - XACT_ABORT off until a procedure has a transaction of its own: with it on, a refusal would roll back the caller's transaction.
-- - ROWCOUNT and TEXTSIZE would cut what is read, also by the assemblies, which read over this very connection.
-- - LOCK_TIMEOUT: half an hour is enough for a loader to end. A lock that is held longer ends the statement (error 1222) and not the night.
-- - The ANSI options are those that indexes with a filter demand. QUOTED_IDENTIFIER and ANSI_NULLS are kept with the procedure.
-- - LANGUAGE is not set: SQL Server would print a message each time. No text of ours depends on it; DATEFORMAT and DATEFIRST, which it sets, are.
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
