-- Internal: the key that children are scrambled under, in the clear; NULL where there is none. Signed, so that it may use the key of the secrets that its caller may not
-- (csc.protect_secrets). Nobody may call it but csc.read_scrambling_key and csc.scrambled_payloads, by ownership: who has the key can undo the ids.
CREATE FUNCTION [csc].[scrambling_key] ()
RETURNS nvarchar(4000)
AS
BEGIN
    DECLARE @cipher varbinary(8000);

    SELECT @cipher = [s].[value]
    FROM [csc].[secret] AS [s]
    WHERE [s].[name] = N'scrambling_key';

    RETURN CONVERT(nvarchar(4000), DECRYPTBYKEYAUTOCERT(CERT_ID(N'csc_secret'), NULL, @cipher, 1, N'scrambling_key'));
END;
