-- Internal: the work of csc.take_over_d2i_staging. The caller holds the run lock and no transaction.
CREATE PROCEDURE [csc].[take_over_children]
    @table_name    nvarchar(128),
    @sent_to       nvarchar(400),
    @confirm_whole bit,
    @confirm_apart bit,
    @summary       nvarchar(1000) OUTPUT
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.TakeoverProcedure].[TakeOverChildren];
