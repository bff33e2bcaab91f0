-- Data access inside an assembly runs as the caller and does not chain ownership, so these rights are explicit.
GRANT SELECT, INSERT, UPDATE, DELETE ON OBJECT::[csc].[staging] TO [csc_runner];
GO
GRANT SELECT, INSERT, UPDATE ON OBJECT::[csc].[receiver] TO [csc_runner];
GO
GRANT SELECT, INSERT, UPDATE ON OBJECT::[csc].[run_log] TO [csc_runner];
GO
GRANT SELECT, INSERT, UPDATE ON OBJECT::[csc].[batch_log] TO [csc_runner];
GO
GRANT SELECT, INSERT, UPDATE ON OBJECT::[csc].[batch_child] TO [csc_runner];
GO
GRANT SELECT, INSERT, UPDATE ON OBJECT::[csc].[ssd_table_count] TO [csc_runner];
GO
GRANT SELECT, INSERT, DELETE ON OBJECT::[csc].[run_figure] TO [csc_runner];
GO
GRANT SELECT ON OBJECT::[csc].[setting] TO [csc_runner];
GO
GRANT SELECT ON OBJECT::[csc].[allowed_host] TO [csc_runner];
GO
GRANT SELECT ON OBJECT::[csc].[environment] TO [csc_runner];
GO
GRANT SELECT ON OBJECT::[csc].[code_map] TO [csc_runner];
GO
-- What csc.begin_run and csc.purge_history call by ownership, ssdclr --connection calls itself.
GRANT EXECUTE ON OBJECT::[csc].[note_environment] TO [csc_runner];
GO
GRANT EXECUTE ON OBJECT::[csc].[delete_history] TO [csc_runner];
GO
GRANT SELECT ON OBJECT::[csc].[schema_version] TO [csc_runner];
