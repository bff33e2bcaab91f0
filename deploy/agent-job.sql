-- The jobs of SQL Server Agent for SsdClr. Makes or updates two, by name:
--   the nightly run     step 1 calls csc.run; step 2 removes old history, after a good run; then a mail says how it went, where @mail_profile is set
--   the watchdog        fails when no run has ended well for too long: a job that never starts tells nobody by itself
-- On a secondary replica of an availability group both succeed and do nothing, so run this script on every replica.
--
-- How: edit the values below, then run the whole text in a query window, in any database, as sysadmin. Run it again to change a value. All values
-- are checked first, and nothing is changed unless all are right. Existing jobs keep their id, history, further schedules, and whether they are enabled.
-- agent-job-remove.sql takes the jobs away again.
--
-- Intended for jobs owned by a sysadmin, without EXECUTE AS and without a proxy: the steps then run as the service account of SQL Server Agent, which is
-- sysadmin. Whoever may alter csc.run therefore becomes sysadmin at night. The script prints who that is and is not known to be sysadmin; docs/agent.md says what to do.
-- Error 51120: a value is wrong, or the server, the database or the login is not what the jobs need. Nothing was changed. | Correct each fault that the message names, and run the script again.
SET NOCOUNT ON;
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;

-- Edit from here
DECLARE
    @database_name  nvarchar(128) = N'SsdClr',              -- database with the schema csc
    @keep_existing  bit           = 0,                      -- 1: where this script has made jobs for that database, leave them as they are
    @owner_login    nvarchar(128) = NULL,                   -- a sysadmin; NULL: the login that was sa when the server was installed
    @operator_name  nvarchar(128) = NULL,                   -- operator of SQL Server Agent who gets an e-mail when a job fails; NULL: nobody
    @job_name       nvarchar(128) = N'SsdClr nightly run',
    @start_time     nvarchar(8)   = N'03:30',               -- each day, on the server's clock; after SSD has been loaded
    @retry_attempts int           = 2,                      -- times that a failed run is repeated; 0: not at all
    @retry_minutes  int           = 15,                     -- minutes before each repetition
    @keep_days      int           = 400,                    -- days of history to keep; NULL: remove none
    @mail_profile   nvarchar(128) = NULL,                   -- profile of Database Mail for a mail after each run: counts, no id; NULL: no mail
    @mail_to        nvarchar(400) = NULL,                   -- its recipients, with semicolons between
    @output_file    nvarchar(200) = NULL,                   -- file on the server that the output is appended to; NULL: none
    @watchdog_name  nvarchar(128) = N'SsdClr watchdog',
    @watchdog_time  nvarchar(8)   = N'08:00',               -- each day, on the server's clock
    @within_hours   int           = 30;                     -- hours within which a run must have ended well
-- to here

-- What the steps do. The name of the database and the numbers are put in further down.
DECLARE
    @run_command nvarchar(max) = N'-- A secondary replica has nothing to do. Outside an availability group the function gives NULL.
SET NOCOUNT ON;
IF COALESCE([sys].[fn_hadr_is_primary_replica](N''{database}''), 1) = 1
    EXECUTE [{database}].[csc].[run];',
    @purge_command nvarchar(max) = N'SET NOCOUNT ON;
IF COALESCE([sys].[fn_hadr_is_primary_replica](N''{database}''), 1) = 1
    EXECUTE [{database}].[csc].[purge_history] @keep_days = {keep_days};',
    @mail_command nvarchar(max) = N'-- A mail that fails is told in the history of the job, and never fails the run.
SET NOCOUNT ON;
SET TEXTSIZE 2147483647;
IF COALESCE([sys].[fn_hadr_is_primary_replica](N''{database}''), 1) = 1
BEGIN
BEGIN TRY
    -- A string: SQL Server looks names of a database up when it compiles a batch, which fails on a secondary replica that cannot be read.
    EXECUTE [{database}].[sys].[sp_executesql] N''{mail_statement}'';
END TRY
BEGIN CATCH
    PRINT N''The mail was not sent: error '' + CONVERT(nvarchar(11), ERROR_NUMBER()) + N''. See msdb.dbo.sysmail_event_log. What the run did is in csc.run_history.'';
END CATCH;
END;',
    -- A job can fail before its run is in the log, or after a run that went well. Then the page says what an earlier run did, so it is left out.
    @mail_statement nvarchar(max) = N'DECLARE @is_failed bit = 0, @page nvarchar(max) = [csc].[report_summary_html](NULL), @verdict nvarchar(16);
DECLARE @subject nvarchar(255) = N''SsdClr: no run yet'', @latest nvarchar(200) = N''there is none.'';
SELECT TOP (1)
    @subject = N''SsdClr: run '' + CONVERT(nvarchar(20), [h].[run_id]) + N'' '' + [h].[verdict],
    @verdict = [h].[verdict],
    @latest = N''run '' + CONVERT(nvarchar(20), [h].[run_id]) + N'' of '' + CONVERT(nvarchar(16), [h].[started_at], 120) + N'' UTC: '' + [h].[verdict] + N''.''
FROM [csc].[run_history] AS [h]
WHERE [h].[operation] IN (N''run'', N''submit'')
ORDER BY [h].[run_id] DESC;
IF @is_failed = 1 AND COALESCE(@verdict, N''none'') NOT IN (N''failed'', N''interrupted'')
    SELECT
        @subject = N''SsdClr: the nightly job failed'',
        @page = N''<p>The nightly job failed, and no run on record says why: the history of the job does. The latest run on record: '' + @latest + N''</p>'';
EXECUTE [msdb].[dbo].[sp_send_dbmail]
    @profile_name = N''{mail_profile}'', @recipients = N''{mail_to}'', @subject = @subject, @body = @page, @body_format = N''HTML'';',
    @watchdog_command nvarchar(max) = N'-- Fails when no run has ended well for too long, though the job that runs it may never have started.
SET NOCOUNT ON;
IF COALESCE([sys].[fn_hadr_is_primary_replica](N''{database}''), 1) = 1
    EXECUTE [{database}].[csc].[check_recent_run] @within_hours = {within_hours};',
    -- Who may alter what the job runs: by a role, or by a right on the database, on the schema csc or on an object in it. Members of roles that may, too.
    @able_statement nvarchar(max) = N'DECLARE @name nvarchar(128) = N'''';
DECLARE @may TABLE ([principal_id] int NOT NULL PRIMARY KEY);
SET @able = N'''';
INSERT INTO @may ([principal_id])
SELECT [p].[principal_id]
FROM [sys].[database_principals] AS [p]
WHERE [p].[name] IN (N''dbo'', N''db_owner'', N''db_ddladmin'', N''db_securityadmin'')
    OR EXISTS (
        SELECT 1
        FROM [sys].[database_permissions] AS [g]
        WHERE [g].[grantee_principal_id] = [p].[principal_id]
            AND [g].[state] IN (N''G'', N''W'')
            AND [g].[permission_name] IN (N''ALTER'', N''ALTER ANY SCHEMA'', N''CONTROL'', N''TAKE OWNERSHIP'')
            AND ([g].[class] = 0
                OR ([g].[class] = 1 AND [g].[major_id] IN (SELECT [o].[object_id] FROM [sys].[objects] AS [o] WHERE [o].[schema_id] = SCHEMA_ID(N''csc'')))
                OR ([g].[class] = 3 AND [g].[major_id] = SCHEMA_ID(N''csc''))));
WHILE EXISTS (
    SELECT 1
    FROM [sys].[database_role_members] AS [m]
    WHERE [m].[role_principal_id] IN (SELECT [k].[principal_id] FROM @may AS [k]) AND [m].[member_principal_id] NOT IN (SELECT [k].[principal_id] FROM @may AS [k]))
    INSERT INTO @may ([principal_id])
    SELECT [m].[member_principal_id]
    FROM [sys].[database_role_members] AS [m]
    WHERE [m].[role_principal_id] IN (SELECT [k].[principal_id] FROM @may AS [k]) AND [m].[member_principal_id] NOT IN (SELECT [k].[principal_id] FROM @may AS [k])
    GROUP BY [m].[member_principal_id];
WHILE 1 = 1
BEGIN
    SET @name =
    (
        SELECT MIN([p].[name])
        FROM [sys].[database_principals] AS [p]
        WHERE [p].[name] > @name
            AND [p].[type] <> N''R''
            AND [p].[principal_id] IN (SELECT [k].[principal_id] FROM @may AS [k])
            AND COALESCE(IS_SRVROLEMEMBER(N''sysadmin'', SUSER_SNAME([p].[sid])), 0) = 0
    );
    IF @name IS NULL
        BREAK;
    SET @able = @able + CASE WHEN @able = N'''' THEN N'''' ELSE N'', '' END + QUOTENAME(@name);
END;',
    @version_statement nvarchar(max) = N'SELECT @version = [a].[clr_name] FROM [sys].[assemblies] AS [a] WHERE [a].[name] = N''SsdClr.Submission'';';

DECLARE
    @failed_mail_command nvarchar(max),
    @made_by          nvarchar(64)   = N'Made by agent-job.sql of SsdClr.',
    @schedule_name    nvarchar(128)  = N'SsdClr daily',
    @is_sysadmin      bit            = CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 THEN 1 ELSE 0 END,
    @engine_edition   int            = CONVERT(int, SERVERPROPERTY(N'EngineEdition')),
    @is_secondary     bit            = 0,
    @agent_status     int,
    @agent_start      int,
    @faults           nvarchar(max)  = N'',
    @message          nvarchar(2048),
    @procedure        nvarchar(600),
    @version          nvarchar(4000),
    @able             nvarchar(max),
    @email_level      int,
    @flags            int,
    @job_number       int            = 1,
    @job_id           uniqueidentifier,
    @name             nvarchar(128),
    @description      nvarchar(512),
    @time             int,
    @step_id          int,
    @step_name        nvarchar(128),
    @command          nvarchar(max),
    @attempts         int,
    @minutes          int,
    @on_success       tinyint,
    @on_fail          tinyint,
    @fail_step        int,
    @schedule_id      int,
    @schedule_enabled tinyint;

DECLARE @jobs TABLE
(
    [job_number]  int           NOT NULL PRIMARY KEY,
    [name]        nvarchar(128) COLLATE DATABASE_DEFAULT NULL,
    [description] nvarchar(512) COLLATE DATABASE_DEFAULT NOT NULL,
    [time]        nvarchar(8)   COLLATE DATABASE_DEFAULT NULL
);

DECLARE @steps TABLE
(
    [job_number] int           NOT NULL,
    [step_id]    int           NOT NULL,
    [step_name]  nvarchar(128) COLLATE DATABASE_DEFAULT NOT NULL,
    [command]    nvarchar(max) COLLATE DATABASE_DEFAULT NULL,
    [attempts]   int           NULL,
    [minutes]    int           NULL,
    [is_mail]    bit           NOT NULL DEFAULT 0,
    PRIMARY KEY ([job_number], [step_id])
);

-- The server and who runs this
IF @engine_edition = 4
    SET @faults = @faults + NCHAR(10) + N'- This is an Express edition, which has no SQL Server Agent. Start csc.run from another scheduler.';
ELSE IF @engine_edition NOT IN (2, 3)
    SET @faults = @faults + NCHAR(10) + N'- This is not SQL Server on a machine of its own: SsdClr needs one, on Windows.';

IF @is_sysadmin = 0
    SET @faults = @faults + NCHAR(10) + N'- This login is not sysadmin. Only a sysadmin may make a job that another login owns; members of SQLAgentUserRole may make jobs of their own alone, which nobody has tried with SsdClr.';
ELSE
BEGIN
    SELECT @agent_status = [s].[status], @agent_start = [s].[startup_type]
    FROM [sys].[dm_server_services] AS [s]
    WHERE UPPER([s].[filename]) LIKE N'%SQLAGENT.EXE%';

    IF @engine_edition IN (2, 3) AND COALESCE(@agent_status, 0) <> 4
        SET @faults = @faults + NCHAR(10) + N'- SQL Server Agent is not running. Start its service, and have it started with the machine.';
END;

-- The database
IF @database_name IS NULL OR DB_ID(@database_name) IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @database_name: there is no database ' + COALESCE(QUOTENAME(@database_name), N'NULL') + N' here.';
ELSE IF @is_sysadmin = 1
BEGIN
    SET @is_secondary = CASE WHEN [sys].[fn_hadr_is_primary_replica](@database_name) = 0 THEN 1 ELSE 0 END;

    -- A secondary replica may not be readable; what is not seen here was seen on the primary one.
    IF @is_secondary = 0
    BEGIN
        IF COALESCE(HAS_DBACCESS(@database_name), 0) = 0
            SET @faults = @faults + NCHAR(10) + N'- @database_name: the database ' + QUOTENAME(@database_name) + N' cannot be opened. Bring it online first.';
        ELSE IF OBJECT_ID(QUOTENAME(@database_name) + N'.[csc].[run]') IS NULL
            SET @faults = @faults + NCHAR(10) + N'- @database_name: the database ' + QUOTENAME(@database_name) + N' holds no csc.run. Publish SsdClr.dacpac to it, or name another.';
        ELSE IF OBJECT_ID(QUOTENAME(@database_name) + N'.[csc].[purge_history]') IS NULL OR OBJECT_ID(QUOTENAME(@database_name) + N'.[csc].[check_recent_run]') IS NULL
            SET @faults = @faults + NCHAR(10) + N'- @database_name: SsdClr in ' + QUOTENAME(@database_name) + N' is older than this script. Publish the SsdClr.dacpac that came with it.';
        ELSE
        BEGIN
            SET @procedure = QUOTENAME(@database_name) + N'.[sys].[sp_executesql]';
            EXECUTE @procedure @version_statement, N'@version nvarchar(4000) OUTPUT', @version = @version OUTPUT;

            IF @version IS NULL
                SET @faults = @faults + NCHAR(10) + N'- @database_name: the assembly SsdClr.Submission is missing in ' + QUOTENAME(@database_name) + N', so nothing can be sent. Publish SsdClr.dacpac again.';
        END;
    END;
END;

-- The values
SET @owner_login = COALESCE(@owner_login, SUSER_SNAME(0x01));
IF @owner_login IS NULL OR COALESCE(IS_SRVROLEMEMBER(N'sysadmin', @owner_login), 0) = 0
    SET @faults = @faults + NCHAR(10) + N'- @owner_login: ' + COALESCE(QUOTENAME(@owner_login), N'NULL') + N' is no sysadmin login of this server. For any other owner SQL Server Agent takes that login''s identity, and then SQL Server gives the assembly that submits no network.';

IF @is_sysadmin = 1 AND @operator_name IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM [msdb].[dbo].[sysoperators] AS [o] WHERE [o].[name] = @operator_name AND [o].[enabled] = 1 AND [o].[email_address] <> N'')
    SET @faults = @faults + NCHAR(10) + N'- @operator_name: there is no enabled operator ' + QUOTENAME(@operator_name) + N' with an e-mail address.';

IF COALESCE(@job_name, N'') = N'' OR CHARINDEX(N'%', @job_name) > 0
    SET @faults = @faults + NCHAR(10) + N'- @job_name must not be blank or hold a percent sign.';

IF COALESCE(@watchdog_name, N'') = N'' OR CHARINDEX(N'%', @watchdog_name) > 0
    SET @faults = @faults + NCHAR(10) + N'- @watchdog_name must not be blank or hold a percent sign.';

IF @job_name = @watchdog_name
    SET @faults = @faults + NCHAR(10) + N'- @job_name and @watchdog_name must differ.';

IF @start_time IS NULL OR @start_time NOT LIKE N'[0-2][0-9]:[0-5][0-9]' OR TRY_CONVERT(time(0), @start_time) IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @start_time must be a time of day such as 03:30.';

IF @watchdog_time IS NULL OR @watchdog_time NOT LIKE N'[0-2][0-9]:[0-5][0-9]' OR TRY_CONVERT(time(0), @watchdog_time) IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @watchdog_time must be a time of day such as 08:00.';

IF @retry_attempts IS NULL OR @retry_attempts NOT BETWEEN 0 AND 10
    SET @faults = @faults + NCHAR(10) + N'- @retry_attempts must be from 0 to 10.';

IF @retry_minutes IS NULL OR @retry_minutes NOT BETWEEN 1 AND 720
    SET @faults = @faults + NCHAR(10) + N'- @retry_minutes must be from 1 to 720.';

IF @keep_days NOT BETWEEN 30 AND 36500
    SET @faults = @faults + NCHAR(10) + N'- @keep_days must be from 30 to 36500, or NULL.';

IF @within_hours IS NULL OR @within_hours NOT BETWEEN 1 AND 8760
    SET @faults = @faults + NCHAR(10) + N'- @within_hours must be from 1 to 8760.';

IF (@mail_profile IS NULL AND @mail_to IS NOT NULL) OR (@mail_profile IS NOT NULL AND @mail_to IS NULL)
    SET @faults = @faults + NCHAR(10) + N'- @mail_profile and @mail_to: set both, or neither.';

IF @mail_to IS NOT NULL AND (@mail_to NOT LIKE N'%_@_%' OR CHARINDEX(NCHAR(10), @mail_to) + CHARINDEX(NCHAR(13), @mail_to) > 0)
    SET @faults = @faults + NCHAR(10) + N'- @mail_to must be addresses of e-mail with semicolons between.';

IF @is_sysadmin = 1 AND @mail_profile IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM [msdb].[dbo].[sysmail_profile] AS [p] WHERE [p].[name] = @mail_profile)
    SET @faults = @faults + NCHAR(10) + N'- @mail_profile: Database Mail has no profile ' + QUOTENAME(@mail_profile) + N'.';

IF @output_file = N''
    SET @faults = @faults + NCHAR(10) + N'- @output_file must be the path of a file, or NULL.';

IF @is_sysadmin = 1
    AND EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobs] AS [j] WHERE [j].[name] = @job_name AND CHARINDEX(@made_by, COALESCE([j].[description], N'')) = 0)
    SET @faults = @faults + NCHAR(10) + N'- @job_name: this script did not make the job ' + QUOTENAME(@job_name) + N'. Choose another name, or rename that job.';

IF @is_sysadmin = 1
    AND EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobs] AS [j] WHERE [j].[name] = @watchdog_name AND CHARINDEX(@made_by, COALESCE([j].[description], N'')) = 0)
    SET @faults = @faults + NCHAR(10) + N'- @watchdog_name: this script did not make the job ' + QUOTENAME(@watchdog_name) + N'. Choose another name, or rename that job.';

IF @faults <> N''
BEGIN
    SET @message = LEFT(N'Nothing was changed.' + @faults, 2048);
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51120, @message, 1;
END;

SET @run_command = REPLACE(REPLACE(@run_command, N'N''{database}''', N'N' + QUOTENAME(@database_name, N'''')), N'[{database}]', QUOTENAME(@database_name));
SET @purge_command = REPLACE(@purge_command, N'{keep_days}', COALESCE(CONVERT(nvarchar(11), @keep_days), N'NULL'));
SET @purge_command = REPLACE(REPLACE(@purge_command, N'N''{database}''', N'N' + QUOTENAME(@database_name, N'''')), N'[{database}]', QUOTENAME(@database_name));
SET @mail_command = REPLACE(REPLACE(@mail_command, N'N''{database}''', N'N' + QUOTENAME(@database_name, N'''')), N'[{database}]', QUOTENAME(@database_name));
SET @mail_statement = REPLACE(@mail_statement, N'{mail_profile}', REPLACE(COALESCE(@mail_profile, N''), N'''', N''''''));
SET @mail_statement = REPLACE(@mail_statement, N'{mail_to}', REPLACE(COALESCE(@mail_to, N''), N'''', N''''''));
SET @mail_command = REPLACE(@mail_command, N'{mail_statement}', REPLACE(@mail_statement, N'''', N''''''));
SET @failed_mail_command = REPLACE(@mail_command, N'@is_failed bit = 0', N'@is_failed bit = 1');
SET @watchdog_command = REPLACE(@watchdog_command, N'{within_hours}', CONVERT(nvarchar(11), @within_hours));
SET @watchdog_command = REPLACE(REPLACE(@watchdog_command, N'N''{database}''', N'N' + QUOTENAME(@database_name, N'''')), N'[{database}]', QUOTENAME(@database_name));

IF @keep_existing = 1
    AND EXISTS (
        SELECT 1
        FROM [msdb].[dbo].[sysjobs] AS [j]
        INNER JOIN [msdb].[dbo].[sysjobsteps] AS [s] ON [s].[job_id] = [j].[job_id]
        WHERE CHARINDEX(@made_by, COALESCE([j].[description], N'')) > 0
            AND CHARINDEX(QUOTENAME(@database_name) + N'.[csc].[run]', [s].[command]) > 0)
BEGIN
    PRINT N'The jobs for ' + QUOTENAME(@database_name) + N' were left as they are. To change them, edit agent-job.sql and run it in a query window.';
    RETURN;
END;

INSERT INTO @jobs ([job_number], [name], [description], [time])
VALUES
    (1, @job_name, N'Refreshes csc.staging from SSD and submits what changed: csc.run. Then removes old history. See csc.run_history. ' + @made_by, @start_time),
    (2, @watchdog_name, N'Fails when no csc.run has ended well for too long. See csc.run_history and csc.needs_attention. ' + @made_by, @watchdog_time);

INSERT INTO @steps ([job_number], [step_id], [step_name], [command], [attempts], [minutes])
VALUES
    (1, 1, N'Run', @run_command, @retry_attempts, @retry_minutes),
    (2, 1, N'Look for a recent good run', @watchdog_command, 0, 0);

IF @keep_days IS NOT NULL
    INSERT INTO @steps ([job_number], [step_id], [step_name], [command], [attempts], [minutes])
    VALUES (1, 2, N'Remove old history', @purge_command, 0, 0);

-- A run that failed is mailed too, and the job still fails: the last step is for that alone.
IF @mail_profile IS NOT NULL
    INSERT INTO @steps ([job_number], [step_id], [step_name], [command], [attempts], [minutes], [is_mail])
    SELECT 1, MAX([s].[step_id]) + [m].[place], [m].[step_name], CASE [m].[place] WHEN 1 THEN @mail_command ELSE @failed_mail_command END, 0, 0, 1
    FROM @steps AS [s]
    CROSS JOIN (VALUES (1, N'Mail after a good run'), (2, N'Mail after a failed run')) AS [m] ([place], [step_name])
    WHERE [s].[job_number] = 1
    GROUP BY [m].[place], [m].[step_name];

SET @email_level = CASE WHEN @operator_name IS NULL THEN 0 ELSE 2 END;
SET @flags = CASE WHEN @output_file IS NULL THEN 0 ELSE 2 END;

BEGIN TRY
    BEGIN TRANSACTION;

    WHILE @job_number <= 2
    BEGIN
        SELECT
            @name = [j].[name],
            @description = [j].[description],
            @time = DATEPART(HOUR, CONVERT(time(0), [j].[time])) * 10000 + DATEPART(MINUTE, CONVERT(time(0), [j].[time])) * 100
        FROM @jobs AS [j]
        WHERE [j].[job_number] = @job_number;

        SET @job_id = NULL;
        SELECT @job_id = [j].[job_id]
        FROM [msdb].[dbo].[sysjobs] AS [j]
        WHERE [j].[name] = @name;

        IF @job_id IS NULL
        BEGIN
            EXECUTE [msdb].[dbo].[sp_add_job]
                @job_name = @name, @enabled = 1, @description = @description, @owner_login_name = @owner_login, @notify_level_eventlog = 2,
                @notify_level_email = @email_level, @notify_email_operator_name = @operator_name, @job_id = @job_id OUTPUT;
            EXECUTE [msdb].[dbo].[sp_add_jobserver] @job_id = @job_id, @server_name = N'(LOCAL)';
            PRINT N'Made the job ' + QUOTENAME(@name) + N'.';
        END
        ELSE
        BEGIN
            EXECUTE [msdb].[dbo].[sp_update_job]
                @job_id = @job_id, @description = @description, @owner_login_name = @owner_login, @notify_level_eventlog = 2,
                @notify_level_email = @email_level, @notify_email_operator_name = @operator_name;

            -- Step 0 is all steps.
            IF EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobsteps] AS [s] WHERE [s].[job_id] = @job_id)
                EXECUTE [msdb].[dbo].[sp_delete_jobstep] @job_id = @job_id, @step_id = 0;

            PRINT N'Updated the job ' + QUOTENAME(@name) + N'.';
        END;

        SET @step_id = 1;
        WHILE EXISTS (SELECT 1 FROM @steps AS [s] WHERE [s].[job_number] = @job_number AND [s].[step_id] = @step_id)
        BEGIN
            SELECT
                @step_name = [s].[step_name],
                @command = [s].[command],
                @attempts = [s].[attempts],
                @minutes = [s].[minutes],
                -- 1: the job has succeeded; 2: it has failed; 3: go to the next step; 4: go to the step that is named
                @on_success = CASE
                    WHEN [s].[is_mail] = 1 AND [s].[step_id] = [l].[step_id] THEN 2
                    WHEN [s].[is_mail] = 1 OR [s].[step_id] = [l].[step_id] THEN 1
                    ELSE 3
                END,
                @on_fail = CASE
                    WHEN [s].[is_mail] = 1 AND [s].[step_id] < [l].[step_id] THEN 1
                    WHEN [s].[is_mail] = 0 AND [l].[is_mail] = 1 THEN 4
                    ELSE 2
                END,
                @fail_step = CASE WHEN [s].[is_mail] = 0 AND [l].[is_mail] = 1 THEN [l].[step_id] ELSE 0 END
            FROM @steps AS [s]
            INNER JOIN @steps AS [l] ON [l].[job_number] = [s].[job_number]
            WHERE [s].[job_number] = @job_number
                AND [s].[step_id] = @step_id
                AND [l].[step_id] = (SELECT MAX([n].[step_id]) FROM @steps AS [n] WHERE [n].[job_number] = @job_number);

            EXECUTE [msdb].[dbo].[sp_add_jobstep]
                @job_id = @job_id, @step_id = @step_id, @step_name = @step_name, @subsystem = N'TSQL', @command = @command, @database_name = N'master',
                @on_success_action = @on_success, @on_fail_action = @on_fail, @on_fail_step_id = @fail_step, @retry_attempts = @attempts, @retry_interval = @minutes,
                @output_file_name = @output_file, @flags = @flags;
            PRINT N'    Step ' + CONVERT(nvarchar(11), @step_id) + N': ' + @step_name + N'.';
            SET @step_id = @step_id + 1;
        END;

        EXECUTE [msdb].[dbo].[sp_update_job] @job_id = @job_id, @start_step_id = 1;

        SELECT @schedule_id = NULL, @schedule_enabled = NULL;
        SELECT @schedule_id = [s].[schedule_id], @schedule_enabled = [s].[enabled]
        FROM [msdb].[dbo].[sysjobschedules] AS [a]
        INNER JOIN [msdb].[dbo].[sysschedules] AS [s] ON [s].[schedule_id] = [a].[schedule_id]
        WHERE [a].[job_id] = @job_id
            AND [s].[name] = @schedule_name;

        -- Type 4: every so many days. Subday type 1: once, at the time given.
        IF @schedule_id IS NULL
            EXECUTE [msdb].[dbo].[sp_add_jobschedule]
                @job_id = @job_id, @name = @schedule_name, @enabled = 1, @freq_type = 4, @freq_interval = 1, @freq_subday_type = 1, @active_start_time = @time;
        ELSE
            EXECUTE [msdb].[dbo].[sp_update_schedule]
                @schedule_id = @schedule_id, @enabled = @schedule_enabled, @freq_type = 4, @freq_interval = 1, @freq_subday_type = 1, @active_start_time = @time;

        SELECT @message = N'    Each day at ' + [j].[time] + N' on the server''s clock.'
        FROM @jobs AS [j]
        WHERE [j].[job_number] = @job_number;
        PRINT @message;

        IF EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobs] AS [j] WHERE [j].[job_id] = @job_id AND [j].[enabled] = 0) OR @schedule_enabled = 0
            PRINT N'    It was disabled and still is.';

        SET @job_number = @job_number + 1;
    END;

    COMMIT TRANSACTION;
END TRY
BEGIN CATCH
    IF XACT_STATE() <> 0
        ROLLBACK TRANSACTION;

    PRINT N'An error undid all of it; the jobs are as they were.';
    THROW;
END CATCH;

PRINT N'Owner ' + QUOTENAME(@owner_login) + N'. ' + COALESCE(N'E-mail on failure to ' + QUOTENAME(@operator_name) + N'.', N'Nobody is notified: set @operator_name.');
PRINT COALESCE(N'A mail after each run through the profile ' + QUOTENAME(@mail_profile) + N'.', N'No mail after a run: set @mail_profile and @mail_to.');
PRINT CASE WHEN @is_secondary = 1 THEN N'This is a secondary replica: the jobs do nothing until it is the primary one.' ELSE N'SsdClr in ' + QUOTENAME(@database_name) + N': ' + @version + N'.' END;
IF @is_secondary = 0
BEGIN
    SET @procedure = QUOTENAME(@database_name) + N'.[sys].[sp_executesql]';
    EXECUTE @procedure @able_statement, N'@able nvarchar(max) OUTPUT', @able = @able OUTPUT;

    IF @able <> N''
        PRINT N'These users are not known to be sysadmin, and may alter what the job runs as sysadmin: ' + @able + N'. Whoever may do that becomes sysadmin at night: docs/agent.md says what to do.';
END;

IF @agent_start <> 2
    PRINT N'The service SQL Server Agent does not start by itself with the machine. On a failover cluster that is right; elsewhere set it to Automatic.';
