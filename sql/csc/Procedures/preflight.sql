-- Looks at everything a run depends on, one row a step: verdict (ok, warning, failed, skipped), detail and remedy. Goes on after a failed step where
-- later ones do not depend on it, prints no secret, sends no record of a child, and ends with an error when any step failed.
-- Error 51020: a step of the preflight failed; a run would fail too. | Read the rows with verdict failed: each has a remedy.
CREATE PROCEDURE [csc].[preflight]
    @post_test_child bit = 0, -- 0 or 1 | 1 posts one test record that belongs to no child (la_child_id SSDCLR-PREFLIGHT) to the receiver, and its removal after it.
    @help            bit = 0
AS
BEGIN
    SET NOCOUNT, ANSI_PADDING, ANSI_WARNINGS, ARITHABORT, CONCAT_NULL_YIELDS_NULL ON;
    SET XACT_ABORT, NUMERIC_ROUNDABORT OFF;
    SET IMPLICIT_TRANSACTIONS OFF;
    SET CURSOR_CLOSE_ON_COMMIT OFF;
    SET ROWCOUNT 0;
    SET TEXTSIZE 2147483647;
    SET LOCK_TIMEOUT 1800000;
    SET DATEFORMAT ymd;
    SET DATEFIRST 1;
    SET TRANSACTION ISOLATION LEVEL READ COMMITTED;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default_value], [h].[valid_values], [h].[meaning]
        FROM [csc].[procedure_help] AS [h]
        WHERE [h].[procedure_name] = N'preflight'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @message        nvarchar(2048),
        @failed         int,
        @server_name    nvarchar(128),
        @database_key   nvarchar(36),
        @client_secret  nvarchar(4000),
        @supplier_key   nvarchar(4000),
        @proxy_password nvarchar(4000),
        @secret_fault   nvarchar(2048),
        @has_key        bit = 0,
        @scrambling_key nvarchar(4000),
        @scrambling_fault nvarchar(1000),
        @has_scrambling_key bit = 0,
        @is_opened      bit = 0,
        @is_by_server   bit,
        @signatures     int,
        @login_type     nvarchar(60),
        @has_way_out    bit,
        @call           nvarchar(600),
        @job_count      int,
        @job_name       nvarchar(128),
        @job_enabled    tinyint,
        @job_owner      nvarchar(128),
        @job_statement  nvarchar(max) = N'SELECT @job_count = COUNT(*) FROM [msdb].[dbo].[sysjobs] AS [j]
WHERE EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobsteps] AS [s] WHERE [s].[job_id] = [j].[job_id] AND CHARINDEX(@call, [s].[command]) > 0);
SELECT TOP (1) @job_name = [j].[name], @job_enabled = [j].[enabled], @job_owner = SUSER_SNAME([j].[owner_sid]) FROM [msdb].[dbo].[sysjobs] AS [j]
WHERE EXISTS (SELECT 1 FROM [msdb].[dbo].[sysjobsteps] AS [s] WHERE [s].[job_id] = [j].[job_id] AND CHARINDEX(@call, [s].[command]) > 0)
ORDER BY [j].[enabled] DESC, [j].[name];';

    DECLARE @steps TABLE
    (
        [step_number] int IDENTITY (1, 1) PRIMARY KEY,
        [step]        nvarchar(64)   NOT NULL,
        [verdict]     nvarchar(8)    NOT NULL,
        [detail]      nvarchar(4000) NOT NULL,
        [remedy]      nvarchar(1000) NULL
    );

    -- Who the assemblies see. An assembly with EXTERNAL_ACCESS leaves the server as the service account, and for a SQL login not at all: sysadmin is no exception.
    -- A login without rights on the assembly does not see which it is; then the step warns.
    SELECT TOP (1) @login_type = [t].[type]
    FROM [sys].[login_token] AS [t]
    WHERE [t].[sid] = SUSER_SID();

    IF @login_type LIKE N'SQL%'
        SELECT @has_way_out = CASE WHEN [a].[permission_set_desc] = N'UNSAFE_ACCESS' THEN 1 ELSE 0 END
        FROM [sys].[assemblies] AS [a]
        WHERE [a].[name] = N'SsdClr.Submission';

    INSERT INTO @steps ([step], [verdict], [detail], [remedy])
    SELECT
        N'Identity',
        CASE WHEN @login_type LIKE N'SQL%' AND @has_way_out = 0 THEN N'failed' WHEN @login_type LIKE N'SQL%' THEN N'warning' ELSE N'ok' END,
        N'Original login ' + ORIGINAL_LOGIN() + N', now ' + SUSER_SNAME() + N' (' + COALESCE(@login_type, N'type unknown') + N'), database user ' + USER_NAME()
            + CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 THEN N', sysadmin' ELSE N'' END
            + CASE WHEN IS_ROLEMEMBER(N'csc_operator') = 1 THEN N', member of csc_operator' ELSE N'' END
            + N'. Program ' + APP_NAME() + N'. Another login may see other tables and reach other hosts: run csc.preflight as the login that runs the job.',
        CASE
            WHEN @login_type LIKE N'SQL%'
            THEN N'Run the submission as a Windows login, or from a job whose owner is sysadmin: SQL Server Agent then connects with its own Windows account. '
                + N'SQL Server gives an EXTERNAL_ACCESS assembly no network for a SQL login, sa included.'
        END;

    -- A commit that is lost in a crash would take the claim of a batch with it that was sent.
    INSERT INTO @steps ([step], [verdict], [detail], [remedy])
    SELECT
        N'Database',
        CASE WHEN [d].[delayed_durability] = 2 OR [d].[containment] <> 0 THEN N'failed' ELSE N'ok' END,
        QUOTENAME(DB_NAME()) + N': delayed durability ' + CASE [d].[delayed_durability] WHEN 0 THEN N'disabled' WHEN 1 THEN N'allowed, and not used here' ELSE N'forced' END
            + CASE WHEN [d].[containment] = 0 THEN N'; not contained.' ELSE N'; contained.' END,
        CASE
            WHEN [d].[delayed_durability] = 2 THEN N'A database owner sets DELAYED_DURABILITY to ALLOWED (docs/troubleshooting.md). Forced, a crash can lose the record of what was sent.'
            WHEN [d].[containment] <> 0 THEN N'Install SsdClr in a database that is not contained: SQL Server offers no EXTERNAL_ACCESS assembly in a contained one.'
        END
    FROM [sys].[databases] AS [d]
    WHERE [d].[database_id] = DB_ID();

    INSERT INTO @steps ([step], [verdict], [detail], [remedy])
    SELECT
        N'CLR',
        CASE WHEN MAX(CASE WHEN [c].[name] = N'clr enabled' THEN CONVERT(int, [c].[value_in_use]) END) = 1 THEN N'ok' ELSE N'failed' END,
        N'clr enabled ' + COALESCE(MAX(CASE WHEN [c].[name] = N'clr enabled' THEN CONVERT(nvarchar(11), [c].[value_in_use]) END), N'unknown')
            + N', clr strict security ' + COALESCE(MAX(CASE WHEN [c].[name] = N'clr strict security' THEN CONVERT(nvarchar(11), [c].[value_in_use]) END), N'not known to this version')
            + N'. SQL Server ' + CONVERT(nvarchar(128), SERVERPROPERTY(N'ProductVersion'))
            + N'. Which .NET Framework is installed cannot be seen from here: it has to be 4.7.2 or newer.',
        CASE
            WHEN MAX(CASE WHEN [c].[name] = N'clr enabled' THEN CONVERT(int, [c].[value_in_use]) END) = 1 THEN NULL
            ELSE N'A sysadmin enables it: EXEC sp_configure ''clr enabled'', 1; RECONFIGURE.'
        END
    FROM [sys].[configurations] AS [c]
    WHERE [c].[name] IN (N'clr enabled', N'clr strict security');

    -- Who runs it at night. Dynamic, because msdb is another database, which most callers may not read.
    IF HAS_PERMS_BY_NAME(N'[msdb].[dbo].[sysjobs]', N'OBJECT', N'SELECT') = 1 AND HAS_PERMS_BY_NAME(N'[msdb].[dbo].[sysjobsteps]', N'OBJECT', N'SELECT') = 1
    BEGIN
        SET @call = QUOTENAME(DB_NAME()) + N'.[csc].[run]';
        EXECUTE [sys].[sp_executesql] @job_statement,
            N'@call nvarchar(600), @job_count int OUTPUT, @job_name nvarchar(128) OUTPUT, @job_enabled tinyint OUTPUT, @job_owner nvarchar(128) OUTPUT',
            @call = @call, @job_count = @job_count OUTPUT, @job_name = @job_name OUTPUT, @job_enabled = @job_enabled OUTPUT, @job_owner = @job_owner OUTPUT;

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES
        (
            N'Job',
            CASE WHEN @job_count = 1 AND @job_enabled = 1 AND IS_SRVROLEMEMBER(N'sysadmin', @job_owner) = 1 THEN N'ok' ELSE N'warning' END,
            CASE
                WHEN @job_count = 0 THEN N'No job of SQL Server Agent calls ' + @call + N'.'
                ELSE N'Jobs that call ' + @call + N': ' + CONVERT(nvarchar(11), @job_count) + N'. ' + QUOTENAME(@job_name) + CASE @job_enabled WHEN 1 THEN N' is enabled' ELSE N' is disabled' END
                    + N', its owner is ' + COALESCE(QUOTENAME(@job_owner), N'unknown')
                    + CASE WHEN IS_SRVROLEMEMBER(N'sysadmin', @job_owner) = 1 THEN N', sysadmin.' ELSE N', not known to be sysadmin.' END
            END,
            CASE
                WHEN @job_count = 0 AND CONVERT(int, SERVERPROPERTY(N'EngineEdition')) = 4 THEN N'An Express edition has no SQL Server Agent. Start csc.run, csc.purge_history and csc.check_recent_run from another scheduler: docs/agent.md.'
                WHEN @job_count = 0 THEN N'deploy/agent-job.sql makes one.'
                WHEN @job_count > 1 THEN N'One is enough: a second run finds nothing to do or is refused by the lock.'
                WHEN @job_enabled = 0 THEN N'Enable it when records are to be sent.'
                WHEN COALESCE(IS_SRVROLEMEMBER(N'sysadmin', @job_owner), 0) = 0 THEN N'Run deploy/agent-job.sql again: for an owner who is not sysadmin SQL Server gives the assembly that submits no network.'
            END
        );
    END
    ELSE
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES (N'Job', N'skipped', N'This login may not read the jobs of SQL Server Agent.', N'A sysadmin sees the job here.');

    BEGIN TRY
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        SELECT [s].[step], [s].[verdict], [s].[detail], [s].[remedy]
        FROM [csc].[preflight_ssd_steps]() AS [s];
    END TRY
    BEGIN CATCH
        -- A transaction of the caller that this error has doomed takes no more rows: the error itself is the answer.
        IF XACT_STATE() = -1
            THROW;

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES (N'SSD', N'failed', [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE()), N'See the detail.');
    END CATCH;

    -- What protects the secrets. Certificates, keys and signatures are seen, and used, by those alone who have rights on them.
    IF HAS_PERMS_BY_NAME(QUOTENAME(DB_NAME()), N'DATABASE', N'CONTROL') = 1
    BEGIN
        IF CERT_ID(N'csc_secret') IS NOT NULL AND KEY_GUID(N'csc_secret') IS NOT NULL
            SET @has_key = 1;

        -- Any use of the private key shows whether the database master key can be opened here.
        BEGIN TRY
            IF SIGNBYCERT(CERT_ID(N'csc_secret'), N'csc.preflight') IS NOT NULL
                SET @is_opened = 1;
        END TRY
        BEGIN CATCH
            SET @is_opened = 0;
        END CATCH;

        SELECT @is_by_server = [d].[is_master_key_encrypted_by_server]
        FROM [sys].[databases] AS [d]
        WHERE [d].[database_id] = DB_ID();

        SELECT @signatures = COUNT(*)
        FROM [sys].[crypt_properties] AS [p]
        INNER JOIN [sys].[certificates] AS [c] ON [c].[thumbprint] = [p].[thumbprint]
        WHERE [c].[name] = N'csc_secret_signer'
            AND [c].[pvt_key_encryption_type] = N'NA'
            AND [p].[class] = 1
            AND [p].[major_id] IN (OBJECT_ID(N'[csc].[encrypt_secret]'), OBJECT_ID(N'[csc].[read_secrets]'), OBJECT_ID(N'[csc].[scrambling_key]'));

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        SELECT
            N'Key of the secrets',
            CASE WHEN @has_key = 0 OR @is_opened = 0 THEN N'failed' WHEN @signatures <> 3 OR @is_by_server = 0 THEN N'warning' ELSE N'ok' END,
            CASE @has_key WHEN 1 THEN N'Certificate and key csc_secret are there' ELSE N'Certificate or key csc_secret is missing' END
                + CASE
                    WHEN @has_key = 0 THEN N''
                    WHEN @is_opened = 0 THEN N'; the database master key cannot be opened'
                    WHEN @is_by_server = 0 THEN N'; the database master key can be opened, but not by the service master key of this server'
                    ELSE N'; the server opens the database master key'
                END
                + CASE @signatures WHEN 3 THEN N'; csc.encrypt_secret, csc.read_secrets and csc.scrambling_key are signed.' ELSE N'; csc.encrypt_secret, csc.read_secrets or csc.scrambling_key is not signed, or the signing key is still there.' END,
            CASE
                WHEN @has_key = 0
                THEN N'A database owner runs EXEC csc.protect_secrets, then the secrets are set.'
                WHEN @is_opened = 0
                THEN N'OPEN MASTER KEY DECRYPTION BY PASSWORD = ''...''; ALTER MASTER KEY ADD ENCRYPTION BY SERVICE MASTER KEY. Where no password is known: EXEC csc.reset_secrets @replace_master_key = 1, @dry_run = 0.'
                WHEN @signatures <> 3
                THEN N'A database owner runs EXEC csc.protect_secrets. Until then only database owners can set secrets and submit.'
                WHEN @is_by_server = 0
                THEN N'Right where sp_control_dbmasterkey_password knows its password. Where it was only opened in this session: ALTER MASTER KEY ADD ENCRYPTION BY SERVICE MASTER KEY.'
            END;
    END
    ELSE
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES (N'Key of the secrets', N'skipped', N'This login may not use certificates and keys itself; step Secrets shows whether the secrets can be read.', N'A database owner sees them here.');

    BEGIN TRY
        EXECUTE [csc].[read_secrets] @client_secret = @client_secret OUTPUT, @supplier_key = @supplier_key OUTPUT, @proxy_password = @proxy_password OUTPUT;
    END TRY
    BEGIN CATCH
        -- A transaction of the caller that this error has doomed takes no more rows: the error itself is the answer.
        IF XACT_STATE() = -1
            THROW;

        SET @secret_fault = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES (N'Secrets', N'failed', @secret_fault, N'See the detail.');
    END CATCH;

    IF EXISTS (SELECT 1 FROM [csc].[setting] AS [s] WHERE [s].[name] = N'scramble' AND [s].[value] = N'1')
    BEGIN
        BEGIN TRY
            EXECUTE [csc].[read_scrambling_key] @scrambling_key = @scrambling_key OUTPUT;
            SET @has_scrambling_key = CASE WHEN @scrambling_key IS NULL THEN 0 ELSE 1 END;
        END TRY
        BEGIN CATCH
            -- A transaction of the caller that this error has doomed takes no more rows: the error itself is the answer.
            IF XACT_STATE() = -1
                THROW;

            SET @scrambling_fault = [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE());
        END CATCH;

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES
        (
            N'Scrambling key',
            CASE @has_scrambling_key WHEN 1 THEN N'ok' ELSE N'failed' END,
            CASE @has_scrambling_key WHEN 1 THEN N'There is one, and it can be read.' ELSE COALESCE(@scrambling_fault, N'Setting scramble is 1, and there is no key.') END,
            CASE
                WHEN @has_scrambling_key = 1 THEN NULL
                WHEN @scrambling_fault IS NOT NULL THEN N'See the detail. A new key would end all that was acknowledged under this one.'
                ELSE N'A database owner runs EXEC csc.renew_scrambling_key.'
            END
        );
    END;

    BEGIN TRY
        EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        SELECT [s].[step], [s].[verdict], [s].[detail], [s].[remedy]
        FROM [csc].[preflight_submission_steps](@post_test_child, @server_name, @database_key, @client_secret, @supplier_key, @proxy_password) AS [s]
        -- A secret that cannot be read is not one that is missing.
        WHERE @secret_fault IS NULL OR [s].[step] <> N'Secrets';
    END TRY
    BEGIN CATCH
        -- A transaction of the caller that this error has doomed takes no more rows: the error itself is the answer.
        IF XACT_STATE() = -1
            THROW;

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES (N'Submission', N'failed', [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE()), N'See the detail.');
    END CATCH;

    SELECT [s].[step], [s].[verdict], [s].[detail], [s].[remedy]
    FROM @steps AS [s]
    ORDER BY [s].[step_number];

    SELECT @failed = COUNT(*)
    FROM @steps AS [s]
    WHERE [s].[verdict] = N'failed';

    IF @failed > 0
    BEGIN
        SET @message = N'csc.preflight: ' + CASE @failed WHEN 1 THEN N'one step' ELSE CONVERT(nvarchar(11), @failed) + N' steps' END + N' failed; a run would too.';
        SET @message = REPLACE(@message, N'%', N'%%');
        THROW 51020, @message, 1;
    END;

    RETURN 0;
END;
