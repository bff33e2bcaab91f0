-- What is wrong with an entry for csc.code_map, in words; NULL where it is valid. @code NULL asks about taking an entry back.
CREATE FUNCTION [csc].[code_fault]
(
    @field      nvarchar(128),
    @held_value nvarchar(4000),
    @code       nvarchar(128)
)
RETURNS nvarchar(1000)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.CodeMapFunction].[CodeFault];
