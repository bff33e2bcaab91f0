-- Looks at everything a run depends on, one row a step: verdict (ok, warning, failed, skipped), detail and remedy. Goes on after a failed step where
-- later ones do not depend on it, prints no secret, sends no record of a child, and ends with an error when any step failed.
CREATE PROCEDURE [csc].[check]
    @post_test_child bit = 0,
    @help            bit = 0
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@post_test_child', N'bit', N'0', N'1 posts one record of nobody (la_child_id SSDCLR-CHECK) to the receiver, and its removal after it.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    DECLARE
        @message      nvarchar(2048),
        @failed       int,
        @server_name  nvarchar(128),
        @database_key nvarchar(36),
        @login_type   nvarchar(60);

    DECLARE @steps TABLE
    (
        [step_number] int IDENTITY (1, 1) PRIMARY KEY,
        [step]        nvarchar(64)   NOT NULL,
        [verdict]     nvarchar(8)    NOT NULL,
        [detail]      nvarchar(4000) NOT NULL,
        [remedy]      nvarchar(1000) NULL
    );

    -- Who the assemblies see. An assembly with EXTERNAL_ACCESS leaves the server as the service account, and for a SQL login not at all, sysadmin aside.
    SELECT TOP (1) @login_type = [t].[type]
    FROM [sys].[login_token] AS [t]
    WHERE [t].[sid] = SUSER_SID();

    INSERT INTO @steps ([step], [verdict], [detail], [remedy])
    SELECT
        N'Identity',
        CASE WHEN @login_type LIKE N'SQL%' AND COALESCE(IS_SRVROLEMEMBER(N'sysadmin'), 0) = 0 THEN N'failed' ELSE N'ok' END,
        N'Original login ' + ORIGINAL_LOGIN() + N', now ' + SUSER_SNAME() + N' (' + COALESCE(@login_type, N'type unknown') + N'), database user ' + USER_NAME()
            + CASE WHEN IS_SRVROLEMEMBER(N'sysadmin') = 1 THEN N', sysadmin' ELSE N'' END
            + CASE WHEN IS_ROLEMEMBER(N'csc_operator') = 1 THEN N', member of csc_operator' ELSE N'' END
            + N'. Program ' + APP_NAME() + N'. Another login may see other tables and reach other hosts: check as the one that runs the job.',
        CASE
            WHEN @login_type LIKE N'SQL%' AND COALESCE(IS_SRVROLEMEMBER(N'sysadmin'), 0) = 0
            THEN N'Run the submission as a Windows login, or as a job whose owner is sysadmin: SQL Server gives EXTERNAL_ACCESS code no network for a SQL login.'
        END;

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

    BEGIN TRY
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        SELECT [s].[step], [s].[verdict], [s].[detail], [s].[remedy]
        FROM [csc].[ssd_check_steps]() AS [s];
    END TRY
    BEGIN CATCH
        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        VALUES (N'SSD', N'failed', [csc].[fault_message](ERROR_NUMBER(), ERROR_MESSAGE()), N'See the detail.');
    END CATCH;

    BEGIN TRY
        EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;

        INSERT INTO @steps ([step], [verdict], [detail], [remedy])
        SELECT [s].[step], [s].[verdict], [s].[detail], [s].[remedy]
        FROM [csc].[submission_check_steps](@post_test_child, @server_name, @database_key) AS [s];
    END TRY
    BEGIN CATCH
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
        SET @message = N'csc.check: ' + CASE @failed WHEN 1 THEN N'one step' ELSE CONVERT(nvarchar(11), @failed) + N' steps' END + N' failed; a run would too.';
        THROW 51020, @message, 1;
    END;

    RETURN 0;
END;
