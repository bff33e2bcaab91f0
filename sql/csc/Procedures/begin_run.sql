-- Internal: starts csc.run, csc.refresh, csc.submit, csc.requeue, csc.purge_history and csc.take_over_d2i_staging. One at a time in this database, on the primary replica
-- only, never inside a transaction: takes the run lock and opens a row in csc.run_log. csc.end_run closes the row and gives the lock back. If anything is
-- refused, or fails here, nothing is left open.
-- Error 51000: the operation is not one that there is. Nothing was done. | Call csc.run, csc.refresh or csc.submit.
-- Error 51001: a transaction is open. It is as it was, and nothing was done. | Commit it or roll it back, and call again outside INSERT ... EXECUTE and with IMPLICIT_TRANSACTIONS OFF.
-- Error 51002: another run holds the lock. Nothing was done. | Wait until the run that the message names has ended. If it was cancelled, close its query window, or KILL its session: see docs/troubleshooting.md.
-- Error 51003: the run lock could not be taken. Nothing was done. | Make the login a member of the role csc_operator.
-- Error 51004: the database is read-only. Nothing was done. | Make it writable.
-- Error 51005: @as_of is not from 2010-01-01 to today. Nothing was changed. | Leave it out for today.
-- Error 51006: delayed durability is forced in this database, so a crash could lose the record of what was sent. Nothing was sent. | A database owner sets DELAYED_DURABILITY to ALLOWED; see [troubleshooting](troubleshooting.md).
-- Error 51009: the run failed in a statement whose own words may quote a value, so they are not kept. | Look the number in the message up in the documentation of SQL Server. `SELECT * FROM csc.run_history;` shows the run.
CREATE PROCEDURE [csc].[begin_run]
    @operation nvarchar(16) = NULL, -- required; run, refresh, submit, requeue, purge or takeover | What csc.run_log calls it.
    @as_of     date         = NULL OUTPUT, -- 2010-01-01 to today; only a run or a refresh has one | Date the payloads are made for. NULL: today on the server's clock, and then given back.
    @run_id    bigint       = NULL OUTPUT, -- output | The row in csc.run_log. NULL on a secondary replica: there is nothing to do.
    @help      bit          = 0
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
        WHERE [h].[procedure_name] = N'begin_run'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @message      nvarchar(2048),
        @today        date           = SYSDATETIME(),
        @procedure    nvarchar(64)   = CASE @operation COLLATE Latin1_General_BIN2
            WHEN N'run' THEN N'csc.run'
            WHEN N'refresh' THEN N'csc.refresh'
            WHEN N'submit' THEN N'csc.submit'
            WHEN N'requeue' THEN N'csc.requeue'
            WHEN N'purge' THEN N'csc.purge_history'
            WHEN N'takeover' THEN N'csc.take_over_d2i_staging'
        END,
        @lock         int,
        @host_name    nvarchar(128)  = HOST_NAME(),
        @login_name   nvarchar(128)  = ORIGINAL_LOGIN(),
        @program_name nvarchar(128)  = APP_NAME(),
        @server_name  nvarchar(128),
        @database_key nvarchar(36);

    SET @run_id = NULL;

    -- Every refusal comes before SET XACT_ABORT ON, so that a transaction of the caller stays as it is.
    IF @procedure IS NULL
    BEGIN
        SET @message = N'csc.begin_run: @operation must be run, refresh, submit, requeue, purge or takeover. Call csc.run, csc.refresh or csc.submit instead.';
        THROW 51000, @message, 1;
    END;

    IF @@TRANCOUNT > 0
    BEGIN
        SET @message = @procedure + N' must not start inside a transaction: what was sent cannot be rolled back. The transaction is as it was; commit it or roll it back first. '
            + N'INSERT ... EXECUTE is a transaction too, and so is the first statement after SET IMPLICIT_TRANSACTIONS ON.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51001, @message, 1;
    END;

    IF @procedure IN (N'csc.run', N'csc.refresh') AND (@as_of > @today OR @as_of < DATEFROMPARTS(2010, 1, 1))
    BEGIN
        SET @message = @procedure + N': @as_of is ' + CONVERT(nvarchar(10), @as_of, 23) + N'. It must be a day from 2010-01-01 to today, which is '
            + CONVERT(nvarchar(10), @today, 23) + N' on this server. Leave it out for today. Nothing was changed.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51005, @message, 1;
    END;

    -- A secondary replica is read-only. sys.fn_hadr_is_primary_replica would say so too, but asks for VIEW SERVER STATE.
    IF CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), N'Updateability')) = N'READ_ONLY'
    BEGIN
        IF EXISTS (SELECT 1 FROM [sys].[databases] AS [d] WHERE [d].[database_id] = DB_ID() AND [d].[replica_id] IS NOT NULL)
        BEGIN
            PRINT @procedure + N': this replica of the availability group is a secondary one. Nothing was done.';
            RETURN 0;
        END;

        SET @message = @procedure + N': the database is read-only. Make it writable first.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51004, @message, 1;
    END;

    IF @procedure IN (N'csc.run', N'csc.submit') AND EXISTS (SELECT 1 FROM [sys].[databases] AS [d] WHERE [d].[database_id] = DB_ID() AND [d].[delayed_durability] = 2)
    BEGIN
        SET @message = @procedure + N': delayed durability is forced in this database, so a crash could lose the record of what was sent. Nothing was sent. '
            + N'A database owner sets DELAYED_DURABILITY to ALLOWED: see docs/troubleshooting.md.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51006, @message, 1;
    END;

    -- Only members of csc_runner can take this lock, so nobody else can hold up the nightly run.
    EXECUTE @lock = [sys].[sp_getapplock]
        @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Session', @LockTimeout = 0, @DbPrincipal = N'csc_runner';

    IF @lock = -1
    BEGIN
        SELECT TOP (1)
            @message = N' Started ' + CONVERT(nvarchar(19), [l].[started_at], 126) + N' UTC'
                + N' by ' + COALESCE([l].[login_name], N'an unknown login')
                + N' on ' + COALESCE([l].[host_name], N'an unknown host')
                + N' (' + [l].[operation] + N', run ' + CONVERT(nvarchar(20), [l].[run_id]) + N').'
        FROM [csc].[run_log] AS [l]
        WHERE [l].[verdict] = N'running'
        ORDER BY [l].[run_id] DESC;

        SET @message = @procedure + N': another run holds the lock.' + COALESCE(@message, N'') + N' Wait until it has ended. If it was cancelled, its query window still holds the lock: close that window.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51002, @message, 1;
    END;

    IF @lock < 0
    BEGIN
        SET @message = @procedure + N': the run lock could not be taken (code ' + CONVERT(nvarchar(11), @lock)
            + N'). Make sure the login is a member of the role csc_operator.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51003, @message, 1;
    END;

    -- From here on every transaction is one of ours, and any error rolls it back.
    SET XACT_ABORT ON;

    BEGIN TRY
        SET @as_of = CASE WHEN @operation IN (N'run', N'refresh') THEN COALESCE(@as_of, @today) END;

        EXECUTE [csc].[start_run]
            @operation = @operation, @as_of = @as_of, @host_name = @host_name, @login_name = @login_name, @program_name = @program_name, @run_id = @run_id OUTPUT;

        EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;
        EXECUTE [csc].[note_environment] @server_name = @server_name, @database_key = @database_key;
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;

        SET @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        EXECUTE [csc].[end_run] @run_id = @run_id, @verdict = N'failed', @message = @message;

        -- The error itself goes on only if its words are kept: others may quote a value.
        IF CHARINDEX(@message COLLATE Latin1_General_BIN2, ERROR_MESSAGE()) > 0
            THROW;

        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51009, @message, 1;
    END CATCH;

    RETURN 0;
END;
