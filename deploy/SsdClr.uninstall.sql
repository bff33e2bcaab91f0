-- Takes SsdClr away from the database of this query window: assemblies, procedures, functions, views, triggers, users and roles that one of its
-- installations made, and nothing else. The tables stay, with staging, history, settings and secrets and the keys of these, unless @drop_data is 1; so an
-- installation after it finds all as it was. A role that has members stays, for they would lose what they were given besides. What stays is listed at the end.
--
-- How: run the whole text in a query window on the database, as db_owner. Refused while a run is going on. One transaction: if anything fails, nothing
-- is changed. Take the jobs away first (agent-job-remove.sql); untrust.sql takes back what the server was made to trust.
-- Error 51110: a value is wrong, the login is not db_owner, or there is no SsdClr here. Nothing was removed. | Correct each fault that the message names, and run the script again.
-- Error 51111: a run is going on. Nothing was removed. | Wait until it has ended.
SET NOCOUNT ON;
SET IMPLICIT_TRANSACTIONS OFF;
IF @@TRANCOUNT > 0
BEGIN
    RAISERROR(N'A transaction is open in this window. Commit it or roll it back first.', 16, 1);
    RETURN;
END;

SET XACT_ABORT ON;

-- Edit from here
DECLARE
    @drop_data bit = 0;   -- 1: drop the tables too. What was acknowledged is lost then, and a new installation sends every child again.
-- to here

DECLARE
    @faults    nvarchar(max) = N'',
    @message   nvarchar(2048),
    @lock      int,
    @statement nvarchar(max),
    @name      nvarchar(300);

-- Every line that any installation noted; whatever is not among them is not ours.
DECLARE @made TABLE ([made] nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL);

DECLARE @report TABLE
(
    [report_id] int           IDENTITY (1, 1) NOT NULL PRIMARY KEY,
    [outcome]   nvarchar(16)  COLLATE DATABASE_DEFAULT NOT NULL,
    [kind]      nvarchar(16)  COLLATE DATABASE_DEFAULT NOT NULL,
    [name]      nvarchar(300) COLLATE DATABASE_DEFAULT NOT NULL,
    [remark]    nvarchar(400) COLLATE DATABASE_DEFAULT NULL
);

IF COALESCE(IS_ROLEMEMBER(N'db_owner'), 0) = 0
    SET @faults = @faults + NCHAR(10) + N'- This login is not db_owner of ' + DB_NAME() + N'.';
ELSE IF OBJECT_ID(N'[csc].[schema_version]', N'U') IS NULL
    SET @faults = @faults + NCHAR(10) + N'- There is no SsdClr in the database ' + DB_NAME() + N'.';
ELSE IF CONVERT(nvarchar(128), DATABASEPROPERTYEX(DB_NAME(), N'Updateability')) = N'READ_ONLY'
    SET @faults = @faults + NCHAR(10) + N'- The database ' + DB_NAME() + N' is read-only. In an availability group, uninstall on the primary replica.';

IF @drop_data IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @drop_data must be 0 or 1.';

IF @faults <> N''
BEGIN
    SET @message = LEFT(N'Nothing was removed:' + @faults, 2048);
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51110, @message, 1;
END;

BEGIN TRY
    BEGIN TRANSACTION;

    IF DATABASE_PRINCIPAL_ID(N'csc_runner') IS NOT NULL
    BEGIN
        EXECUTE @lock = [sys].[sp_getapplock]
            @Resource = N'csc.run', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 0, @DbPrincipal = N'csc_runner';

        IF @lock < 0
            THROW 51111, N'Nothing was removed: a run is going on. Wait until it has ended, or end it first.', 1;
    END;

    INSERT INTO @made ([made])
    SELECT [v].[made]
    FROM [csc].[schema_version] AS [v];

    -- Routines, views and triggers
    WHILE 1 = 1
    BEGIN
        SET @statement = NULL;

        SELECT TOP (1) @name = [m].[kind] + N' csc.' + [m].[name], @statement = N'DROP ' + [m].[kind] + N' [csc].' + QUOTENAME([m].[name]) + N';'
        FROM
        (
            SELECT
                [o].[name] COLLATE Latin1_General_BIN2 AS [name],
                CASE
                    WHEN [o].[type] IN (N'P', N'PC') THEN N'PROCEDURE'
                    WHEN [o].[type] IN (N'FN', N'IF', N'TF', N'FS', N'FT') THEN N'FUNCTION'
                    WHEN [o].[type] = N'V' THEN N'VIEW'
                    WHEN [o].[type] = N'TR' THEN N'TRIGGER'
                END COLLATE Latin1_General_BIN2 AS [kind]
            FROM [sys].[objects] AS [o]
            WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
        ) AS [m]
        WHERE EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + [m].[kind] + N' csc.' + [m].[name] + NCHAR(10), [v].[made]) > 0)
        ORDER BY [m].[kind], [m].[name];

        IF @statement IS NULL
            BREAK;

        EXECUTE [sys].[sp_executesql] @statement;

        INSERT INTO @report ([outcome], [kind], [name])
        VALUES (N'dropped', N'routine', @name);
    END;

    -- The signer of three modules, which are gone. Its key cannot sign any more, so a new installation makes another.
    IF DATABASE_PRINCIPAL_ID(N'csc_secret_signer') IS NOT NULL
        EXECUTE [sys].[sp_executesql] N'DROP USER [csc_secret_signer];';

    IF EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret_signer')
        EXECUTE [sys].[sp_executesql] N'DROP CERTIFICATE [csc_secret_signer];';

    -- What the secrets are encrypted by stays with them. The master key of the database is not touched: others may use it.
    IF @drop_data = 1 AND EXISTS (SELECT 1 FROM [sys].[symmetric_keys] AS [k] WHERE [k].[name] = N'csc_secret')
        EXECUTE [sys].[sp_executesql] N'DROP SYMMETRIC KEY [csc_secret];';

    IF @drop_data = 1 AND EXISTS (SELECT 1 FROM [sys].[certificates] AS [c] WHERE [c].[name] = N'csc_secret')
        EXECUTE [sys].[sp_executesql] N'DROP CERTIFICATE [csc_secret];';

    INSERT INTO @report ([outcome], [kind], [name], [remark])
    SELECT N'kept', N'key', [k].[name], N'Certificate and symmetric key, for the secrets that stay.'
    FROM [sys].[symmetric_keys] AS [k]
    WHERE [k].[name] = N'csc_secret';

    -- Assemblies
    WHILE 1 = 1
    BEGIN
        SET @statement = NULL;

        SELECT TOP (1) @name = [a].[name], @statement = N'DROP ASSEMBLY ' + QUOTENAME([a].[name]) + N';'
        FROM [sys].[assemblies] AS [a]
        WHERE EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + N'ASSEMBLY ' + [a].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0)
        ORDER BY [a].[name];

        IF @statement IS NULL
            BREAK;

        EXECUTE [sys].[sp_executesql] @statement;

        INSERT INTO @report ([outcome], [kind], [name])
        VALUES (N'dropped', N'assembly', @name);
    END;

    -- Tables, the list of what was made last of all
    WHILE @drop_data = 1
    BEGIN
        SET @statement = NULL;

        SELECT TOP (1) @name = [o].[name], @statement = N'DROP TABLE [csc].' + QUOTENAME([o].[name]) + N';'
        FROM [sys].[objects] AS [o]
        WHERE [o].[schema_id] = SCHEMA_ID(N'csc') AND [o].[type] = N'U'
            AND EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + N'TABLE csc.' + [o].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0)
        ORDER BY CASE WHEN [o].[name] = N'schema_version' THEN 1 ELSE 0 END, [o].[name];

        IF @statement IS NULL
            BREAK;

        EXECUTE [sys].[sp_executesql] @statement;

        INSERT INTO @report ([outcome], [kind], [name])
        VALUES (N'dropped', N'table', @name);
    END;

    INSERT INTO @report ([outcome], [kind], [name], [remark])
    SELECT
        N'kept',
        CASE WHEN [o].[type] = N'U' THEN N'table' ELSE N'object' END,
        [o].[name],
        CASE
            WHEN EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + N'TABLE csc.' + [o].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0)
            THEN N'With its rows. A new installation goes on with it; @drop_data = 1 drops it.'
            ELSE N'Not made by SsdClr.'
        END
    FROM [sys].[objects] AS [o]
    WHERE [o].[schema_id] = SCHEMA_ID(N'csc') AND [o].[parent_object_id] = 0;

    -- Memberships among our own roles, then the roles that nobody is a member of
    WHILE 1 = 1
    BEGIN
        SET @statement = NULL;

        SELECT TOP (1) @statement = N'ALTER ROLE ' + QUOTENAME([r].[name]) + N' DROP MEMBER ' + QUOTENAME([m].[name]) + N';'
        FROM [sys].[database_role_members] AS [d]
        INNER JOIN [sys].[database_principals] AS [r] ON [r].[principal_id] = [d].[role_principal_id]
        INNER JOIN [sys].[database_principals] AS [m] ON [m].[principal_id] = [d].[member_principal_id]
        WHERE EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + N'ROLE ' + [r].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0)
            AND EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + N'ROLE ' + [m].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0)
            AND NOT EXISTS (SELECT 1 FROM [sys].[database_role_members] AS [n] WHERE [n].[role_principal_id] = [d].[member_principal_id]);

        IF @statement IS NULL
            BREAK;

        EXECUTE [sys].[sp_executesql] @statement;
    END;

    WHILE 1 = 1
    BEGIN
        SET @statement = NULL;

        SELECT TOP (1) @name = [p].[name], @statement = N'DROP ' + CASE WHEN [p].[type] = N'R' THEN N'ROLE ' ELSE N'USER ' END + QUOTENAME([p].[name]) + N';'
        FROM [sys].[database_principals] AS [p]
        WHERE EXISTS (
                SELECT 1
                FROM @made AS [v]
                WHERE CHARINDEX(NCHAR(10) + CASE WHEN [p].[type] = N'R' THEN N'ROLE ' ELSE N'USER ' END + [p].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0)
            AND NOT EXISTS (SELECT 1 FROM [sys].[database_role_members] AS [d] WHERE [d].[role_principal_id] = [p].[principal_id])
        ORDER BY [p].[type], [p].[name];

        IF @statement IS NULL
            BREAK;

        EXECUTE [sys].[sp_executesql] @statement;

        INSERT INTO @report ([outcome], [kind], [name])
        VALUES (N'dropped', N'principal', @name);
    END;

    INSERT INTO @report ([outcome], [kind], [name], [remark])
    SELECT N'kept', N'principal', [p].[name], N'Has members. Take them out and drop the role yourself: DROP ROLE ' + QUOTENAME([p].[name]) + N';'
    FROM [sys].[database_principals] AS [p]
    WHERE [p].[type] = N'R'
        AND EXISTS (SELECT 1 FROM @made AS [v] WHERE CHARINDEX(NCHAR(10) + N'ROLE ' + [p].[name] COLLATE Latin1_General_BIN2 + NCHAR(10), [v].[made]) > 0);

    IF NOT EXISTS (SELECT 1 FROM [sys].[objects] AS [o] WHERE [o].[schema_id] = SCHEMA_ID(N'csc'))
    BEGIN
        EXECUTE [sys].[sp_executesql] N'DROP SCHEMA [csc];';

        INSERT INTO @report ([outcome], [kind], [name])
        VALUES (N'dropped', N'schema', N'csc');
    END;

    COMMIT TRANSACTION;
END TRY
BEGIN CATCH
    IF XACT_STATE() <> 0
        ROLLBACK TRANSACTION;

    THROW;
END CATCH;

SELECT [r].[outcome], [r].[kind], [r].[name], [r].[remark]
FROM @report AS [r]
ORDER BY [r].[report_id];
