-- This installation, and what this version holds
INSERT INTO [csc].[schema_version] ([version], [variant], [way_in], [installed_at], [installed_by], [made])
VALUES (N'{version}', N'{variant}', N'{way_in}', SYSUTCDATETIME(), ORIGINAL_LOGIN(), REPLACE(N'
{made}
', NCHAR(13), N''));
