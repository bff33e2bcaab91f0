-- One row a run: written when it starts, completed when it ends. Times are UTC. No personal data, no secrets.
-- sent counts attempts: every POST of a child. children_sent counts each of those children once.
-- message is how the run ended; first_trouble what went wrong first on the way, though the run may have got over it.
-- A row without ended_at whose run no longer holds the lock was interrupted; the next run says so.
-- started_tick is the start in milliseconds on the machine's clock that nobody sets: the time for a run counts from it.
-- agent_job is the job_id in msdb.dbo.sysjobs, agent_step the number of its step, where SQL Server Agent ran it.
CREATE TABLE [csc].[run_log]
(
    [run_id]           bigint         NOT NULL,
    [operation]        nvarchar(16)   COLLATE Latin1_General_BIN2 NOT NULL,
    [as_of]            date           NULL,
    [started_at]       datetime2(3)   NOT NULL,
    [started_tick]     bigint         NULL,
    [ended_at]         datetime2(3)   NULL,
    [verdict]          nvarchar(16)   COLLATE Latin1_General_BIN2 NOT NULL,
    [message]          nvarchar(1000) NULL,
    [host_name]        nvarchar(128)  NULL,
    [login_name]       nvarchar(128)  NULL,
    [agent_job]        nvarchar(128)  NULL,
    [agent_step]       int            NULL,
    [program_version]  nvarchar(32)   NOT NULL,
    [receiver_id]      int            NULL,
    [persons_read]     int            NULL,
    [in_cohort]        int            NULL,
    [withheld]         int            NULL,
    [new_children]     int            NULL,
    [updated_children] int            NULL,
    [deleted_children] int            NULL,
    [batches]          int            NULL,
    [sent]             int            NULL,
    [accepted]         int            NULL,
    [rejected]         int            NULL,
    [outcome_unknown]  int            NULL,
    [first_trouble]    nvarchar(400)  NULL,
    [children_sent]    int            NULL,
    CONSTRAINT [PK_csc_run_log] PRIMARY KEY CLUSTERED ([run_id]),
    CONSTRAINT [CK_csc_run_log_operation] CHECK ([operation] IN (N'run', N'refresh', N'submit', N'requeue', N'purge', N'takeover')),
    CONSTRAINT [CK_csc_run_log_verdict] CHECK ([verdict] IN (N'running', N'succeeded', N'failed', N'interrupted'))
);
