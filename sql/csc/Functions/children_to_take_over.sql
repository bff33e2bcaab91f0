-- Internal: the children in the national tool's staging table, and what csc.take_over_d2i_staging makes of each. Reads the table as the caller.
CREATE FUNCTION [csc].[children_to_take_over]
(
    @table_name    nvarchar(128),
    @confirm_whole bit,
    @confirm_apart bit
)
RETURNS TABLE
(
    [person_id]       nvarchar(48),
    [la_child_id]     nvarchar(48),
    [table_rows]      int,
    [verdict]         nvarchar(16),
    [reason]          nvarchar(32),
    [meaning]         nvarchar(400),
    [receipt]         nvarchar(100),
    [acknowledged_at] datetime
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.TakeoverFunction].[ChildrenToTakeOver];
