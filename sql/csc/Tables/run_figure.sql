-- What a refresh counted, for csc.report_html: one row a figure. Names and counts only, never an id.
-- kind group, age: children in the cohort. error, warning: findings of a rule; of_total is how many children they are about. table: findings whose value comes
-- from that SSD table; of_total is its rows. guard: what a guard counted; of_total is the most that it lets pass.
CREATE TABLE [csc].[run_figure]
(
    [run_id]   bigint        NOT NULL,
    [kind]     nvarchar(16)  COLLATE Latin1_General_BIN2 NOT NULL,
    [name]     nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
    [amount]   bigint        NOT NULL,
    [of_total] bigint        NULL,
    CONSTRAINT [PK_csc_run_figure] PRIMARY KEY CLUSTERED ([run_id], [kind], [name]),
    CONSTRAINT [CK_csc_run_figure_kind] CHECK ([kind] IN (N'group', N'age', N'error', N'warning', N'table', N'guard'))
);
