-- Internal: opens a row of csc.run_log, and marks rows that an earlier run left open as interrupted. The caller holds the run lock.
CREATE PROCEDURE [csc].[start_run]
    @operation    nvarchar(16),
    @as_of        date,
    @host_name    nvarchar(128),
    @login_name   nvarchar(128),
    @program_name nvarchar(128),
    @run_id       bigint OUTPUT
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.RunProcedure].[StartRun];
