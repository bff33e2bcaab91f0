-- Internal: the data quality of one table of the SSD, as the caller sees it; at least one row. csc.data_quality calls it for one table after the other.
CREATE FUNCTION [csc].[data_quality_findings]
(
    @object nvarchar(128)
)
RETURNS TABLE
(
    [object_name]  nvarchar(128),
    [column_name]  nvarchar(128),
    [check_name]   nvarchar(32),
    [severity]     nvarchar(8),
    [row_count]    bigint,
    [found]        bigint,
    [example_keys] nvarchar(600),
    [detail]       nvarchar(1000)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.DataQualityFunction].[DataQualityFindings];
