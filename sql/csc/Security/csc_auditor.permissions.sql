GRANT SELECT ON OBJECT::[csc].[run_log] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[run_figure] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[batch_log] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[batch_child] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[setting] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[setting_log] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[receiver] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[run_history] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[allowed_host] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[environment] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[schema_version] TO [csc_auditor];
GO
GRANT SELECT ON OBJECT::[csc].[code_map] TO [csc_auditor];
