-- Secrets of the receiver: client_secret, supplier_key. Written by csc.set_secret, read by the submission only.
CREATE TABLE [csc].[secret]
(
    [name]       nvarchar(64)   COLLATE Latin1_General_BIN2 NOT NULL,
    [value]      nvarchar(4000) NOT NULL,
    [changed_at] datetime2(3)   NOT NULL,
    [changed_by] nvarchar(256)  NOT NULL,
    CONSTRAINT [PK_csc_secret] PRIMARY KEY CLUSTERED ([name])
);
