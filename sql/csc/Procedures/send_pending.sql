-- Internal: sends what is pending in staging, within a run that csc.begin_run started. Hands the secrets to the assembly.
CREATE PROCEDURE [csc].[send_pending]
    @run_id            bigint         = NULL, -- required; as csc.begin_run gave it | The row in csc.run_log.
    @confirm_first_run bit            = 0, -- 0 or 1 | As csc.submit was given it.
    @summary           nvarchar(1000) = NULL OUTPUT, -- output | What the run log says of it; NULL if no child was refused or is left alone.
    @help              bit            = 0
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
        WHERE [h].[procedure_name] = N'send_pending'
        ORDER BY [h].[position];
        RETURN 0;
    END;

    DECLARE
        @server_name    nvarchar(128),
        @database_key   nvarchar(36),
        @client_secret  nvarchar(4000),
        @supplier_key   nvarchar(4000),
        @proxy_password nvarchar(4000),
        @rejected       int,
        @left_alone     int;

    SET @summary = NULL;
    SET XACT_ABORT ON;

    EXECUTE [csc].[read_environment] @server_name = @server_name OUTPUT, @database_key = @database_key OUTPUT;
    EXECUTE [csc].[read_secrets] @client_secret = @client_secret OUTPUT, @supplier_key = @supplier_key OUTPUT, @proxy_password = @proxy_password OUTPUT;

    EXECUTE [csc].[submit_pending]
        @run_id = @run_id, @confirm_first_run = @confirm_first_run, @server_name = @server_name, @database_key = @database_key,
        @client_secret = @client_secret, @supplier_key = @supplier_key, @proxy_password = @proxy_password;

    SELECT @rejected = [l].[rejected] FROM [csc].[run_log] AS [l] WHERE [l].[run_id] = @run_id AND [l].[rejected] > 0;
    IF @rejected IS NOT NULL
        SET @summary = N'The receiver refused ' + CONVERT(nvarchar(11), @rejected)
            + N' children, each alone; the others were accepted. They wait until their payload changes: see csc.needs_attention.';

    SELECT @left_alone = COUNT(*) FROM [csc].[requeueable] AS [q] WHERE [q].[state] = N'pending';
    IF @left_alone > 0
        SET @summary = COALESCE(@summary + N' ', N'') + N'Left alone, because max_attempts brought no clear answer: ' + CONVERT(nvarchar(11), @left_alone)
            + N' children. See csc.needs_attention.';

    RETURN 0;
END;
