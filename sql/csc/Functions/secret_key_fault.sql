-- Internal: why the key of the secrets cannot be used, and what to do. The caller is a signed procedure and says what it sees of certificate and key.
CREATE FUNCTION [csc].[secret_key_fault]
(
    @certificate_id int,
    @key_guid       uniqueidentifier
)
RETURNS nvarchar(1000)
AS
BEGIN
    RETURN CASE
        WHEN @certificate_id IS NULL OR @key_guid IS NULL
        THEN N'The key of the secrets is not there, or csc.read_secrets and csc.encrypt_secret have lost their signatures. A database owner runs EXEC csc.protect_secrets.'
        ELSE N'The secrets cannot be decrypted on this server, as after a restore or a failover: it does not open the database master key. A database owner runs '
            + N'OPEN MASTER KEY DECRYPTION BY PASSWORD = ''...''; ALTER MASTER KEY ADD ENCRYPTION BY SERVICE MASTER KEY; or, where no password is known, '
            + N'EXEC csc.reset_secrets @replace_master_key = 1, @dry_run = 0, after which the secrets are set anew.'
    END;
END;
