-- Hosts that records or token requests may go to besides those built in (.education.gov.uk, and login.microsoftonline.com for tokens).
-- purpose receiver: records, and tokens too; test: scrambled children alone, unless real_records is 1, and tokens too; token: tokens alone. Written by csc.allow_host only, which no role of ours may call.
CREATE TABLE [csc].[allowed_host]
(
    [purpose]      nvarchar(8)   COLLATE Latin1_General_BIN2 NOT NULL,
    [host]         nvarchar(253) COLLATE Latin1_General_BIN2 NOT NULL,
    [real_records] bit           NOT NULL CONSTRAINT [DF_csc_allowed_host_real_records] DEFAULT (0),
    [added_at]     datetime2(3)  NOT NULL,
    [added_by]     nvarchar(256) NOT NULL,
    CONSTRAINT [PK_csc_allowed_host] PRIMARY KEY CLUSTERED ([purpose], [host]),
    CONSTRAINT [CK_csc_allowed_host_purpose] CHECK ([purpose] IN (N'receiver', N'test', N'token'))
);
