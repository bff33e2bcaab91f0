-- What our procedures use of the catalogue for keys and signatures, as Microsoft documents it.
CREATE TABLE [master.sys].[certificates]
(
    [name]                         sysname        NOT NULL,
    [certificate_id]               int            NOT NULL,
    [principal_id]                 int            NULL,
    [pvt_key_encryption_type]      char(2)        NOT NULL,
    [pvt_key_encryption_type_desc] nvarchar(60)   NULL,
    [is_active_for_begin_dialog]   bit            NULL,
    [issuer_name]                  nvarchar(442)  NULL,
    [cert_serial_number]           nvarchar(64)   NULL,
    [sid]                          varbinary(85)  NULL,
    [string_sid]                   nvarchar(128)  NULL,
    [subject]                      nvarchar(4000) NULL,
    [expiry_date]                  datetime       NULL,
    [start_date]                   datetime       NULL,
    [thumbprint]                   varbinary(32)  NOT NULL,
    [attested_by]                  nvarchar(260)  NULL,
    [pvt_key_last_backup_date]     datetime       NULL
);
GO
CREATE TABLE [master.sys].[crypt_properties]
(
    [class]           tinyint        NOT NULL,
    [class_desc]      nvarchar(60)   NULL,
    [major_id]        int            NOT NULL,
    [thumbprint]      varbinary(32)  NOT NULL,
    [crypt_type]      char(4)        NOT NULL,
    [crypt_type_desc] nvarchar(60)   NULL,
    [crypt_property]  varbinary(max) NOT NULL
);
GO
CREATE TABLE [master.sys].[database_scoped_credentials]
(
    [name]                sysname        NOT NULL,
    [credential_id]       int            NOT NULL,
    [principal_id]        int            NULL,
    [credential_identity] nvarchar(4000) NULL,
    [create_date]         datetime       NOT NULL,
    [modify_date]         datetime       NOT NULL,
    [target_type]         nvarchar(100)  NULL,
    [target_id]           int            NULL
);
GO
CREATE TABLE [master.sys].[openkeys]
(
    [database_id]   int              NULL,
    [database_name] sysname          NULL,
    [key_id]        int              NULL,
    [key_name]      sysname          NULL,
    [key_guid]      uniqueidentifier NULL,
    [opened_date]   datetime         NULL,
    [status]        smallint         NULL
);
GO
CREATE TABLE [master.sys].[symmetric_keys]
(
    [name]             sysname          NOT NULL,
    [principal_id]     int              NULL,
    [symmetric_key_id] int              NOT NULL,
    [key_length]       int              NOT NULL,
    [key_algorithm]    char(2)          NOT NULL,
    [algorithm_desc]   nvarchar(60)     NULL,
    [create_date]      datetime         NOT NULL,
    [modify_date]      datetime         NOT NULL,
    [key_guid]         uniqueidentifier NULL,
    [key_thumbprint]   sql_variant      NULL,
    [provider_type]    nvarchar(120)    NULL
);
GO
CREATE TABLE [master.sys].[login_token]
(
    [principal_id] int            NULL,
    [sid]          varbinary(85)  NULL,
    [name]         nvarchar(128)  NULL,
    [type]         nvarchar(128)  NULL,
    [usage]        nvarchar(128)  NULL
);
GO
CREATE PROCEDURE [master.sys].[sp_executesql]
    @stmt   nvarchar(max),
    @params nvarchar(max) = NULL,
    @call         nvarchar(600) = NULL,
    @job_count    int           = NULL OUTPUT,
    @job_name     nvarchar(128) = NULL OUTPUT,
    @job_enabled  tinyint       = NULL OUTPUT,
    @job_owner    nvarchar(128) = NULL OUTPUT
AS
BEGIN
    SET NOCOUNT ON;
END;
