-- One row each time a version was installed, the newest with the highest id: which, by which way in, when (UTC) and by whom. variant payload-only is
-- without the assembly that submits. made lists what that version holds, a line each, so that installing another version or uninstalling takes
-- away only what was made by one of ours.
CREATE TABLE [csc].[schema_version]
(
    [schema_version_id] int           IDENTITY (1, 1) NOT NULL,
    [version]           nvarchar(32)  COLLATE Latin1_General_BIN2 NOT NULL,
    [variant]           nvarchar(16)  COLLATE Latin1_General_BIN2 NOT NULL,
    [way_in]            nvarchar(16)  COLLATE Latin1_General_BIN2 NOT NULL,
    [installed_at]      datetime2(3)  NOT NULL,
    [installed_by]      nvarchar(256) NOT NULL,
    [made]              nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
    CONSTRAINT [PK_csc_schema_version] PRIMARY KEY CLUSTERED ([schema_version_id])
);
