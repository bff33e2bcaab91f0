-- Runs that are still open and older than a run may take (settings run_time_budget_s and request_timeout_s): the server or the session was stopped, or a request never ends.
CREATE VIEW [csc].[overdue_run]
AS
SELECT
    [l].[run_id],
    [l].[operation],
    [l].[started_at]
FROM [csc].[run_log] AS [l]
WHERE [l].[verdict] = N'running'
    AND DATEDIFF(SECOND, [l].[started_at], SYSUTCDATETIME()) >
        COALESCE((SELECT CAST([s].[value] AS int) FROM [csc].[setting] AS [s] WHERE [s].[name] = N'run_time_budget_s'), 14400)
        + COALESCE((SELECT CAST([s].[value] AS int) FROM [csc].[setting] AS [s] WHERE [s].[name] = N'request_timeout_s'), 100);
