-- What a person has to look at, one row a child or run: what is wrong and what to do. Empty after a good night.
-- A run is listed until a later one of its kind, or a whole run, has succeeded.
CREATE VIEW [csc].[needs_attention]
AS
SELECT
    [s].[state] AS [kind],
    [s].[person_id],
    CAST(NULL AS bigint) AS [run_id],
    [s].[state_changed_at] AS [since],
    CASE [s].[state]
        WHEN N'rejected' THEN N'The receiver refused this child.'
        WHEN N'withheld' THEN N'The payload breaks a rule and was not sent.'
        WHEN N'held' THEN CASE [s].[change]
            WHEN N'deleted' THEN N'More deletions than the guard allows: this one waits.'
            ELSE N'More nested records are gone than the guard allows: this child waits.'
        END
        WHEN N'in_flight' THEN N'It was sent, and no answer is recorded.'
    END AS [what_is_wrong],
    CASE [s].[state]
        WHEN N'rejected' THEN N'Read the detail, correct the record in the case-management system; the changed payload goes out by itself.'
        WHEN N'withheld' THEN N'See csc.payload_issues for this person, and correct the record in the case-management system.'
        WHEN N'held' THEN N'Check that SSD is complete before the deletions or removals are confirmed.'
        WHEN N'in_flight' THEN N'Nothing, if a run is going on. Otherwise the next submit sends it again; look into it if it stays.'
    END AS [what_to_do],
    [s].[last_message] AS [detail]
FROM [csc].[staging] AS [s]
INNER JOIN [csc].[receiver] AS [r] ON [r].[receiver_id] = [s].[receiver_id]
WHERE [r].[is_current] = 1
    AND [s].[state] IN (N'rejected', N'withheld', N'held', N'in_flight')
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
    [l].[message] AS [detail]
FROM [csc].[run_log] AS [l]
WHERE [l].[verdict] IN (N'failed', N'interrupted')
    AND NOT EXISTS
    (
        SELECT 1
        FROM [csc].[run_log] AS [later]
        WHERE [later].[run_id] > [l].[run_id]
            AND [later].[verdict] = N'succeeded'
            AND [later].[operation] IN (N'run', [l].[operation])
    );
