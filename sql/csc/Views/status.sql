-- How the children of the present receiver stand: one row a state and change.
CREATE VIEW [csc].[status]
AS
SELECT
    [s].[state],
    [s].[change],
    COUNT(*) AS [children],
    SUM(CASE WHEN [s].[warning_count] > 0 THEN 1 ELSE 0 END) AS [children_with_warnings],
    MIN([s].[state_changed_at]) AS [oldest_state_changed_at],
    CASE [s].[state]
        WHEN N'pending' THEN N'Goes out with the next run.'
        WHEN N'in_flight' THEN N'On its way, or the outcome is unknown: then the next run sends it again, whole.'
        WHEN N'accepted' THEN N'The receiver confirmed what SSD said at the last refresh.'
        WHEN N'rejected' THEN N'The receiver refused this child alone. Sent again when the payload changes.'
        WHEN N'withheld' THEN N'Not sent: our own rules found an error.'
        WHEN N'dormant' THEN N'Not sent, and not removed at the receiver: out of the cohort but still in SSD, or taken over without proof of what the receiver holds, until the next refresh.'
        WHEN N'awaiting_confirmation' THEN N'A deletion or a change that waits for a person to confirm it: there are more than the guards allow.'
        WHEN N'purged' THEN N'The receiver confirmed the removal.'
    END AS [meaning]
FROM [csc].[staging] AS [s]
INNER JOIN [csc].[receiver] AS [r] ON [r].[receiver_id] = [s].[receiver_id]
WHERE [r].[is_current] = 1
GROUP BY [s].[state], [s].[change];
