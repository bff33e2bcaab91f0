-- Removes the jobs that agent-job.sql made, with the schedules that no other job uses. A job of the same name that it did not make is left alone.
-- Nothing in the database with the schema csc is touched. Run it as sysadmin, in any database, on every replica, while no run is going on.
-- Error 51121: a value is wrong, the login is not sysadmin, or the script did not make the job. Nothing was removed. | Correct each fault that the message names, and run the script again.
SET NOCOUNT ON;
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;

-- Edit from here
DECLARE
    @job_name       nvarchar(128) = N'SsdClr nightly run',
    @watchdog_name  nvarchar(128) = N'SsdClr watchdog',
    @delete_history bit           = 1;                      -- 1: the history of the jobs goes too; csc.run_history stays either way
-- to here

DECLARE
    @made_by     nvarchar(64)   = N'Made by agent-job.sql of SsdClr.',
    @is_sysadmin bit            = CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 THEN 1 ELSE 0 END,
    @faults      nvarchar(max)  = N'',
    @message     nvarchar(2048),
    @job_id      uniqueidentifier,
    @name        nvarchar(128),
    @removed     int            = 0;

IF @is_sysadmin = 0
    SET @faults = @faults + NCHAR(10) + N'- This login is not sysadmin, and only a sysadmin may remove a job that another login owns.';

IF COALESCE(@job_name, N'') = N'' AND COALESCE(@watchdog_name, N'') = N''
    SET @faults = @faults + NCHAR(10) + N'- @job_name or @watchdog_name must be given.';

IF @delete_history IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @delete_history must be 0 or 1.';

IF @is_sysadmin = 1
    AND EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobs] AS [j] WHERE [j].[name] = @job_name AND CHARINDEX(@made_by, COALESCE([j].[description], N'')) = 0)
    SET @faults = @faults + NCHAR(10) + N'- @job_name: agent-job.sql did not make the job ' + QUOTENAME(@job_name) + N'. Remove it by hand if it is to go.';

IF @is_sysadmin = 1
    AND EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobs] AS [j] WHERE [j].[name] = @watchdog_name AND CHARINDEX(@made_by, COALESCE([j].[description], N'')) = 0)
    SET @faults = @faults + NCHAR(10) + N'- @watchdog_name: agent-job.sql did not make the job ' + QUOTENAME(@watchdog_name) + N'. Remove it by hand if it is to go.';

IF @faults <> N''
BEGIN
    SET @message = LEFT(N'Nothing was removed.' + @faults, 2048);
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51121, @message, 1;
END;

BEGIN TRY
    BEGIN TRANSACTION;

    WHILE @removed < 2
    BEGIN
        SET @job_id = NULL;
        SELECT TOP (1) @job_id = [j].[job_id], @name = [j].[name]
        FROM [msdb].[dbo].[sysjobs] AS [j]
        WHERE [j].[name] IN (@job_name, @watchdog_name)
            AND CHARINDEX(@made_by, COALESCE([j].[description], N'')) > 0
        ORDER BY [j].[name];

        IF @job_id IS NULL
            BREAK;

        EXECUTE [msdb].[dbo].[sp_delete_job] @job_id = @job_id, @delete_history = @delete_history, @delete_unused_schedule = 1;
        PRINT N'Removed the job ' + QUOTENAME(@name) + N'.';
        SET @removed = @removed + 1;
    END;

    COMMIT TRANSACTION;
END TRY
BEGIN CATCH
    IF XACT_STATE() <> 0
        ROLLBACK TRANSACTION;

    PRINT N'An error undid all of it; the jobs are as they were.';
    THROW;
END CATCH;

IF @removed = 0
    PRINT N'There was no such job; nothing was removed.';
