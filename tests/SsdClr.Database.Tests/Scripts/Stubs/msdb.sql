-- What the scripts use of msdb, as Microsoft documents it: parameters and columns with their names and types; a parameter without a default has to be
-- given. [msdb.dbo] stands for the schema dbo of msdb.
CREATE SCHEMA [msdb.dbo] AUTHORIZATION [dbo];
GO
CREATE PROCEDURE [msdb.dbo].[sp_add_job]
    @job_name                     sysname,
    @enabled                      tinyint          = 1,
    @description                  nvarchar(512)    = NULL,
    @start_step_id                int              = 1,
    @category_name                sysname          = NULL,
    @category_id                  int              = NULL,
    @owner_login_name             sysname          = NULL,
    @notify_level_eventlog        int              = 2,
    @notify_level_email           int              = 0,
    @notify_level_netsend         int              = 0,
    @notify_level_page            int              = 0,
    @notify_email_operator_name   sysname          = NULL,
    @notify_netsend_operator_name sysname          = NULL,
    @notify_page_operator_name    sysname          = NULL,
    @delete_level                 int              = 0,
    @job_id                       uniqueidentifier = NULL OUTPUT
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_update_job]
    @job_id                       uniqueidentifier = NULL,
    @job_name                     sysname          = NULL,
    @new_name                     sysname          = NULL,
    @enabled                      tinyint          = NULL,
    @description                  nvarchar(512)    = NULL,
    @start_step_id                int              = NULL,
    @category_name                sysname          = NULL,
    @owner_login_name             sysname          = NULL,
    @notify_level_eventlog        int              = NULL,
    @notify_level_email           int              = NULL,
    @notify_level_netsend         int              = NULL,
    @notify_level_page            int              = NULL,
    @notify_email_operator_name   sysname          = NULL,
    @notify_netsend_operator_name sysname          = NULL,
    @notify_page_operator_name    sysname          = NULL,
    @delete_level                 int              = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_delete_job]
    @job_id                 uniqueidentifier = NULL,
    @job_name               sysname          = NULL,
    @delete_history         bit              = 1,
    @delete_unused_schedule bit              = 1
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_add_jobserver]
    @job_id      uniqueidentifier = NULL,
    @job_name    sysname          = NULL,
    @server_name nvarchar(30)     = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_add_jobstep]
    @job_id               uniqueidentifier = NULL,
    @job_name             sysname          = NULL,
    @step_id              int              = NULL,
    @step_name            sysname,
    @subsystem            nvarchar(40)     = N'TSQL',
    @command              nvarchar(max)    = NULL,
    @cmdexec_success_code int              = 0,
    @on_success_action    tinyint          = 1,
    @on_success_step_id   int              = 0,
    @on_fail_action       tinyint          = 2,
    @on_fail_step_id      int              = 0,
    @server               nvarchar(30)     = NULL,
    @database_name        sysname          = NULL,
    @database_user_name   sysname          = NULL,
    @retry_attempts       int              = 0,
    @retry_interval       int              = 0,
    @output_file_name     nvarchar(200)    = NULL,
    @flags                int              = 0,
    @proxy_id             int              = NULL,
    @proxy_name           sysname          = NULL
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_delete_jobstep]
    @job_id   uniqueidentifier = NULL,
    @job_name sysname          = NULL,
    @step_id  int
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_add_jobschedule]
    @job_id                 uniqueidentifier = NULL,
    @job_name               sysname          = NULL,
    @name                   sysname,
    @enabled                tinyint          = 1,
    @freq_type              int              = 0,
    @freq_interval          int              = 0,
    @freq_subday_type       int              = 0,
    @freq_subday_interval   int              = 0,
    @freq_relative_interval int              = 0,
    @freq_recurrence_factor int              = 0,
    @active_start_date      int              = NULL,
    @active_end_date        int              = 99991231,
    @active_start_time      int              = 0,
    @active_end_time        int              = 235959,
    @schedule_id            int              = NULL OUTPUT
AS
RETURN 0;
GO
CREATE PROCEDURE [msdb.dbo].[sp_update_schedule]
    @schedule_id            int     = NULL,
    @name                   sysname = NULL,
    @new_name               sysname = NULL,
    @enabled                tinyint = NULL,
    @freq_type              int     = NULL,
    @freq_interval          int     = NULL,
    @freq_subday_type       int     = NULL,
    @freq_subday_interval   int     = NULL,
    @freq_relative_interval int     = NULL,
    @freq_recurrence_factor int     = NULL,
    @active_start_date      int     = NULL,
    @active_end_date        int     = NULL,
    @active_start_time      int     = NULL,
    @active_end_time        int     = NULL,
    @owner_login_name       sysname = NULL
AS
RETURN 0;
GO
CREATE TABLE [msdb.dbo].[sysjobs]
(
    [job_id]                   uniqueidentifier NOT NULL,
    [originating_server_id]    int              NOT NULL,
    [name]                     sysname          NOT NULL,
    [enabled]                  tinyint          NOT NULL,
    [description]              nvarchar(512)    NULL,
    [start_step_id]            int              NOT NULL,
    [category_id]              int              NOT NULL,
    [owner_sid]                varbinary(85)    NOT NULL,
    [notify_level_eventlog]    int              NOT NULL,
    [notify_level_email]       int              NOT NULL,
    [notify_email_operator_id] int              NOT NULL,
    [delete_level]             int              NOT NULL,
    [date_created]             datetime         NOT NULL,
    [date_modified]            datetime         NOT NULL,
    [version_number]           int              NOT NULL
);
GO
CREATE TABLE [msdb.dbo].[sysjobsteps]
(
    [job_id]             uniqueidentifier NOT NULL,
    [step_id]            int              NOT NULL,
    [step_name]          sysname          NOT NULL,
    [subsystem]          nvarchar(40)     NOT NULL,
    [command]            nvarchar(max)    NULL,
    [flags]              int              NOT NULL,
    [on_success_action]  tinyint          NOT NULL,
    [on_fail_action]     tinyint          NOT NULL,
    [database_name]      sysname          NULL,
    [database_user_name] sysname          NULL,
    [retry_attempts]     int              NOT NULL,
    [retry_interval]     int              NOT NULL,
    [output_file_name]   nvarchar(200)    NULL,
    [proxy_id]           int              NULL
);
GO
CREATE TABLE [msdb.dbo].[sysjobschedules]
(
    [schedule_id]   int              NULL,
    [job_id]        uniqueidentifier NULL,
    [next_run_date] int              NOT NULL,
    [next_run_time] int              NOT NULL
);
GO
CREATE TABLE [msdb.dbo].[sysschedules]
(
    [schedule_id]        int           NOT NULL,
    [name]               sysname       NOT NULL,
    [owner_sid]          varbinary(85) NOT NULL,
    [enabled]            int           NOT NULL,
    [freq_type]          int           NOT NULL,
    [freq_interval]      int           NOT NULL,
    [freq_subday_type]   int           NOT NULL,
    [active_start_date]  int           NOT NULL,
    [active_start_time]  int           NOT NULL
);
GO
CREATE TABLE [msdb.dbo].[sysoperators]
(
    [id]            int           NOT NULL,
    [name]          sysname       NOT NULL,
    [enabled]       tinyint       NOT NULL,
    [email_address] nvarchar(100) NULL
);
GO
CREATE PROCEDURE [msdb.dbo].[sp_send_dbmail]
    @profile_name                sysname        = NULL,
    @recipients                  varchar(max)   = NULL,
    @copy_recipients             varchar(max)   = NULL,
    @blind_copy_recipients       varchar(max)   = NULL,
    @subject                     nvarchar(255)  = NULL,
    @body                        nvarchar(max)  = NULL,
    @body_format                 varchar(20)    = NULL,
    @importance                  varchar(6)     = 'NORMAL',
    @sensitivity                 varchar(12)    = 'NORMAL',
    @file_attachments            nvarchar(max)  = NULL,
    @query                       nvarchar(max)  = NULL,
    @execute_query_database      sysname        = NULL,
    @attach_query_result_as_file bit            = 0,
    @query_attachment_filename   nvarchar(260)  = NULL,
    @query_result_header         bit            = 1,
    @query_result_width          int            = 256,
    @query_result_separator      char(1)        = ' ',
    @exclude_query_output        bit            = 0,
    @append_query_error          bit            = 0,
    @query_no_truncate           bit            = 0,
    @query_result_no_padding     bit            = 0,
    @mailitem_id                 int            = NULL OUTPUT,
    @from_address                varchar(max)   = NULL,
    @reply_to                    varchar(max)   = NULL
AS
RETURN 0;
GO
CREATE TABLE [msdb.dbo].[sysmail_profile]
(
    [profile_id]        int           NOT NULL,
    [name]              sysname       NOT NULL,
    [description]       nvarchar(256) NULL,
    [last_mod_datetime] datetime      NOT NULL,
    [last_mod_user]     sysname       NOT NULL
);
