-- Internal: the frame around csc.run, csc.refresh, csc.submit, csc.requeue, csc.purge_history and csc.take_over_d2i_staging. One at a time in this database, on the primary replica only, never inside a
-- transaction, with a row in csc.run_log from start to end. A refresh that fails is never followed by a submit. Every error goes on to the caller.
CREATE PROCEDURE [csc].[perform]
    @operation         nvarchar(16)   = NULL,
    @as_of             date           = NULL,
    @confirm_deletions int            = NULL,
    @confirm_removals  int            = NULL,
    @confirm_first_run bit            = 0,
    @person_id         nvarchar(48)   = NULL,
    @message_pattern   nvarchar(2000) = NULL,
    @keep_days         int            = NULL,
    @rule_name         nvarchar(64)   = NULL,
    @table_name     nvarchar(128)  = NULL,
    @sent_to           nvarchar(400)  = NULL,
    @confirm_whole     bit            = 0,
    @confirm_apart     bit            = 0,
    @help              bit            = 0
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
            (N'@operation', N'nvarchar(16)', N'none', N'run, refresh, submit, requeue, purge or takeover.'),
            (N'@as_of', N'date', N'today', N'Date the payloads are made for, from 2010-01-01 to today on the server''s clock. A submit does not use it.'),
            (N'@confirm_deletions', N'int', N'NULL', N'Number of deletions to let pass, exactly, though the guard holds them.'),
            (N'@confirm_removals', N'int', N'NULL', N'Number of nested records to let be removed from children who stay, all types together, exactly, though the guard holds them.'),
            (N'@confirm_first_run', N'bit', N'0', N'1 sends more than first_run_max children to a receiver that has acknowledged none, or sends without a restriction of the cohort that held so far.'),
            (N'@person_id', N'nvarchar(48)', N'NULL', N'Of a requeue: this child alone.'),
            (N'@message_pattern', N'nvarchar(2000)', N'NULL', N'Of a requeue: children whose last message is like this.'),
            (N'@keep_days', N'int', N'NULL', N'Of a purge: days of history to keep.'),
            (N'@rule_name', N'nvarchar(64)', N'NULL', N'Of a requeue: children of whose payload this rule is said.'),
            (N'@table_name', N'nvarchar(128)', N'NULL', N'Of a takeover: the table, beside the SSD tables.'),
            (N'@sent_to', N'nvarchar(400)', N'NULL', N'Of a takeover: the base address the old tool sent to.'),
            (N'@confirm_whole', N'bit', N'0', N'Of a takeover: 1 confirms that the old tool never sent partial payloads.'),
            (N'@confirm_apart', N'bit', N'0', N'Of a takeover: 1 confirms that the old tool never built while it sent.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE
        @message        nvarchar(2048),
        @today          date           = SYSDATETIME(),
        @procedure      nvarchar(64)   = CASE @operation COLLATE Latin1_General_BIN2
            WHEN N'run' THEN N'csc.run'
            WHEN N'refresh' THEN N'csc.refresh'
            WHEN N'submit' THEN N'csc.submit'
            WHEN N'requeue' THEN N'csc.requeue'
            WHEN N'purge' THEN N'csc.purge_history'
            WHEN N'takeover' THEN N'csc.take_over_d2i_staging'
        END,
        @summary        nvarchar(1000),
        @lock           int,
        @run_id         bigint,
        @host_name      nvarchar(128),
        @login_name     nvarchar(128),
        @program_name   nvarchar(128),
        @server_name    nvarchar(128),
        @database_key   nvarchar(36),
        @client_secret  nvarchar(4000),
        @supplier_key   nvarchar(4000),
        @proxy_password nvarchar(4000),
        @scrambling_key nvarchar(4000),
        @rejected       int;

    -- Every refusal comes before SET XACT_ABORT ON, so that a transaction of the caller stays as it is.
    IF @procedure IS NULL
    BEGIN
        SET @message = N'csc.perform: @operation must be run, refresh, submit, requeue, purge or takeover. Call csc.run, csc.refresh or csc.submit instead.';
        THROW 51000, @message, 1;
    END;

    IF @@TRANCOUNT > 0
    BEGIN
        SET @message = @procedure + N' must not start inside a transaction: what was sent cannot be rolled back. The transaction is as it was; commit it or roll it back first. '
            + N'INSERT ... EXECUTE is a transaction too, and so is the first statement after SET IMPLICIT_TRANSACTIONS ON.';
        THROW 51001, @message, 1;
    END;

    IF @procedure IN (N'csc.run', N'csc.refresh') AND (@as_of > @today OR @as_of < DATEFROMPARTS(2010, 1, 1))
    BEGIN
        SET @message = @procedure + N': @as_of is ' + CONVERT(nvarchar(10), @as_of, 23) + N'. It must be a day from 2010-01-01 to today, which is '
            + CONVERT(nvarchar(10), @today, 23) + N' on this server. Leave it out for today. Nothing was changed.';
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
        THROW 51004, @message, 1;
    END;

    IF @procedure IN (N'csc.run', N'csc.submit') AND EXISTS (SELECT 1 FROM [sys].[databases] AS [d] WHERE [d].[database_id] = DB_ID() AND [d].[delayed_durability] = 2)
    BEGIN
        SET @message = @procedure + N': delayed durability is forced in this database, so a crash could lose the record of what was sent. Nothing was sent. '
            + N'A database owner sets DELAYED_DURABILITY to ALLOWED: see docs/troubleshooting.md.';
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

        SET @message = @procedure + N': another run holds the lock.' + COALESCE(@message, N'') + N' Wait until it has ended.';
        THROW 51002, @message, 1;
    END;

    IF @lock < 0
    BEGIN
        SET @message = @procedure + N': the run lock could not be taken (code ' + CONVERT(nvarchar(11), @lock)
            + N'). Make sure the login is a member of the role csc_operator.';
        THROW 51003, @message, 1;
    END;

    -- From here on every transaction is one of ours, and any error rolls it back.
    SET XACT_ABORT ON;

    BEGIN TRY
        SET @as_of = CASE WHEN @operation IN (N'run', N'refresh') THEN COALESCE(@as_of, @today) END;
        SET @host_name = HOST_NAME();
        SET @login_name = ORIGINAL_LOGIN();
        SET @program_name = APP_NAME();

        EXECUTE [csc].[start_run]
            @operation = @operation, @as_of = @as_of, @host_name = @host_name, @login_name = @login_name, @program_name = @program_name, @run_id = @run_id OUTPUT;

        EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;
        EXECUTE [csc].[note_environment] @server_name = @server_name, @database_key = @database_key;

        IF @operation IN (N'run', N'refresh')
        BEGIN
            IF EXISTS (SELECT 1 FROM [csc].[setting] AS [s] WHERE [s].[name] = N'scramble' AND [s].[value] = N'1')
                SET @scrambling_key = [csc].[scrambling_key]();

            EXECUTE [csc].[refresh_staging]
                @run_id = @run_id, @as_of = @as_of, @confirm_deletions = @confirm_deletions, @confirm_removals = @confirm_removals, @scrambling_key = @scrambling_key;
        END;

        IF @operation IN (N'run', N'submit')
        BEGIN
            EXECUTE [csc].[read_secrets] @client_secret = @client_secret OUTPUT, @supplier_key = @supplier_key OUTPUT, @proxy_password = @proxy_password OUTPUT;

            EXECUTE [csc].[submit_pending]
                @run_id = @run_id, @confirm_first_run = @confirm_first_run, @server_name = @server_name, @database_key = @database_key,
                @client_secret = @client_secret, @supplier_key = @supplier_key, @proxy_password = @proxy_password;

            SELECT @rejected = [l].[rejected] FROM [csc].[run_log] AS [l] WHERE [l].[run_id] = @run_id AND [l].[rejected] > 0;
            IF @rejected IS NOT NULL
                SET @summary = N'The receiver refused ' + CONVERT(nvarchar(11), @rejected)
                    + N' children, each alone; the others were accepted. They wait until their payload changes: see csc.needs_attention.';
        END;

        IF @operation = N'requeue'
            EXECUTE [csc].[requeue_children] @person_id = @person_id, @message_pattern = @message_pattern, @rule_name = @rule_name, @summary = @summary OUTPUT;

        IF @operation = N'purge'
            EXECUTE [csc].[delete_history] @keep_days = @keep_days, @summary = @summary OUTPUT;

        IF @operation = N'takeover'
            EXECUTE [csc].[take_over_children]
                @table_name = @table_name, @sent_to = @sent_to, @confirm_whole = @confirm_whole, @confirm_apart = @confirm_apart, @summary = @summary OUTPUT;

        EXECUTE [csc].[complete_run] @run_id = @run_id, @verdict = N'succeeded', @message = @summary;
        EXECUTE [csc].[release_run_lock];
    END TRY
    BEGIN CATCH
        IF XACT_STATE() <> 0
            ROLLBACK TRANSACTION;

        SET @message = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        IF @run_id IS NOT NULL
        BEGIN
            BEGIN TRY
                EXECUTE [csc].[complete_run] @run_id = @run_id, @verdict = N'failed', @message = @message;
            END TRY
            BEGIN CATCH
                -- The first error is the one to report. The next run marks the open row as interrupted.
                IF XACT_STATE() <> 0
                    ROLLBACK TRANSACTION;
            END CATCH;
        END;

        EXECUTE [csc].[release_run_lock];

        -- The caller, and the job history of SQL Server Agent, see the error itself only where its words are kept: others may quote a value.
        IF CHARINDEX(@message COLLATE Latin1_General_BIN2, ERROR_MESSAGE()) > 0
            THROW;

        THROW 51009, @message, 1;
    END CATCH;

    RETURN 0;
END;
