-- The log of settings is append-only: who changed where records go must stay to be read.
-- Error 51013: a row of csc.setting_log was to be changed or removed. | Leave the log as it is: no procedure changes it.
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
