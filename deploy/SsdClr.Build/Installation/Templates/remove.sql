-- What another version of SsdClr made and this one does not have: routines, views, triggers, checks, and rights on objects
DECLARE
    @statement nvarchar(max),
    @made      nvarchar(max);

SELECT TOP (1) @made = [v].[made]
FROM [csc].[schema_version] AS [v]
ORDER BY [v].[schema_version_id] DESC;

WHILE 1 = 1
BEGIN
    SET @statement = NULL;

    SELECT TOP (1) @statement = CASE
            WHEN [m].[kind] = N'CHECK' THEN N'ALTER TABLE [csc].' + QUOTENAME(OBJECT_NAME([m].[parent_object_id])) + N' DROP CONSTRAINT ' + QUOTENAME([m].[name]) + N';'
            ELSE N'DROP ' + [m].[kind] + N' [csc].' + QUOTENAME([m].[name]) + N';'
        END
    FROM
    (
        SELECT
            [o].[name] COLLATE Latin1_General_BIN2 AS [name],
            [o].[parent_object_id],
            CASE
                WHEN [o].[type] IN (N'P', N'PC') THEN N'PROCEDURE'
                WHEN [o].[type] IN (N'FN', N'IF', N'TF', N'FS', N'FT') THEN N'FUNCTION'
                WHEN [o].[type] = N'V' THEN N'VIEW'
                WHEN [o].[type] = N'TR' THEN N'TRIGGER'
                WHEN [o].[type] = N'C' THEN N'CHECK'
            END COLLATE Latin1_General_BIN2 AS [kind]
        FROM [sys].[objects] AS [o]
        WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
    ) AS [m]
    WHERE CHARINDEX(NCHAR(10) + [m].[kind] + N' csc.' + [m].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), @made COLLATE Latin1_General_BIN2) = 0
        AND EXISTS (SELECT 1 FROM [csc].[schema_version] AS [v] WHERE CHARINDEX(NCHAR(10) + [m].[kind] + N' csc.' + [m].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0);

    IF @statement IS NULL
        BREAK;

    EXECUTE [sys].[sp_executesql] @statement;
END;

WHILE 1 = 1
BEGIN
    SET @statement = NULL;

    SELECT TOP (1) @statement = N'REVOKE ' + [m].[permission] + N' ON OBJECT::[csc].' + QUOTENAME([m].[name]) + N' FROM ' + QUOTENAME([m].[grantee]) + N';'
    FROM
    (
        SELECT
            [o].[name] COLLATE Latin1_General_BIN2 AS [name],
            [g].[name] COLLATE Latin1_General_BIN2 AS [grantee],
            [p].[permission_name] COLLATE Latin1_General_BIN2 AS [permission],
            CASE [p].[state] WHEN N'D' THEN N'DENY' ELSE N'GRANT' END COLLATE Latin1_General_BIN2 AS [verb]
        FROM [sys].[database_permissions] AS [p]
        INNER JOIN [sys].[objects] AS [o] ON [o].[object_id] = [p].[major_id]
        INNER JOIN [sys].[database_principals] AS [g] ON [g].[principal_id] = [p].[grantee_principal_id]
        WHERE [p].[class] = 1 AND [p].[minor_id] = 0 AND [p].[state] IN (N'G', N'D') AND [o].[schema_id] = SCHEMA_ID(N'csc')
    ) AS [m]
    WHERE CHARINDEX(NCHAR(10) + [m].[verb] + N' ' + [m].[permission] + N' ON csc.' + [m].[name] + N' TO ' + [m].[grantee] + NCHAR(10), @made COLLATE Latin1_General_BIN2) = 0
        AND EXISTS (SELECT 1 FROM [csc].[schema_version] AS [v] WHERE CHARINDEX(NCHAR(10) + [m].[verb] + N' ' + [m].[permission] + N' ON csc.' + [m].[name] + N' TO ' + [m].[grantee] + NCHAR(10), [v].[made]) > 0);

    IF @statement IS NULL
        BREAK;

    EXECUTE [sys].[sp_executesql] @statement;
END;
