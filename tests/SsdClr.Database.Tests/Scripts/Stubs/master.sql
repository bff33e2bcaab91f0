-- What the scripts and acceptance.sql use of the server's catalogue and procedures, as Microsoft documents it, in the schema that stands for sys.
CREATE TABLE [master.sys].[trusted_assemblies]
(
    [hash]        varbinary(8000) NOT NULL,
    [description] nvarchar(4000)  NULL,
    [create_date] datetime2(7)    NOT NULL,
    [created_by]  nvarchar(128)   NOT NULL
);
GO
CREATE TABLE [master.sys].[dm_os_host_info]
(
    [host_platform]           nvarchar(256) NOT NULL,
    [host_distribution]       nvarchar(256) NOT NULL,
    [host_release]            nvarchar(256) NOT NULL,
    [host_service_pack_level] nvarchar(256) NOT NULL,
    [host_sku]                int           NULL,
    [os_language_version]     int           NOT NULL
);
GO
CREATE TABLE [master.sys].[configurations]
(
    [configuration_id] int           NOT NULL,
    [name]             nvarchar(35)  NOT NULL,
    [value]            sql_variant   NULL,
    [minimum]          sql_variant   NULL,
    [maximum]          sql_variant   NULL,
    [value_in_use]     sql_variant   NULL,
    [description]      nvarchar(255) NOT NULL,
    [is_dynamic]       bit           NOT NULL,
    [is_advanced]      bit           NOT NULL
);
GO
CREATE TABLE [master.sys].[system_objects]
(
    [name]      sysname NOT NULL,
    [object_id] int     NOT NULL,
    [schema_id] int     NOT NULL,
    [type]      char(2) NOT NULL
);
GO
CREATE TABLE [master.sys].[databases]
(
    [name]                              sysname          NOT NULL,
    [database_id]                       int              NOT NULL,
    [compatibility_level]               tinyint          NOT NULL,
    [collation_name]                    sysname          NULL,
    [is_read_only]                      bit              NULL,
    [is_trustworthy_on]                 bit              NULL,
    [is_db_chaining_on]                 bit              NULL,
    [containment]                       tinyint          NULL,
    [delayed_durability]                int              NULL,
    [state]                             tinyint          NULL,
    [replica_id]                        uniqueidentifier NULL,
    [is_master_key_encrypted_by_server] bit              NOT NULL
);
GO
CREATE TABLE [master.sys].[asymmetric_keys]
(
    [name]                        sysname        NOT NULL,
    [principal_id]                int            NULL,
    [asymmetric_key_id]           int            NOT NULL,
    [pvt_key_encryption_type]     char(2)        NULL,
    [thumbprint]                  varbinary(32)  NOT NULL,
    [algorithm]                   char(2)        NOT NULL,
    [key_length]                  int            NOT NULL,
    [sid]                         varbinary(85)  NULL,
    [string_sid]                  nvarchar(128)  NULL,
    [public_key]                  varbinary(max) NOT NULL
);
GO
CREATE TABLE [master.sys].[server_principals]
(
    [name]         sysname       NOT NULL,
    [principal_id] int           NOT NULL,
    [sid]          varbinary(85) NULL,
    [type]         char(1)       NOT NULL,
    [is_disabled]  bit           NULL
);
GO
CREATE TABLE [master.sys].[server_permissions]
(
    [class]                tinyint       NOT NULL,
    [major_id]             int           NOT NULL,
    [minor_id]             int           NOT NULL,
    [grantee_principal_id] int           NOT NULL,
    [grantor_principal_id] int           NOT NULL,
    [type]                 char(4)       NOT NULL,
    [permission_name]      nvarchar(128) NULL,
    [state]                char(1)       NOT NULL
);
GO
CREATE TABLE [master.sys].[assembly_files]
(
    [assembly_id] int            NOT NULL,
    [name]        nvarchar(260)  NULL,
    [file_id]     int            NOT NULL,
    [content]     varbinary(max) NULL
);
GO
CREATE TABLE [master.sys].[traces]
(
    [id]         int           NOT NULL,
    [status]     int           NOT NULL,
    [path]       nvarchar(260) NULL,
    [is_default] bit           NULL
);
GO
CREATE FUNCTION [master.sys].[fn_trace_gettable]
(
    @filename     nvarchar(260),
    @number_files int
)
RETURNS TABLE
AS
RETURN
    SELECT
        CAST(0 AS int) AS [EventClass],
        CAST(0 AS int) AS [DatabaseID],
        CAST(0 AS int) AS [ObjectType],
        CAST(NULL AS datetime) AS [StartTime]
    WHERE @filename <> N'' AND @number_files > 0;
GO
CREATE PROCEDURE [master.sys].[sp_add_trusted_assembly]
    @hash        varbinary(64),
    @description nvarchar(4000) = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [master.sys].[sp_drop_trusted_assembly]
    @hash varbinary(64)
AS
RETURN 0;
GO
CREATE PROCEDURE [master.sys].[sp_configure]
    @configname  nvarchar(35) = NULL,
    @configvalue int          = NULL
AS
RETURN 0;
GO
-- Not documented; called as SQL Server's own tools call it, by place.
CREATE PROCEDURE [master.sys].[xp_instance_regread]
    @rootkey    nvarchar(4000),
    @key        nvarchar(4000),
    @value_name nvarchar(4000),
    @value      int            OUTPUT,
    @no_output  nvarchar(4000) = NULL
AS
RETURN 0;
