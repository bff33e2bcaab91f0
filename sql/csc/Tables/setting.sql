-- Settings that differ from their default. Names, defaults and meanings: SELECT * FROM csc.setting_definitions().
-- Written by csc.store_setting, which csc.set_setting and ssdclr set call.
CREATE TABLE [csc].[setting]
(
    [name]       nvarchar(64)   COLLATE Latin1_General_BIN2 NOT NULL,
    [value]      nvarchar(4000) NOT NULL,
    [changed_at] datetime2(3)   NOT NULL,
    [changed_by] nvarchar(256)  NOT NULL,
    CONSTRAINT [PK_csc_setting] PRIMARY KEY CLUSTERED ([name])
);
