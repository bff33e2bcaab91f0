-- One row per receiver and child that is, or ever was, to be sent. payload is what SSD says now; acknowledged_payload is what the receiver confirmed last.
-- held is the most that the receiver may have: whether it replaces or merges, whatever it has of the child is in there. NULL: exactly what it acknowledged.
-- body is what turns held into payload: a purge, or the payload with what is gone named; NULL: the payload itself. partial_body is sent instead, once,
-- where it is certain what the receiver has. held_if_sent and held_if_accepted are what held becomes when the body leaves and when it is accepted; NULL: the
-- payload. unconfirmed_batch_id is the last POST of the child until the receiver confirms one. attempts counts POSTs since the payload last changed that
-- ended without a clear answer; after max_attempts a pending row is left alone. What state follows what: docs/states.md.
CREATE TABLE [csc].[staging]
(
    [receiver_id]          int            NOT NULL,
    [person_id]            nvarchar(48)   COLLATE Latin1_General_BIN2 NOT NULL,
    [la_child_id]          nvarchar(48)   NULL,
    [state]                nvarchar(24)   COLLATE Latin1_General_BIN2 NOT NULL,
    [change]               nvarchar(8)    COLLATE Latin1_General_BIN2 NOT NULL,
    [payload]              nvarchar(max)  NULL,
    [payload_hash]         binary(32)     NULL,
    [body]                 nvarchar(max)  NULL,
    [partial_body]         nvarchar(max)  NULL,
    [error_count]          int            NOT NULL,
    [warning_count]        int            NOT NULL,
    [attempts]             int            NOT NULL,
    [unconfirmed_batch_id] bigint         NULL,
    [last_message]         nvarchar(400)  NULL,
    [acknowledged_payload] nvarchar(max)  NULL,
    [acknowledged_hash]    binary(32)     NULL,
    [acknowledged_at]      datetime2(3)   NULL,
    [receipt]              nvarchar(100)  NULL,
    [held]                 nvarchar(max)  NULL,
    [held_if_sent]         nvarchar(max)  NULL,
    [held_if_accepted]     nvarchar(max)  NULL,
    [state_changed_at]     datetime2(3)   NOT NULL,
    CONSTRAINT [PK_csc_staging] PRIMARY KEY CLUSTERED ([receiver_id], [person_id]),
    CONSTRAINT [CK_csc_staging_state] CHECK ([state] IN (N'pending', N'in_flight', N'accepted', N'rejected', N'withheld', N'dormant', N'awaiting_confirmation', N'purged')),
    CONSTRAINT [CK_csc_staging_change] CHECK ([change] IN (N'new', N'updated', N'purge', N'none')),
    INDEX [IX_csc_staging_state] NONCLUSTERED ([receiver_id], [state], [change], [attempts], [person_id]),
    INDEX [IX_csc_staging_la_child_id] NONCLUSTERED ([receiver_id], [la_child_id])
);
