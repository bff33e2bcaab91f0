-- Rows of each SSD table at the last good refresh. A table that has lost many of them since is taken for half-loaded.
CREATE TABLE [csc].[ssd_table_count]
(
    [ssd_schema] nvarchar(264) COLLATE Latin1_General_BIN2 NOT NULL,
    [table_name] nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
    [row_count]  bigint        NOT NULL,
    [run_id]     bigint        NOT NULL,
    CONSTRAINT [PK_csc_ssd_table_count] PRIMARY KEY CLUSTERED ([ssd_schema], [table_name])
);
