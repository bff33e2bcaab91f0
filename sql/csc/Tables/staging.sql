-- One row per receiver and child that is, or ever was, to be sent. payload is what SSD says now; acknowledged_payload is
-- what the receiver last confirmed. body is what will be sent where that is not the payload itself: a deletion, a payload that
-- names records that are gone, or a partial one; whole_body is sent in place of a partial body from the second time on. settled_hash is a
-- payload that is not sent although it differs from the acknowledged one: records merely aged out, or only record ids changed.
-- attempts counts POSTs since the payload last changed that ended without a clear answer; after max_attempts a pending row is left alone.
-- unchecked_removals: nested records the body removes, by type, until the guard lets them pass. not_cleared: paths of values the receiver
-- may still hold although SSD does not; ~ before them: the body sends null for them. perhaps_held: what was sent unconfirmed, all in one.
CREATE TABLE [csc].[staging]
(
    [receiver_id]          int            NOT NULL,
    [person_id]            nvarchar(48)   COLLATE Latin1_General_BIN2 NOT NULL,
    [la_child_id]          nvarchar(48)   NULL,
    [mis_child_id]         nvarchar(48)   NULL,
    [state]                nvarchar(12)   COLLATE Latin1_General_BIN2 NOT NULL,
    [change]               nvarchar(8)    COLLATE Latin1_General_BIN2 NOT NULL,
    [payload]              nvarchar(max)  NULL,
    [payload_hash]         binary(32)     NULL,
    [payload_bytes]        int            NULL,
    [body]                 nvarchar(max)  NULL,
    [error_count]          int            NOT NULL,
    [warning_count]        int            NOT NULL,
    [ever_sent]            bit            NOT NULL,
    [attempts]             int            NOT NULL,
    [batch_id]             bigint         NULL,
    [sent_hash]            binary(32)     NULL,
    [last_message]         nvarchar(400)  NULL,
    [acknowledged_payload] nvarchar(max)  NULL,
    [acknowledged_hash]    binary(32)     NULL,
    [receipt]              nvarchar(100)  NULL,
    [acknowledged_at]      datetime2(3)   NULL,
    [state_changed_at]     datetime2(3)   NOT NULL,
    [settled_hash]         binary(32)     NULL,
    [whole_body]           nvarchar(max)  NULL,
    [unchecked_removals]   nvarchar(400)  COLLATE Latin1_General_BIN2 NULL,
    [not_cleared]          nvarchar(max)  NULL,
    [perhaps_held]         nvarchar(max)  NULL,
    CONSTRAINT [PK_csc_staging] PRIMARY KEY CLUSTERED ([receiver_id], [person_id]),
    CONSTRAINT [CK_csc_staging_state] CHECK ([state] IN (N'pending', N'in_flight', N'accepted', N'rejected', N'withheld', N'dormant', N'held', N'deleted')),
    CONSTRAINT [CK_csc_staging_change] CHECK ([change] IN (N'new', N'updated', N'deleted', N'none')),
    INDEX [IX_csc_staging_state] NONCLUSTERED ([receiver_id], [state], [change], [attempts], [person_id]),
    INDEX [IX_csc_staging_la_child_id] NONCLUSTERED ([receiver_id], [la_child_id])
);
