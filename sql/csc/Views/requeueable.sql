-- Children of the present receiver that wait for a person: refused alone, or left alone after max_attempts (10 unless set) without a clear
-- answer. csc.requeue makes them pending again where there is something to send: a purge has a body, everything else a payload.
CREATE VIEW [csc].[requeueable]
AS
SELECT
    [s].[receiver_id],
    [s].[person_id],
    [s].[state],
    [s].[change],
    [s].[attempts],
    [s].[last_message],
    [s].[state_changed_at],
    CASE WHEN [s].[body] IS NOT NULL OR ([s].[change] <> N'purge' AND [s].[payload] IS NOT NULL) THEN 1 ELSE 0 END AS [has_content]
FROM [csc].[staging] AS [s]
INNER JOIN [csc].[receiver] AS [r] ON [r].[receiver_id] = [s].[receiver_id]
WHERE [r].[is_current] = 1
    AND
    (
        [s].[state] = N'rejected'
        OR
        (
            [s].[state] = N'pending'
            AND [s].[attempts] >= COALESCE((SELECT CAST([m].[value] AS int) FROM [csc].[setting] AS [m] WHERE [m].[name] = N'max_attempts'), 10)
        )
    );
