-- What the scripts, acceptance.sql and the tSQLt suite use of a database's catalogue, as Microsoft documents it, in the schema that stands for sys.
CREATE TABLE [master.sys].[objects]
(
    [name]             sysname      NOT NULL,
    [object_id]        int          NOT NULL,
    [principal_id]     int          NULL,
    [schema_id]        int          NOT NULL,
    [parent_object_id] int          NOT NULL,
    [type]             char(2)      NULL,
    [type_desc]        nvarchar(60) NULL
);
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
CREATE TABLE [master.sys].[columns]
(
    [object_id]    int      NOT NULL,
    [name]         sysname  NULL,
    [column_id]    int      NOT NULL,
    [user_type_id] int      NOT NULL,
    [max_length]   smallint NOT NULL
);
GO
CREATE TABLE [master.sys].[types]
(
    [name]         sysname NOT NULL,
    [user_type_id] int     NOT NULL
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
    [object_id]    int      NOT NULL,
    [name]         sysname  NULL,
    [parameter_id] int      NOT NULL,
    [user_type_id] int      NOT NULL,
    [max_length]   smallint NOT NULL,
    [is_output]    bit      NOT NULL
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
CREATE TABLE [master.sys].[assembly_modules]
(
    [object_id]       int     NOT NULL,
    [assembly_id]     int     NOT NULL,
    [assembly_class]  sysname NULL,
    [assembly_method] sysname NULL
);
GO
CREATE TABLE [master.sys].[database_principals]
(
    [name]         sysname        NOT NULL,
    [principal_id] int            NOT NULL,
    [type]         char(1)        NOT NULL,
    [sid]          varbinary(85)  NULL
);
GO
CREATE TABLE [master.sys].[database_role_members]
(
    [role_principal_id]   int NOT NULL,
    [member_principal_id] int NOT NULL
);
GO
CREATE TABLE [master.sys].[database_permissions]
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
CREATE PROCEDURE [master.sys].[sp_getapplock]
    @Resource    nvarchar(255),
    @LockMode    nvarchar(32),
    @LockOwner   nvarchar(32) = N'Transaction',
    @LockTimeout int          = NULL,
    @DbPrincipal sysname      = N'public'
AS
RETURN 0;
GO
-- Stands for the temporary table of an installation.
CREATE TABLE [dbo].[kept_permission]
(
    [kept_permission_id] int           IDENTITY (1, 1) NOT NULL,
    [object]             nvarchar(300) NOT NULL,
    [statement]          nvarchar(max) NOT NULL
);
