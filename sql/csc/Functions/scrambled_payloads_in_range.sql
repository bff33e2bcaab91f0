-- Internal: what would be sent scrambled for the children of one range. csc.scrambled_payloads goes through all ranges and gives the key.
CREATE FUNCTION [csc].[scrambled_payloads_in_range]
(
    @as_of           date,
    @person_id       nvarchar(48),
    @after_person_id nvarchar(48),
    @up_to_person_id nvarchar(48),
    @scrambling_key  nvarchar(4000)
)
RETURNS TABLE
(
    [person_id]     nvarchar(48),
    [la_child_id]   nvarchar(48),
    [mis_child_id]  nvarchar(48),
    [payload]       nvarchar(max),
    [payload_hash]  varbinary(32),
    [payload_bytes] int,
    [error_count]   int,
    [warning_count] int
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.PayloadFunction].[ScrambledPayloadsInRange];
