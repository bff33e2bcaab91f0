-- Values of coded columns for which no code is found, with how many rows hold each: they are left out of payloads. Give them codes with csc.set_code.
-- Reads the SSD tables as the caller. Example: SELECT * FROM csc.unmapped_values() ORDER BY row_count DESC;
CREATE FUNCTION [csc].[unmapped_values] ()
RETURNS TABLE
(
    [field]      nvarchar(64),
    [source]     nvarchar(200),
    [held_value] nvarchar(400),
    [row_count]  bigint
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.CodeMapFunction].[UnmappedValues];
