-- Batches that nothing depends on any more: none that a child waits for, none without an outcome, and not the newest, whose number must not come again.
CREATE VIEW [csc].[past_batch]
AS
SELECT
    [b].[batch_id],
    [b].[run_id],
    [b].[started_at]
FROM [csc].[batch_log] AS [b]
WHERE [b].[outcome] <> N'in_flight'
    AND [b].[batch_id] < (SELECT MAX([n].[batch_id]) FROM [csc].[batch_log] AS [n])
    AND NOT EXISTS (SELECT 1 FROM [csc].[staging] AS [s] WHERE [s].[unconfirmed_batch_id] = [b].[batch_id]);
