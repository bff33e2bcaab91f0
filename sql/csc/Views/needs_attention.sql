-- What a person has to look at, one row a child, run or condition: what is wrong and what to do. Empty after a good night.
-- A run is listed until a later one of its kind, or a whole run, has succeeded. acknowledged_at is how old the receiver's knowledge of a child
-- is, where it has any: a child that is refused or withheld stays at the receiver as it was then.
CREATE VIEW [csc].[needs_attention]
AS
SELECT
    [s].[state] AS [kind],
    [s].[person_id],
    CAST(NULL AS bigint) AS [run_id],
    [s].[state_changed_at] AS [since],
    CASE
        WHEN [s].[state] = N'rejected' AND [s].[change] = N'purge' THEN N'The receiver refused to delete this child, and may still hold it.'
        WHEN [s].[state] = N'rejected' AND [s].[acknowledged_hash] IS NOT NULL THEN N'The receiver refused this child, and holds it as it was before.'
        WHEN [s].[state] = N'rejected' THEN N'The receiver refused this child.'
        WHEN [s].[state] = N'withheld' AND [s].[acknowledged_hash] IS NOT NULL THEN N'The payload breaks a rule and was not sent; the receiver holds the child as it was before.'
        WHEN [s].[state] = N'withheld' THEN N'The payload breaks a rule and was not sent.'
        WHEN [s].[state] = N'awaiting_confirmation' AND [s].[change] = N'purge' THEN N'More deletions than the guard allows: this one waits.'
        WHEN [s].[state] = N'awaiting_confirmation' THEN N'More changed or is gone than the guards allow: this child waits.'
        WHEN [s].[state] = N'in_flight' THEN N'It was sent, and no answer is recorded.'
    END AS [what_is_wrong],
    CASE
        WHEN [s].[state] = N'rejected' AND [s].[change] = N'purge'
            THEN N'No record is to be corrected. Read the detail, and ask the receiver''s team whether it has the child and why it refuses; then csc.requeue sends the deletion again.'
        WHEN [s].[state] = N'rejected' THEN N'Read the detail, correct the record in the case-management system; the changed payload goes out by itself. Where the fault was the receiver''s: csc.requeue.'
        WHEN [s].[state] = N'withheld' THEN N'See csc.payload_issues for this person, as an analyst, and correct the record in the case-management system.'
        WHEN [s].[state] = N'awaiting_confirmation' THEN N'Check that SSD is right before the number that the last run names is confirmed.'
        WHEN [s].[state] = N'in_flight' THEN N'Wait while a run is going on. Otherwise the next run sends it again; look into it if it stays.'
    END AS [what_to_do],
    [s].[last_message] AS [detail],
    [s].[acknowledged_at]
FROM [csc].[staging] AS [s]
INNER JOIN [csc].[receiver] AS [r] ON [r].[receiver_id] = [s].[receiver_id]
WHERE [r].[is_current] = 1
    AND [s].[state] IN (N'rejected', N'withheld', N'awaiting_confirmation', N'in_flight')
UNION ALL
SELECT
    N'no clear answer' AS [kind],
    [q].[person_id],
    CAST(NULL AS bigint) AS [run_id],
    [q].[state_changed_at] AS [since],
    N'It was sent as often as max_attempts allows, and it is unknown whether the receiver took it.' AS [what_is_wrong],
    N'Ask the receiver''s team what becomes of it; then csc.requeue sends it again.' AS [what_to_do],
    [q].[last_message] AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[requeueable] AS [q]
WHERE [q].[state] = N'pending'
UNION ALL
SELECT
    N'withheld, not staged' AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    CAST(NULL AS bigint) AS [run_id],
    [l].[started_at] AS [since],
    N'Children are withheld and cannot be listed here: their person id is longer than csc.staging can hold. The detail is their number.' AS [what_is_wrong],
    N'Shorten these ids at their source. For an analyst csc.payload_issues lists them under rule person_id_too_long.' AS [what_to_do],
    CAST([f].[of_total] AS nvarchar(20)) AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[run_figure] AS [f]
INNER JOIN [csc].[run_log] AS [l] ON [l].[run_id] = [f].[run_id]
WHERE [f].[kind] = N'error'
    AND [f].[name] = N'person_id_too_long'
    AND NOT EXISTS
    (
        SELECT 1
        FROM [csc].[run_figure] AS [later]
        WHERE [later].[run_id] > [f].[run_id]
            AND [later].[kind] = N'group'
    )
UNION ALL
SELECT
    CASE [l].[verdict] WHEN N'failed' THEN N'run failed' ELSE N'run interrupted' END AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    [l].[run_id],
    [l].[started_at] AS [since],
    CASE [l].[verdict]
        WHEN N'failed' THEN N'The run ended with an error.'
        ELSE N'The run never ended: the server or the session was stopped.'
    END AS [what_is_wrong],
    CASE [l].[verdict]
        WHEN N'failed' THEN N'Read the detail, remove the cause, run again.'
        ELSE N'Run again: nothing is lost, and what has no recorded answer is sent again.'
    END AS [what_to_do],
    [l].[message] AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[run_log] AS [l]
WHERE [l].[verdict] IN (N'failed', N'interrupted')
    AND NOT EXISTS
    (
        SELECT 1
        FROM [csc].[run_log] AS [later]
        WHERE [later].[run_id] > [l].[run_id]
            AND [later].[verdict] = N'succeeded'
            AND [later].[operation] IN (N'run', [l].[operation])
    )
UNION ALL
SELECT
    N'run not ended' AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    [o].[run_id],
    [o].[started_at] AS [since],
    N'The run has not ended, and is older than run_time_budget_s and request_timeout_s allow.' AS [what_is_wrong],
    N'If its session still runs, stop it. Then run again: nothing is lost, and what has no recorded answer is sent again.' AS [what_to_do],
    CAST(NULL AS nvarchar(400)) AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[overdue_run] AS [o]
UNION ALL
SELECT
    N'no good run' AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    CAST(NULL AS bigint) AS [run_id],
    [g].[since],
    N'No run or submission has succeeded for 26 hours or more; the detail is their number.' AS [what_is_wrong],
    N'See whether the job is enabled and started, then csc.run_history; run again.' AS [what_to_do],
    CAST(DATEDIFF(SECOND, [g].[since], SYSUTCDATETIME()) / 3600 AS nvarchar(11)) AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM
(
    SELECT COALESCE(MAX(CASE WHEN [l].[verdict] = N'succeeded' THEN [l].[ended_at] END), MIN([l].[started_at])) AS [since]
    FROM [csc].[run_log] AS [l]
    WHERE [l].[operation] IN (N'run', N'submit')
) AS [g]
WHERE DATEDIFF(SECOND, [g].[since], SYSUTCDATETIME()) >= 93600
UNION ALL
SELECT
    N'refresh refused' AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    CAST(NULL AS bigint) AS [run_id],
    [r].[refresh_refused_at] AS [since],
    N'A guard refused the last refresh, or it has not come to its end, so nothing is sent.' AS [what_is_wrong],
    N'Read in csc.run_history what happened, see that SSD is whole, run again.' AS [what_to_do],
    CAST(NULL AS nvarchar(400)) AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[receiver] AS [r]
WHERE [r].[is_current] = 1
    AND [r].[refresh_refused_at] IS NOT NULL
UNION ALL
SELECT
    N'circuit open' AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    CAST(NULL AS bigint) AS [run_id],
    [r].[circuit_opened_at] AS [since],
    N'The last run gave up: the receiver failed too often in a row.' AS [what_is_wrong],
    N'Nothing, for one night: the next run begins with one small batch. If it stays: csc.preflight, then ask the receiver''s team.' AS [what_to_do],
    CAST(NULL AS nvarchar(400)) AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[receiver] AS [r]
WHERE [r].[is_current] = 1
    AND [r].[circuit_opened_at] IS NOT NULL
UNION ALL
SELECT
    N'environment' AS [kind],
    CAST(NULL AS nvarchar(48)) AS [person_id],
    CAST(NULL AS bigint) AS [run_id],
    [e].[first_seen_at] AS [since],
    N'This database was restored or moved, and is not confirmed to submit where it is now; nothing is sent.' AS [what_is_wrong],
    N'If it has taken the place of the one that submitted, a database owner runs csc.confirm_environment. If it is a copy, leave the jobs of the original alone, and disable a job only if it calls this database.' AS [what_to_do],
    CAST(NULL AS nvarchar(400)) AS [detail],
    CAST(NULL AS datetime2(3)) AS [acknowledged_at]
FROM [csc].[environment] AS [e]
WHERE [e].[confirmed_at] IS NULL;
