-- What is wrong with a host for csc.allowed_host, in words; NULL where it is valid.
CREATE FUNCTION [csc].[host_fault]
(
    @host nvarchar(4000)
)
RETURNS nvarchar(400)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.SettingFunction].[HostFault];
