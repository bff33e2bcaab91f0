-- Where this database has run. What was acknowledged belongs to the confirmed one; a copy of the database that was restored elsewhere finds
-- itself in another, which is noted here without confirmed_at, and submits nothing until csc.confirm_environment.
-- server_name and database_key: see csc.read_environment.
CREATE TABLE [csc].[environment]
(
    [server_name]   nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
    [database_key]  nvarchar(36)  COLLATE Latin1_General_BIN2 NOT NULL,
    [first_seen_at] datetime2(3)  NOT NULL,
    [confirmed_at]  datetime2(3)  NULL,
    [confirmed_by]  nvarchar(256) NULL,
    CONSTRAINT [PK_csc_environment] PRIMARY KEY CLUSTERED ([server_name], [database_key])
);
