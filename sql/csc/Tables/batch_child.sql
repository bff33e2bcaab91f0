-- Which children a POST held, at which position, under which id, and with which content (NULL: a purge): the ledger of everything that left,
-- re-sends included.
CREATE TABLE [csc].[batch_child]
(
    [batch_id]    bigint        NOT NULL,
    [position]    int           NOT NULL,
    [person_id]   nvarchar(48)  COLLATE Latin1_General_BIN2 NOT NULL,
    [la_child_id] nvarchar(48)  NOT NULL,
    [change]      nvarchar(8)   COLLATE Latin1_General_BIN2 NOT NULL,
    [sent_hash]   binary(32)    NULL,
    [is_resend]   bit           NOT NULL,
    [receipt]     nvarchar(100) NULL,
    CONSTRAINT [PK_csc_batch_child] PRIMARY KEY CLUSTERED ([batch_id], [position]),
    CONSTRAINT [UQ_csc_batch_child_person] UNIQUE NONCLUSTERED ([batch_id], [person_id]),
    INDEX [IX_csc_batch_child_la_child_id] NONCLUSTERED ([la_child_id]),
    INDEX [IX_csc_batch_child_receipt] NONCLUSTERED ([receipt])
);
