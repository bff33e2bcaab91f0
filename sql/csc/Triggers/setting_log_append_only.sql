-- The log of settings is append-only: who changed where records go must stay to be read.
CREATE TRIGGER [csc].[setting_log_append_only]
ON [csc].[setting_log]
INSTEAD OF UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    THROW 51013, N'csc.setting_log is append-only: its rows are neither changed nor removed.', 1;
END;
