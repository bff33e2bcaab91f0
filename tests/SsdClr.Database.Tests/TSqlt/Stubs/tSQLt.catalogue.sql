-- What the suite uses of the system catalogue, as Microsoft documents it. [master.sys] stands for the schema sys, in which nothing can be made.
CREATE SCHEMA [master.sys] AUTHORIZATION [dbo];
GO
CREATE TABLE [master.sys].[objects]
(
    [name]             sysname  NOT NULL,
    [object_id]        int      NOT NULL,
    [principal_id]     int      NULL,
    [schema_id]        int      NOT NULL,
    [parent_object_id] int      NOT NULL,
    [type]             char(2)  NULL,
    [type_desc]        nvarchar(60) NULL
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
CREATE PROCEDURE [master.sys].[sp_executesql]
    @stmt   nvarchar(max),
    @params nvarchar(max) = NULL
AS
RETURN 0;
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
-- Made and rolled back by csc_permission_tests.
CREATE USER [csc_permission_tests_member] WITHOUT LOGIN;
GO
CREATE USER [csc_secret_tests_member] WITHOUT LOGIN;
GO
CREATE TABLE [master.sys].[crypt_properties]
(
    [class]      tinyint       NOT NULL,
    [major_id]   int           NOT NULL,
    [thumbprint] varbinary(32) NOT NULL
);
GO
CREATE TABLE [master.sys].[certificates]
(
    [name]                    sysname       NOT NULL,
    [pvt_key_encryption_type] char(2)       NOT NULL,
    [thumbprint]              varbinary(32) NOT NULL
);
