-- Reads the logs: runs, batches, changes of settings.
CREATE ROLE [csc_auditor] AUTHORIZATION [dbo];
