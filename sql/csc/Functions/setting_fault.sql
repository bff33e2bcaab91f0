-- What is wrong with a value for a setting, in words; NULL where it is valid.
CREATE FUNCTION [csc].[setting_fault]
(
    @name  nvarchar(64),
    @value nvarchar(4000)
)
RETURNS nvarchar(400)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.SettingFunction].[SettingFault];
