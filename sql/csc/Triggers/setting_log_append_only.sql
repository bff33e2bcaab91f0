-- The log of settings is append-only: who changed where records go must stay to be read.
CREATE TRIGGER [csc].[setting_log_append_only]
ON [csc].[setting_log]
INSTEAD OF UPDATE, DELETE
AS
BEGIN
    SET NOCOUNT ON;
    -- On, as it is in a trigger unless switched off, it would roll back the caller's transaction together with the refusal.
    SET XACT_ABORT OFF;

    THROW 51013, N'csc.setting_log is append-only: its rows are neither changed nor removed.', 1;
END;
