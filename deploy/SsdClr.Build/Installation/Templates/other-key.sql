-- {assembly} signed with another key, or with none: no ALTER ASSEMBLY leads from one key to another, so it is made anew, with everything bound
-- to it. Rights on that are noted here and given again at the end.
DECLARE @statement nvarchar(max);

IF EXISTS (
    SELECT 1
    FROM [sys].[assemblies] AS [a]
    WHERE [a].[name] = N'{assembly}' AND CHARINDEX(N'publickeytoken={public_key_token}', LOWER([a].[clr_name] COLLATE Latin1_General_BIN2)) = 0)
BEGIN
    INSERT INTO [#kept_permission] ([object], [statement])
    SELECT
        N'[csc].' + QUOTENAME([o].[name]),
        CASE [p].[state] WHEN N'D' THEN N'DENY ' ELSE N'GRANT ' END + [p].[permission_name] COLLATE DATABASE_DEFAULT
            + N' ON OBJECT::[csc].' + QUOTENAME([o].[name])
            + CASE WHEN [p].[minor_id] > 0 THEN N' (' + QUOTENAME(COL_NAME([p].[major_id], [p].[minor_id])) + N')' ELSE N'' END
            + N' TO ' + QUOTENAME([g].[name])
            + CASE [p].[state] WHEN N'W' THEN N' WITH GRANT OPTION;' ELSE N';' END
    FROM [sys].[database_permissions] AS [p]
    INNER JOIN [sys].[assembly_modules] AS [m] ON [m].[object_id] = [p].[major_id]
    INNER JOIN [sys].[assemblies] AS [a] ON [a].[assembly_id] = [m].[assembly_id]
    INNER JOIN [sys].[objects] AS [o] ON [o].[object_id] = [p].[major_id]
    INNER JOIN [sys].[database_principals] AS [g] ON [g].[principal_id] = [p].[grantee_principal_id]
    WHERE [p].[class] = 1 AND [p].[state] IN (N'G', N'D', N'W') AND [a].[name] = N'{assembly}' AND [o].[schema_id] = SCHEMA_ID(N'csc');

    WHILE 1 = 1
    BEGIN
        SET @statement = NULL;

        SELECT TOP (1) @statement = N'DROP ' + CASE WHEN [o].[type] = N'PC' THEN N'PROCEDURE' ELSE N'FUNCTION' END + N' [csc].' + QUOTENAME([o].[name]) + N';'
        FROM [sys].[assembly_modules] AS [m]
        INNER JOIN [sys].[assemblies] AS [a] ON [a].[assembly_id] = [m].[assembly_id]
        INNER JOIN [sys].[objects] AS [o] ON [o].[object_id] = [m].[object_id]
        WHERE [a].[name] = N'{assembly}' AND [o].[schema_id] = SCHEMA_ID(N'csc');

        IF @statement IS NULL
            BREAK;

        EXECUTE [sys].[sp_executesql] @statement;
    END;

    DROP ASSEMBLY [{assembly}];
END;
