-- Every change of a setting, a code, an allowed host and the confirmed environment, append-only (csc.setting_log_append_only) and never purged.
-- The names of changed secrets appear too, their values never.
CREATE TABLE [csc].[setting_log]
(
    [setting_log_id] bigint         IDENTITY (1, 1) NOT NULL,
    [name]           nvarchar(64)   COLLATE Latin1_General_BIN2 NOT NULL,
    [old_value]      nvarchar(4000) NULL,
    [new_value]      nvarchar(4000) NULL,
    [changed_at]     datetime2(3)   NOT NULL,
    [changed_by]     nvarchar(256)  NOT NULL,
    CONSTRAINT [PK_csc_setting_log] PRIMARY KEY CLUSTERED ([setting_log_id])
);
