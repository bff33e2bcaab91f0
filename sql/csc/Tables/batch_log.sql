-- One row a POST: written before it leaves, completed with its outcome. Times are UTC.
CREATE TABLE [csc].[batch_log]
(
    [batch_id]    bigint        NOT NULL,
    [run_id]      bigint        NOT NULL,
    [receiver_id] int           NOT NULL,
    [started_at]  datetime2(3)  NOT NULL,
    [ended_at]    datetime2(3)  NULL,
    [children]    int           NOT NULL,
    [body_bytes]  int           NOT NULL,
    [status_code] int           NULL,
    [outcome]     nvarchar(16)  COLLATE Latin1_General_BIN2 NOT NULL,
    [message]     nvarchar(400) NULL,
    CONSTRAINT [PK_csc_batch_log] PRIMARY KEY CLUSTERED ([batch_id]),
    CONSTRAINT [CK_csc_batch_log_outcome] CHECK ([outcome] IN (N'in_flight', N'accepted', N'refused', N'not_accepted', N'unknown')),
    INDEX [IX_csc_batch_log_run] NONCLUSTERED ([run_id])
);
