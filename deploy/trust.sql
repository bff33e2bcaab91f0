-- Lets this server load the assemblies of SsdClr {version}, without TRUSTWORTHY and without a file on the server. Two ways:
--   key     makes an asymmetric key and a login in master from the public key that the assemblies are signed with, and grants the login UNSAFE ASSEMBLY, or
--           EXTERNAL ACCESS ASSEMBLY where clr strict security is off or unknown and @own_proxy is 0. Holds for every version signed with the same key.
--   hash    puts the SHA-512 of each assembly on the server's list of trusted assemblies. Holds for this version alone. SQL Server 2017 and newer.
-- What trust means: under clr strict security the permission set of an assembly confines nothing. Code that is trusted here may do what the service account
-- of SQL Server may. So trust a build that you made, or whose publisher you know.
--
-- How: edit the values below, then run the whole text in a query window, in master, as sysadmin or with CONTROL SERVER. All is checked first, and nothing is
-- changed unless all is right. Each change is printed. Run it again whenever you like: what is there already stays. untrust.sql takes it all back.
-- No database is altered.
-- Error 51040: a value is wrong, or the server or the login cannot trust the assemblies in this way. Nothing was changed. | Correct each fault that the message names, and run the script again.
SET NOCOUNT ON;
SET XACT_ABORT ON;
SET IMPLICIT_TRANSACTIONS OFF;

-- Edit from here
DECLARE
    @trust_by        nvarchar(10) = N'{trust_by}', -- key (only if the assemblies are signed) or hash
    @with_submission bit          = 1,             -- 0: only the previews, which SsdClr.payload-only has; nothing leaves the server, and Linux will do
    @own_proxy       bit          = 0,             -- 1: SsdClr is to use the proxy of its own settings, for which the assembly has to be UNSAFE
    @enable_clr      bit          = 0,             -- 1: set clr enabled, for the whole server; 0: leave it as it is, and say so
    @remove_others   bit          = 0;             -- 1: take hashes of other versions of SsdClr off the list; wait until no database has those any more
-- to here

-- Written by the build
DECLARE
    @version         nvarchar(20)   = N'{version}',
    @key_name        nvarchar(128)  = N'SsdClr.Key.{key_token}', -- with the public key token
    @key_assembly    varbinary(max) = 0x /*{key_assembly}*/,     -- the assembly SsdClr.Key, which holds no code; nothing if the assemblies are not signed
    @payload_hash    varbinary(64)  = 0x /*{payload_hash}*/,
    @submission_hash varbinary(64)  = 0x /*{submission_hash}*/;

-- SQL Server 2016 does not know these.
DECLARE
    @platform_statement nvarchar(max) = N'SELECT @platform = [h].[host_platform] FROM [sys].[dm_os_host_info] AS [h];',
    @hashes_statement   nvarchar(max) = N'SELECT [t].[hash], [t].[description] FROM [sys].[trusted_assemblies] AS [t];';

DECLARE
    @made_by        nvarchar(64)  = N'Trusted by trust.sql of SsdClr.',
    @is_allowed     bit           = CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 OR HAS_PERMS_BY_NAME(NULL, NULL, N'CONTROL SERVER') = 1 THEN 1 ELSE 0 END,
    @engine_edition int           = CONVERT(int, SERVERPROPERTY(N'EngineEdition')),
    @product        nvarchar(128) = CONVERT(nvarchar(128), SERVERPROPERTY(N'ProductVersion')),
    @platform       nvarchar(256) = N'Windows',
    @major          int,
    @build          int,
    @has_list       bit,
    @strict         int,
    @clr_enabled    int,
    @fibers         int,
    @is_needed      bit,
    @release        int,
    @permission     nvarchar(60),
    @pending        nvarchar(max) = N'',
    @faults         nvarchar(max) = N'',
    @message        nvarchar(2048),
    @key_hash       varbinary(64),
    @key_sid        varbinary(85),
    @has_login      bit           = 0,
    @has_grant      bit           = 0,
    @hash           varbinary(64),
    @description    nvarchar(256),
    @added_key      bit           = 0,
    @made_assembly  bit           = 0,
    @made_key       bit           = 0,
    @made_login     bit           = 0,
    @made_grant     bit           = 0,
    @assembly       int           = 1,
    @number         int;

-- What is on the server's list, as it was found
DECLARE @hashes TABLE
(
    [number]      int             NOT NULL IDENTITY (1, 1) PRIMARY KEY,
    [hash]        varbinary(8000) NOT NULL,
    [description] nvarchar(4000)  COLLATE DATABASE_DEFAULT NULL
);

-- What has to be on it
DECLARE @assemblies TABLE
(
    [assembly]    int           NOT NULL PRIMARY KEY,
    [hash]        varbinary(64) NOT NULL,
    [description] nvarchar(256) COLLATE DATABASE_DEFAULT NOT NULL,
    [is_added]    bit           NOT NULL
);

-- The place, who runs this, and the values
IF DB_NAME() <> N'master'
    SET @faults = @faults + NCHAR(10) + N'- This query window is in ' + QUOTENAME(DB_NAME()) + N'. Choose master: keys that trust assemblies have to be there.';

IF @@TRANCOUNT > 0
    SET @faults = @faults + NCHAR(10) + N'- A transaction is open in this session. Commit it or roll it back first.';

IF @is_allowed = 0
    SET @faults = @faults + NCHAR(10) + N'- This login is neither sysadmin nor has it CONTROL SERVER, which trusting an assembly needs.';

IF COALESCE(@trust_by, N'') NOT IN (N'key', N'hash')
    SET @faults = @faults + NCHAR(10) + N'- @trust_by must be key or hash.';
ELSE IF @trust_by = N'key' AND DATALENGTH(@key_assembly) = 0
    SET @faults = @faults + NCHAR(10) + N'- @trust_by: the assemblies of this build are not signed. Set it to hash, or build with --signing-key.';

IF @with_submission IS NULL OR @own_proxy IS NULL OR @enable_clr IS NULL OR @remove_others IS NULL
    SET @faults = @faults + NCHAR(10) + N'- @with_submission, @own_proxy, @enable_clr and @remove_others must be 0 or 1.';

-- The server
SET @major = TRY_CONVERT(int, PARSENAME(@product, 4));
SET @build = TRY_CONVERT(int, PARSENAME(@product, 2));
IF @engine_edition NOT IN (2, 3, 4)
    SET @faults = @faults + NCHAR(10) + N'- This is not SQL Server on a machine of its own, which SsdClr needs.';
ELSE IF @major < 13 OR (@major = 13 AND @build < 4001)
    SET @faults = @faults + NCHAR(10) + N'- This is SQL Server ' + @product + N'. SsdClr needs 2016 with Service Pack 1 (13.0.4001) or newer.';

SELECT
    @strict = MAX(CASE WHEN [c].[name] = N'clr strict security' THEN CONVERT(int, [c].[value_in_use]) END),
    @clr_enabled = MAX(CASE WHEN [c].[name] = N'clr enabled' THEN CONVERT(int, [c].[value_in_use]) END),
    @fibers = MAX(CASE WHEN [c].[name] = N'lightweight pooling' THEN CONVERT(int, [c].[value_in_use]) END)
FROM [sys].[configurations] AS [c];

SET @has_list = CASE WHEN EXISTS (SELECT 1 FROM [sys].[system_objects] AS [o] WHERE [o].[name] = N'sp_add_trusted_assembly') THEN 1 ELSE 0 END;

-- Without clr strict security a SAFE assembly needs no trust.
SET @is_needed = CASE WHEN @strict = 1 OR @with_submission = 1 THEN 1 ELSE 0 END;
SET @permission = CASE WHEN @strict = 1 OR @own_proxy = 1 THEN N'UNSAFE ASSEMBLY' ELSE N'EXTERNAL ACCESS ASSEMBLY' END;

IF @is_needed = 1 AND @has_list = 0 AND @trust_by = N'hash'
    SET @faults = @faults + NCHAR(10) + N'- @trust_by: this version of SQL Server has no list of trusted assemblies; 2017 was the first. Use a build that is signed with a key, and key.';

IF @strict = 1 AND @has_list = 0
    SET @faults = @faults + NCHAR(10) + N'- clr strict security is on (trace flag 6545) in a version of SQL Server without a list of trusted assemblies, so that no key can be brought in by script. Take the flag away, run this, and set it again.';

IF @fibers = 1
    SET @faults = @faults + NCHAR(10) + N'- lightweight pooling is on, and with it SQL Server runs no CLR code.';

IF @is_allowed = 1 AND @major >= 14
    EXECUTE [sys].[sp_executesql] @platform_statement, N'@platform nvarchar(256) OUTPUT', @platform = @platform OUTPUT;

IF @platform <> N'Windows' AND @with_submission = 1
    SET @faults = @faults + NCHAR(10) + N'- This SQL Server runs on ' + @platform + N', which takes SAFE assemblies only, and SsdClr.Submission has to reach the network. Previews work here: publish SsdClr.payload-only, and set @with_submission to 0.';

IF @is_allowed = 1 AND @platform = N'Windows'
BEGIN
    BEGIN TRY
        EXECUTE [master].[sys].[xp_instance_regread] N'HKEY_LOCAL_MACHINE', N'SOFTWARE\Microsoft\NET Framework Setup\NDP\v4\Full', N'Release', @release OUTPUT, N'no_output';
    END TRY
    BEGIN CATCH
        SET @release = NULL;
    END CATCH;

    IF @release < 461808
        SET @faults = @faults + NCHAR(10) + N'- .NET Framework on this server is older than 4.7.2 (release ' + CONVERT(nvarchar(11), @release) + N'; 461808 is needed). Install 4.7.2 or newer; SQL Server takes it after its next start.';
END;

-- RECONFIGURE puts every pending value in force. Minimum memory always looks pending: 0 stands for what is in use.
IF @enable_clr = 1 AND @clr_enabled = 0
BEGIN
    SELECT @pending = @pending + N', ' + [c].[name]
    FROM [sys].[configurations] AS [c]
    WHERE [c].[is_dynamic] = 1
        AND [c].[value] <> [c].[value_in_use]
        AND [c].[name] <> N'clr enabled'
        AND NOT ([c].[name] = N'min server memory (MB)' AND CONVERT(int, [c].[value]) = 0);

    IF @pending <> N''
        SET @faults = @faults + NCHAR(10) + N'- @enable_clr: other values wait for RECONFIGURE, which would put them in force too: ' + STUFF(@pending, 1, 2, N'') + N'. Settle them first.';
END;

-- What is there already
IF @is_allowed = 1 AND DB_NAME() = N'master' AND DATALENGTH(@key_assembly) > 0
BEGIN
    SELECT @key_sid = [k].[sid]
    FROM [sys].[asymmetric_keys] AS [k]
    WHERE [k].[name] = @key_name;

    IF EXISTS (SELECT 1 FROM [sys].[server_principals] AS [p] WHERE [p].[name] = @key_name AND (@key_sid IS NULL OR [p].[sid] <> @key_sid))
        SET @faults = @faults + NCHAR(10) + N'- There is a login ' + QUOTENAME(@key_name) + N' that does not belong to an asymmetric key of that name. Find out whose it is, and drop it or rename it.';

    SELECT @has_login = 1
    FROM [sys].[server_principals] AS [p]
    WHERE [p].[sid] = @key_sid;

    SELECT @has_grant = 1
    FROM [sys].[server_principals] AS [p]
    INNER JOIN [sys].[server_permissions] AS [g] ON [g].[grantee_principal_id] = [p].[principal_id]
    WHERE [p].[sid] = @key_sid
        AND [g].[class] = 100
        AND [g].[permission_name] = @permission
        AND [g].[state] IN (N'G', N'W');
END;

IF @faults <> N''
BEGIN
    SET @message = LEFT(N'Nothing was changed.' + @faults, 2048);
    SET @message = REPLACE(@message, N'%', N'%%');
    THROW 51040, @message, 1;
END;

PRINT N'SQL Server ' + @product + N' on ' + @platform + N'. clr strict security: ' + CASE @strict WHEN 1 THEN N'on' WHEN 0 THEN N'off' ELSE N'not known to this version' END + N'.';
IF @platform = N'Windows' AND @release IS NULL
    PRINT N'Not checked: whether .NET Framework is 4.7.2 or newer, for the registry could not be read. Look for yourself before you go on.';

SET @key_hash = HASHBYTES(N'SHA2_512', @key_assembly);
IF @has_list = 1
    INSERT INTO @hashes ([hash], [description])
    EXECUTE [sys].[sp_executesql] @hashes_statement;

IF @is_needed = 1 AND @trust_by = N'hash'
BEGIN
    INSERT INTO @assemblies ([assembly], [hash], [description], [is_added])
    VALUES (1, @payload_hash, N'SsdClr.Payload ' + @version + N'. ' + @made_by, 0);

    IF @with_submission = 1
        INSERT INTO @assemblies ([assembly], [hash], [description], [is_added])
        VALUES (2, @submission_hash, N'SsdClr.Submission ' + @version + N'. ' + @made_by, 0);
END;

BEGIN TRY
    -- A run that was cancelled may have left these: neither is needed any more.
    IF EXISTS (SELECT 1 FROM [sys].[assemblies] AS [a] WHERE [a].[name] = N'SsdClr.Key')
    BEGIN
        DROP ASSEMBLY [SsdClr.Key];
        PRINT N'Dropped the assembly SsdClr.Key, which an earlier run left in master.';
    END;

    IF EXISTS (SELECT 1 FROM @hashes AS [h] WHERE [h].[hash] = @key_hash)
    BEGIN
        EXECUTE [sys].[sp_drop_trusted_assembly] @hash = @key_hash;
        DELETE FROM @hashes WHERE [hash] = @key_hash;
        PRINT N'Took the hash of SsdClr.Key off the list of trusted assemblies, where an earlier run left it.';
    END;

    IF @is_needed = 0
        PRINT N'Nothing to trust: without clr strict security a SAFE assembly needs no trust.';

    IF @is_needed = 1 AND @trust_by = N'key'
    BEGIN
        IF @key_sid IS NULL
        BEGIN
            IF @strict = 1
            BEGIN
                SET @description = N'SsdClr.Key ' + @version + N', until its key is made. ' + @made_by;
                SET @added_key = 1;
                EXECUTE [sys].[sp_add_trusted_assembly] @hash = @key_hash, @description = @description;
                PRINT N'Put the hash of SsdClr.Key, which holds no code, on the list of trusted assemblies.';
            END;

            SET @made_assembly = 1;
            CREATE ASSEMBLY [SsdClr.Key] AUTHORIZATION [dbo] FROM @key_assembly WITH PERMISSION_SET = SAFE;
            PRINT N'Created the assembly SsdClr.Key in master.';

            CREATE ASYMMETRIC KEY [SsdClr.Key.{key_token}] AUTHORIZATION [dbo] FROM ASSEMBLY [SsdClr.Key];
            SET @made_key = 1;
            PRINT N'Created the asymmetric key ' + QUOTENAME(@key_name) + N' in master, a public key alone.';

            DROP ASSEMBLY [SsdClr.Key];
            SET @made_assembly = 0;
            PRINT N'Dropped the assembly SsdClr.Key again.';

            IF @added_key = 1
            BEGIN
                EXECUTE [sys].[sp_drop_trusted_assembly] @hash = @key_hash;
                SET @added_key = 0;
                PRINT N'Took the hash of SsdClr.Key off the list again.';
            END;
        END
        ELSE
            PRINT N'The asymmetric key ' + QUOTENAME(@key_name) + N' is there already.';

        IF @has_login = 0
        BEGIN
            CREATE LOGIN [SsdClr.Key.{key_token}] FROM ASYMMETRIC KEY [SsdClr.Key.{key_token}];
            SET @made_login = 1;
            PRINT N'Created the login ' + QUOTENAME(@key_name) + N', with which nobody can connect.';
        END
        ELSE
            PRINT N'The login ' + QUOTENAME(@key_name) + N' is there already.';

        IF @has_grant = 1
            PRINT N'It has ' + @permission + N' already.';
        ELSE
        BEGIN
            IF @permission = N'UNSAFE ASSEMBLY'
                GRANT UNSAFE ASSEMBLY TO [SsdClr.Key.{key_token}];
            ELSE
                GRANT EXTERNAL ACCESS ASSEMBLY TO [SsdClr.Key.{key_token}];

            SET @made_grant = 1;
            PRINT N'Granted it ' + @permission + N'.';
        END;
    END;

    WHILE EXISTS (SELECT 1 FROM @assemblies AS [a] WHERE [a].[assembly] = @assembly)
    BEGIN
        SELECT @hash = [a].[hash], @description = [a].[description]
        FROM @assemblies AS [a]
        WHERE [a].[assembly] = @assembly;

        IF EXISTS (SELECT 1 FROM @hashes AS [h] WHERE [h].[hash] = @hash)
            PRINT N'On the list of trusted assemblies already: ' + @description;
        ELSE
        BEGIN
            EXECUTE [sys].[sp_add_trusted_assembly] @hash = @hash, @description = @description;
            UPDATE @assemblies SET [is_added] = 1 WHERE [assembly] = @assembly;
            PRINT N'Put on the list of trusted assemblies: ' + @description;
        END;

        SET @assembly = @assembly + 1;
    END;
END TRY
BEGIN CATCH
    -- The hash first: it must never stay behind.
    IF @added_key = 1
    BEGIN
        DELETE FROM @hashes;
        INSERT INTO @hashes ([hash], [description])
        EXECUTE [sys].[sp_executesql] @hashes_statement;
        IF EXISTS (SELECT 1 FROM @hashes AS [h] WHERE [h].[hash] = @key_hash)
            EXECUTE [sys].[sp_drop_trusted_assembly] @hash = @key_hash;
    END;

    IF @made_assembly = 1 AND EXISTS (SELECT 1 FROM [sys].[assemblies] AS [a] WHERE [a].[name] = N'SsdClr.Key')
        DROP ASSEMBLY [SsdClr.Key];

    IF @made_grant = 1 AND @permission = N'UNSAFE ASSEMBLY'
        REVOKE UNSAFE ASSEMBLY FROM [SsdClr.Key.{key_token}];
    ELSE IF @made_grant = 1
        REVOKE EXTERNAL ACCESS ASSEMBLY FROM [SsdClr.Key.{key_token}];

    IF @made_login = 1
        DROP LOGIN [SsdClr.Key.{key_token}];

    IF @made_key = 1
        DROP ASYMMETRIC KEY [SsdClr.Key.{key_token}];

    SELECT @assembly = MIN([a].[assembly]) FROM @assemblies AS [a] WHERE [a].[is_added] = 1;
    WHILE @assembly IS NOT NULL
    BEGIN
        SELECT @hash = [a].[hash] FROM @assemblies AS [a] WHERE [a].[assembly] = @assembly;
        EXECUTE [sys].[sp_drop_trusted_assembly] @hash = @hash;
        SELECT @assembly = MIN([a].[assembly]) FROM @assemblies AS [a] WHERE [a].[is_added] = 1 AND [a].[assembly] > @assembly;
    END;

    PRINT N'An error stopped this. What it had made was taken away again.';
    THROW;
END CATCH;

-- Hashes of SsdClr that this version in this way does not need
SELECT @number = MIN([h].[number])
FROM @hashes AS [h]
WHERE CHARINDEX(@made_by, [h].[description]) > 0
    AND NOT EXISTS (SELECT 1 FROM @assemblies AS [a] WHERE [a].[hash] = [h].[hash]);

WHILE @number IS NOT NULL
BEGIN
    SELECT @hash = [h].[hash], @description = LEFT([h].[description], 256)
    FROM @hashes AS [h]
    WHERE [h].[number] = @number;

    IF @remove_others = 1
    BEGIN
        EXECUTE [sys].[sp_drop_trusted_assembly] @hash = @hash;
        PRINT N'Took off the list of trusted assemblies: ' + @description;
    END
    ELSE
        PRINT N'Not removed: ' + @description + N' It is not needed any more when no database has that version; then set @remove_others to 1.';

    SELECT @number = MIN([h].[number])
    FROM @hashes AS [h]
    WHERE [h].[number] > @number
        AND CHARINDEX(@made_by, [h].[description]) > 0
        AND NOT EXISTS (SELECT 1 FROM @assemblies AS [a] WHERE [a].[hash] = [h].[hash]);
END;

-- Keys of SsdClr that are not this build's
SELECT @number = MIN([k].[asymmetric_key_id])
FROM [sys].[asymmetric_keys] AS [k]
WHERE [k].[name] LIKE N'SsdClr.Key.%'
    AND [k].[name] <> @key_name;

WHILE @number IS NOT NULL
BEGIN
    SELECT @description = [k].[name]
    FROM [sys].[asymmetric_keys] AS [k]
    WHERE [k].[asymmetric_key_id] = @number;

    PRINT N'Not removed: the key ' + QUOTENAME(@description) + N' of another build. When no database has assemblies of that key any more, run the untrust.sql that came with it.';

    SELECT @number = MIN([k].[asymmetric_key_id])
    FROM [sys].[asymmetric_keys] AS [k]
    WHERE [k].[asymmetric_key_id] > @number
        AND [k].[name] LIKE N'SsdClr.Key.%'
        AND [k].[name] <> @key_name;
END;

IF @clr_enabled = 0 AND @enable_clr = 1
BEGIN
    PRINT N'Setting clr enabled to 1, at once and for the whole server: routines of every trusted assembly in every database can be run from now on.';
    EXECUTE [sys].[sp_configure] @configname = N'clr enabled', @configvalue = 1;
    RECONFIGURE;
    PRINT N'clr enabled is 1. No restart is needed.';
END;
ELSE IF @clr_enabled = 0
    PRINT N'Not changed: clr enabled is 0, so that SsdClr can be installed but nothing of it runs. With 1, at once and for the whole server, routines of every trusted assembly in every database can be run: set @enable_clr to 1 and run this again.';

PRINT N'Not touched: clr strict security, and every database with its TRUSTWORTHY.';
