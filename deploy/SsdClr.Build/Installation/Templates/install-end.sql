-- End: runs whatever came before. What comes before SET NOEXEC OFF here is skipped where a batch failed.
DECLARE
    @is_done bit,
    @before  nvarchar(32);

SET @is_done = 1;

SET NOEXEC OFF;

IF @is_done = 1
BEGIN
    SELECT TOP (1) @before = [v].[version]
    FROM [csc].[schema_version] AS [v]
    WHERE [v].[schema_version_id] < (SELECT MAX([n].[schema_version_id]) FROM [csc].[schema_version] AS [n])
    ORDER BY [v].[schema_version_id] DESC;

    PRINT N'SsdClr {version} ({what}) is installed in ' + QUOTENAME(DB_NAME()) + N'. Version before: ' + COALESCE(@before, N'none') + N'.';
    PRINT N'Next, in this order: members for the roles below; settings ({settings}); {next}.';

    SELECT [p].[name] AS [role], COUNT([m].[member_principal_id]) AS [members]
    FROM [sys].[database_principals] AS [p]
    LEFT JOIN [sys].[database_role_members] AS [m] ON [m].[role_principal_id] = [p].[principal_id]
    WHERE [p].[name] IN ({people_roles})
    GROUP BY [p].[name]
    ORDER BY [p].[name];

    DROP TABLE [#kept_permission];
END
ELSE
BEGIN
    -- The table goes with the transaction. Without it, what is open was open before this script.
    IF OBJECT_ID(N'tempdb..[#kept_permission]', N'U') IS NOT NULL AND @@TRANCOUNT = 0
        RAISERROR(N'SsdClr {version} is installed, but a step after it failed: see the first error above. Mend that, and run this file again.', 16, 1);
    ELSE
    BEGIN
        IF OBJECT_ID(N'tempdb..[#kept_permission]', N'U') IS NOT NULL
            ROLLBACK TRANSACTION;

        RAISERROR(N'SsdClr {version} was not installed and nothing was changed. The reason is the first error above.', 16, 1);
    END;
END;
GO
