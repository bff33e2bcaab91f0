-- Every setting and secret there is: its name, default, meaning and valid values. csc.set_setting and csc.set_secret change them.
CREATE FUNCTION [csc].[setting_definitions] ()
RETURNS TABLE
(
    [name]          nvarchar(64),
    [is_secret]     bit,
    [default_value] nvarchar(4000),
    [meaning]       nvarchar(400),
    [valid_values]  nvarchar(1000)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.SettingFunction].[SettingDefinitions];
