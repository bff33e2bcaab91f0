-- A payload indented for reading. Same content; NULL for NULL.
CREATE FUNCTION [csc].[json_pretty]
(
    @json nvarchar(max)
)
RETURNS nvarchar(max)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.JsonFunction].[JsonPretty];
