-- What acceptance.sql uses of the system catalogue, as Microsoft documents it. [master.sys] stands for the schema sys, in which nothing can be made.
CREATE SCHEMA [master.sys] AUTHORIZATION [dbo];
GO
CREATE TABLE [master.sys].[databases]
(
    [name]                sysname NOT NULL,
    [database_id]         int     NOT NULL,
    [compatibility_level] tinyint NOT NULL,
    [collation_name]      sysname NULL,
    [is_read_only]        bit     NULL,
    [is_trustworthy_on]   bit     NULL,
    [is_db_chaining_on]   bit     NULL
);
GO
CREATE TABLE [master.sys].[configurations]
(
    [configuration_id] int          NOT NULL,
    [name]             nvarchar(35) NOT NULL,
    [value]            sql_variant  NULL,
    [value_in_use]     sql_variant  NULL
);
GO
CREATE TABLE [master.sys].[dm_os_host_info] ([host_platform] nvarchar(256) NOT NULL);
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
CREATE TABLE [master.sys].[objects]
(
    [name]             sysname NOT NULL,
    [object_id]        int     NOT NULL,
    [principal_id]     int     NULL,
    [schema_id]        int     NOT NULL,
    [parent_object_id] int     NOT NULL,
    [type]             char(2) NULL
);
GO
CREATE TABLE [master.sys].[system_objects] ([name] sysname NOT NULL);
GO
CREATE TABLE [master.sys].[schemas]
(
    [name]         sysname NOT NULL,
    [schema_id]    int     NOT NULL,
    [principal_id] int     NULL
);
GO
CREATE TABLE [master.sys].[tables]
(
    [name]      sysname NOT NULL,
    [object_id] int     NOT NULL,
    [schema_id] int     NOT NULL
);
GO
CREATE TABLE [master.sys].[partitions]
(
    [object_id] int    NOT NULL,
    [index_id]  int    NOT NULL,
    [rows]      bigint NULL
);
GO
CREATE TABLE [master.sys].[procedures]
(
    [name]      sysname NOT NULL,
    [object_id] int     NOT NULL,
    [schema_id] int     NOT NULL,
    [type]      char(2) NULL
);
GO
CREATE TABLE [master.sys].[parameters]
(
    [object_id]    int     NOT NULL,
    [name]         sysname NULL,
    [parameter_id] int     NOT NULL
);
GO
CREATE TABLE [master.sys].[triggers]
(
    [name]                  sysname NOT NULL,
    [object_id]             int     NOT NULL,
    [is_disabled]           bit     NOT NULL,
    [is_instead_of_trigger] bit     NOT NULL
);
GO
CREATE TABLE [master.sys].[database_principals]
(
    [name]         sysname NOT NULL,
    [principal_id] int     NOT NULL,
    [type]         char(1) NOT NULL
);
GO
CREATE TABLE [master.sys].[database_permissions]
(
    [class]                tinyint       NOT NULL,
    [major_id]             int           NOT NULL,
    [minor_id]             int           NOT NULL,
    [grantee_principal_id] int           NOT NULL,
    [permission_name]      nvarchar(128) NULL,
    [state]                char(1)       NOT NULL
);
GO
CREATE TABLE [master.sys].[database_role_members]
(
    [role_principal_id]   int NOT NULL,
    [member_principal_id] int NOT NULL
);
GO
CREATE TABLE [master.sys].[assemblies]
(
    [name]                sysname        NOT NULL,
    [principal_id]        int            NULL,
    [assembly_id]         int            NOT NULL,
    [clr_name]            nvarchar(4000) NULL,
    [permission_set_desc] nvarchar(60)   NULL
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
CREATE TABLE [master.sys].[assembly_modules]
(
    [object_id]       int     NOT NULL,
    [assembly_id]     int     NOT NULL,
    [assembly_class]  sysname NULL,
    [assembly_method] sysname NULL
);
GO
CREATE TABLE [master.sys].[trusted_assemblies]
(
    [hash]        varbinary(8000) NOT NULL,
    [description] nvarchar(4000)  NULL
);
GO
CREATE TABLE [master.sys].[server_principals]
(
    [name]         sysname NOT NULL,
    [principal_id] int     NOT NULL,
    [type]         char(1) NOT NULL
);
GO
CREATE TABLE [master.sys].[server_permissions]
(
    [grantee_principal_id] int           NOT NULL,
    [permission_name]      nvarchar(128) NULL,
    [state]                char(1)       NOT NULL
);
GO
CREATE TABLE [master.sys].[crypt_properties]
(
    [class]      tinyint        NOT NULL,
    [major_id]   int            NOT NULL,
    [thumbprint] varbinary(32)  NOT NULL,
    [crypt_type] char(4)        NOT NULL
);
GO
CREATE TABLE [master.sys].[certificates]
(
    [name]                         sysname      NOT NULL,
    [certificate_id]               int          NOT NULL,
    [pvt_key_encryption_type]      char(2)      NOT NULL,
    [thumbprint]                   varbinary(32) NOT NULL
);
GO
CREATE PROCEDURE [master.sys].[sp_getapplock]
    @Resource    nvarchar(255) = NULL,
    @LockMode    varchar(32),
    @LockOwner   varchar(32)   = 'Transaction',
    @LockTimeout int           = -1,
    @DbPrincipal sysname       = N'public'
AS
RETURN 0;
GO
-- Made and taken away by the script.
CREATE USER [csc_acceptance_member] WITHOUT LOGIN;
GO
CREATE SCHEMA [csc_acceptance] AUTHORIZATION [dbo];
