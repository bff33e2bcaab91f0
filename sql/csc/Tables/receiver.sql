-- Receivers this database has prepared payloads for. What was acknowledged belongs to a receiver: base address, local authority and scrambling together.
-- Changing one of them starts with nothing acknowledged; changing back finds all as it was. scrambling is the fingerprint of the key that children are
-- scrambled under, and empty where real ones are sent. la_child_id_column is the one in use.
-- is_current marks the one that a refresh or a takeover prepared last; nothing is sent to any other.
-- refresh_refused_at is set while a guard, or a refresh cut short, or a receiver taken up again before its refresh, has the last word: nothing is submitted then. staged_restriction names the
-- settings that restricted the cohort when staging was made, sent_restriction those that did whenever anything was sent.
-- good_as_of and good_in_cohort are the run date and the size of the cohort of the last good refresh: the guards compare with them.
-- circuit_opened_at is set while the last run was stopped by failures in a row: the next begins with one small batch.
CREATE TABLE [csc].[receiver]
(
    [receiver_id]        int           NOT NULL,
    [base_url]           nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
    [la_code]            nvarchar(3)   COLLATE Latin1_General_BIN2 NOT NULL,
    [scrambling]         nvarchar(32)  COLLATE Latin1_General_BIN2 NOT NULL CONSTRAINT [DF_csc_receiver_scrambling] DEFAULT (N''),
    [la_child_id_column] nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
    [first_used_at]      datetime2(3)  NOT NULL,
    [is_current]         bit           NOT NULL,
    [refresh_refused_at] datetime2(3)  NULL,
    [circuit_opened_at]  datetime2(3)  NULL,
    [staged_restriction] nvarchar(64)  COLLATE Latin1_General_BIN2 NULL,
    [sent_restriction]   nvarchar(64)  COLLATE Latin1_General_BIN2 NULL,
    [good_as_of]         date          NULL,
    [good_in_cohort]     int           NULL,
    CONSTRAINT [PK_csc_receiver] PRIMARY KEY CLUSTERED ([receiver_id]),
    CONSTRAINT [UQ_csc_receiver] UNIQUE ([base_url], [la_code], [scrambling])
);
