-- Secrets of the receiver and the proxy: client_secret, supplier_key, proxy_password; written by csc.set_secret, and read by a submission and by csc.preflight alone. And scrambling_key,
-- the key of scrambled children; written by csc.renew_scrambling_key.
-- value is encrypted by the symmetric key csc_secret (csc.encrypt_secret), with the secret's name as authenticator: moved to another name it is worth nothing.
CREATE TABLE [csc].[secret]
(
    [name]       nvarchar(64)    COLLATE Latin1_General_BIN2 NOT NULL,
    [value]      varbinary(8000) NOT NULL,
    [changed_at] datetime2(3)    NOT NULL,
    [changed_by] nvarchar(256)   NOT NULL,
    CONSTRAINT [PK_csc_secret] PRIMARY KEY CLUSTERED ([name])
);
