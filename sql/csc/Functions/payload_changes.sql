-- What changed between what is staged of one child and what the current receiver last acknowledged, one row a difference. json_path $ is
-- the child as a whole: new, or to be purged. No row: nothing differs, or nothing of that person is staged. @person_id NULL is an error.
-- Example: SELECT * FROM csc.payload_changes(N'12345');
CREATE FUNCTION [csc].[payload_changes]
(
    @person_id nvarchar(48)
)
RETURNS TABLE
(
    [person_id] nvarchar(48),
    [json_path] nvarchar(400),
    [old_value] nvarchar(max),
    [new_value] nvarchar(max),
    [block]     nvarchar(64),
    [reason]    nvarchar(64)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.PayloadChangeFunction].[PayloadChanges];
