-- What every run did, for whom and with which verdict. Times are UTC. sent counts attempts: a child sent three times is 1 in children_sent and 3 in sent. Read it newest first: ORDER BY run_id DESC.
CREATE VIEW [csc].[run_history]
AS
SELECT
    [l].[run_id],
    [l].[operation],
    [l].[as_of],
    [l].[started_at],
    [l].[ended_at],
    [l].[verdict],
    [l].[message],
    [l].[persons_read],
    [l].[in_cohort],
    [l].[withheld],
    [l].[new_children],
    [l].[updated_children],
    [l].[deleted_children],
    [l].[batches],
    [l].[sent],
    [l].[accepted],
    [l].[rejected],
    [l].[outcome_unknown],
    [r].[la_code],
    [r].[base_url],
    [l].[host_name],
    [l].[login_name],
    [l].[agent_job],
    [l].[program_version],
    [l].[agent_step],
    [l].[first_trouble],
    [l].[children_sent]
FROM [csc].[run_log] AS [l]
LEFT OUTER JOIN [csc].[receiver] AS [r] ON [r].[receiver_id] = [l].[receiver_id];
