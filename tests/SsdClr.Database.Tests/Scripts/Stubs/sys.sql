-- What the scripts, acceptance.sql and the tSQLt suite use of the system catalogue, as Microsoft documents it. [master.sys] stands for the schema sys, in which nothing can be made.
CREATE SCHEMA [master.sys] AUTHORIZATION [dbo];
GO
CREATE FUNCTION [master.sys].[fn_hadr_is_primary_replica] (@database_name sysname)
RETURNS bit
AS
BEGIN
    RETURN NULL;
END;
GO
CREATE TABLE [master.sys].[dm_server_services]
(
    [servicename]       nvarchar(256)     NOT NULL,
    [startup_type]      int               NULL,
    [startup_type_desc] nvarchar(256)     NOT NULL,
    [status]            int               NULL,
    [status_desc]       nvarchar(256)     NOT NULL,
    [process_id]        int               NULL,
    [last_startup_time] datetimeoffset(7) NULL,
    [service_account]   nvarchar(256)     NOT NULL,
    [filename]          nvarchar(256)     NOT NULL,
    [is_clustered]      nvarchar(1)       NOT NULL
);
GO
CREATE TABLE [master.sys].[assemblies]
(
    [name]                sysname        NOT NULL,
    [principal_id]        int            NULL,
    [assembly_id]         int            NOT NULL,
    [clr_name]            nvarchar(4000) NULL,
    [permission_set]      tinyint        NULL,
    [permission_set_desc] nvarchar(60)   NULL,
    [is_visible]          bit            NULL,
    [create_date]         datetime       NOT NULL,
    [modify_date]         datetime       NOT NULL,
    [is_user_defined]     bit            NULL
);
