-- Takes back what trust.sql of SsdClr {version} did: the grant, login and asymmetric key of the build's key, and the hashes of its assemblies.
--
-- How: first remove SsdClr from every database of this server (SsdClr.uninstall.sql), or upgrade it to a version that is trusted otherwise. Then run the whole text in a query window, in master, as sysadmin or with
-- CONTROL SERVER. All is checked first, and nothing is changed unless all is right. Each change is printed. It may be run again.
-- clr enabled stays as it is: other databases may need it.
-- Error 51041: a value is wrong, the login may not do it, or SsdClr is still installed. Nothing was changed. | Correct each fault that the message names, and run the script again.
SET NOCOUNT ON;
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;

-- Edit from here
DECLARE
    @all_versions    bit = 0, -- 1: also the hashes of other versions of SsdClr
    @although_in_use bit = 0; -- 1: also while a database has the assemblies, which then fail when they are next loaded
-- to here

-- Written by the build
DECLARE
    @key_name        nvarchar(128)  = N'SsdClr.Key.{key_token}',
    @key_assembly    varbinary(max) = 0x /*{key_assembly}*/,
    @payload_hash    varbinary(64)  = 0x /*{payload_hash}*/,
    @submission_hash varbinary(64)  = 0x /*{submission_hash}*/;

DECLARE
    @hashes_statement nvarchar(max) = N'SELECT [t].[hash], [t].[description] FROM [sys].[trusted_assemblies] AS [t];',
    @use_statement    nvarchar(max) = N'SELECT @count = COUNT(*)
FROM [sys].[assemblies] AS [a]
INNER JOIN [sys].[assembly_files] AS [f] ON [f].[assembly_id] = [a].[assembly_id]
WHERE ([a].[clr_name] LIKE N''%publickeytoken={key_token},%'' AND [a].[name] <> N''SsdClr.Key'')
    OR HASHBYTES(N''SHA2_512'', [f].[content]) IN (@payload_hash, @submission_hash)
    OR (@all_versions = 1 AND [a].[name] IN (N''SsdClr.Payload'', N''SsdClr.Submission''));';

DECLARE
    @made_by     nvarchar(64)   = N'Trusted by trust.sql of SsdClr.',
    @is_allowed  bit            = CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 OR HAS_PERMS_BY_NAME(NULL, NULL, N'CONTROL SERVER') = 1 THEN 1 ELSE 0 END,
    @has_list    bit,
    @faults      nvarchar(max)  = N'',
    @used        nvarchar(max)  = N'',
    @unseen      nvarchar(max)  = N'',
    @message     nvarchar(2048),
    @key_hash    varbinary(64),
    @key_sid     varbinary(85),
    @has_login   bit            = 0,
    @has_unsafe  bit            = 0,
    @has_access  bit            = 0,
    @database_id int,
    @database    nvarchar(128),
    @procedure   nvarchar(600),
    @count       int,
    @number      int,
    @hash        varbinary(64),
    @description nvarchar(256),
    @is_ours     bit;

DECLARE @hashes TABLE
(
    [number]      int             NOT NULL IDENTITY (1, 1) PRIMARY KEY,
    [hash]        varbinary(8000) NOT NULL,
    [description] nvarchar(4000)  COLLATE DATABASE_DEFAULT NULL
);

IF DB_NAME() <> N'master'
    SET @faults = @faults + NCHAR(10) + N'- This query window is in ' + QUOTENAME(DB_NAME()) + N'. Choose master: the key is there.';

IF @@TRANCOUNT > 0
    SET @faults = @faults + NCHAR(10) + N'- A transaction is open in this session. Commit it or roll it back first.';

IF @is_allowed = 0
    SET @faults = @faults + NCHAR(10) + N'- This login is neither sysadmin nor has it CONTROL SERVER.';

IF @all_versions IS NULL OR @although_in_use IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @all_versions and @although_in_use must be 0 or 1.';

-- Which databases have assemblies that this would leave without trust, as far as they can be opened
IF @is_allowed = 1
BEGIN
    SELECT @database_id = MIN([d].[database_id]) FROM [sys].[databases] AS [d];
    WHILE @database_id IS NOT NULL
    BEGIN
        SELECT @database = [d].[name], @count = NULL
        FROM [sys].[databases] AS [d]
        WHERE [d].[database_id] = @database_id;

        IF HAS_DBACCESS(@database) = 1
        BEGIN
            BEGIN TRY
                SET @procedure = QUOTENAME(@database) + N'.[sys].[sp_executesql]';
                EXECUTE @procedure @use_statement, N'@all_versions bit, @payload_hash varbinary(64), @submission_hash varbinary(64), @count int OUTPUT',
                    @all_versions = @all_versions, @payload_hash = @payload_hash, @submission_hash = @submission_hash, @count = @count OUTPUT;
            END TRY
            BEGIN CATCH
                SET @count = NULL;
            END CATCH;
        END;

        IF @count > 0
            SET @used = @used + N', ' + QUOTENAME(@database);
        ELSE IF @count IS NULL
            SET @unseen = @unseen + N', ' + QUOTENAME(@database);

        SELECT @database_id = MIN([d].[database_id]) FROM [sys].[databases] AS [d] WHERE [d].[database_id] > @database_id;
    END;

    IF @used <> N'' AND @although_in_use = 0
        SET @faults = @faults + NCHAR(10) + N'- These databases have assemblies that would not load any more: ' + STUFF(@used, 1, 2, N'') + N'. Upgrade or uninstall SsdClr there first, or set @although_in_use to 1.';
END;

IF @faults <> N''
BEGIN
    SET @message = LEFT(N'Nothing was changed.' + @faults, 2048);
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51041, @message, 1;
END;

IF @used <> N''
    PRINT N'Left without trust: assemblies in ' + STUFF(@used, 1, 2, N'') + N'.';

IF @unseen <> N''
    PRINT N'Not looked into, for they could not be opened: ' + STUFF(@unseen, 1, 2, N'') + N'.';

SET @key_hash = HASHBYTES(N'SHA2_512', @key_assembly);
SET @has_list = CASE WHEN EXISTS (SELECT 1 FROM [sys].[system_objects] AS [o] WHERE [o].[name] = N'sp_drop_trusted_assembly') THEN 1 ELSE 0 END;
IF @has_list = 1
    INSERT INTO @hashes ([hash], [description])
    EXECUTE [sys].[sp_executesql] @hashes_statement;

SELECT @key_sid = [k].[sid]
FROM [sys].[asymmetric_keys] AS [k]
WHERE [k].[name] = @key_name;

SELECT @has_login = 1
FROM [sys].[server_principals] AS [p]
WHERE [p].[sid] = @key_sid
    AND [p].[name] = @key_name;

SELECT
    @has_unsafe = MAX(CASE WHEN [g].[permission_name] = N'UNSAFE ASSEMBLY' THEN 1 ELSE 0 END),
    @has_access = MAX(CASE WHEN [g].[permission_name] = N'EXTERNAL ACCESS ASSEMBLY' THEN 1 ELSE 0 END)
FROM [sys].[server_principals] AS [p]
INNER JOIN [sys].[server_permissions] AS [g] ON [g].[grantee_principal_id] = [p].[principal_id]
WHERE [p].[sid] = @key_sid
    AND [g].[class] = 100;

BEGIN TRY
    -- The assembly is there only if a run of trust.sql was cancelled.
    IF DATALENGTH(@key_assembly) > 0 AND EXISTS (SELECT 1 FROM [sys].[assemblies] AS [a] WHERE [a].[name] = N'SsdClr.Key')
    BEGIN
        DROP ASSEMBLY [SsdClr.Key];
        PRINT N'Dropped the assembly SsdClr.Key, which a cancelled run left in master.';
    END;

    IF @has_login = 1
    BEGIN
        IF @has_unsafe = 1
        BEGIN
            REVOKE UNSAFE ASSEMBLY FROM [SsdClr.Key.{key_token}];
            PRINT N'Revoked UNSAFE ASSEMBLY from the login ' + QUOTENAME(@key_name) + N'.';
        END;

        IF @has_access = 1
        BEGIN
            REVOKE EXTERNAL ACCESS ASSEMBLY FROM [SsdClr.Key.{key_token}];
            PRINT N'Revoked EXTERNAL ACCESS ASSEMBLY from the login ' + QUOTENAME(@key_name) + N'.';
        END;

        DROP LOGIN [SsdClr.Key.{key_token}];
        PRINT N'Dropped the login ' + QUOTENAME(@key_name) + N'.';
    END;

    IF @key_sid IS NOT NULL
    BEGIN
        DROP ASYMMETRIC KEY [SsdClr.Key.{key_token}];
        PRINT N'Dropped the asymmetric key ' + QUOTENAME(@key_name) + N'.';
    END;

    IF @key_sid IS NULL AND DATALENGTH(@key_assembly) > 0
        PRINT N'There is no asymmetric key ' + QUOTENAME(@key_name) + N'.';

    SELECT @number = MIN([h].[number]) FROM @hashes AS [h];
    WHILE @number IS NOT NULL
    BEGIN
        SELECT
            @hash = [h].[hash],
            @description = COALESCE(LEFT([h].[description], 256), N'a hash without a description'),
            @is_ours = CASE
                WHEN [h].[hash] IN (@key_hash, @payload_hash, @submission_hash) THEN 1
                WHEN CHARINDEX(@made_by, [h].[description]) > 0 THEN @all_versions
            END
        FROM @hashes AS [h]
        WHERE [h].[number] = @number;

        IF @is_ours = 1
        BEGIN
            EXECUTE [sys].[sp_drop_trusted_assembly] @hash = @hash;
            PRINT N'Took off the list of trusted assemblies: ' + @description;
        END
        ELSE IF @is_ours = 0
            PRINT N'Not removed, another version: ' + @description + N' Set @all_versions to 1 to remove it too.';

        SELECT @number = MIN([h].[number]) FROM @hashes AS [h] WHERE [h].[number] > @number;
    END;
END TRY
BEGIN CATCH
    PRINT N'An error stopped this. What was printed is done; run it again when the cause is gone.';
    THROW;
END CATCH;

PRINT N'Not touched: clr enabled and clr strict security, which belong to the whole server, and every database.';
