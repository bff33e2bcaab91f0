ALTER ROLE [csc_runner] ADD MEMBER [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[run] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[refresh] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[submit] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[preflight] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[requeue] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[purge_history] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[check_recent_run] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[take_over_d2i_staging] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[report_html] TO [csc_operator];
GO
GRANT EXECUTE ON OBJECT::[csc].[report_summary_html] TO [csc_operator];
GO
GRANT SELECT ON OBJECT::[csc].[status] TO [csc_operator];
GO
GRANT SELECT ON OBJECT::[csc].[needs_attention] TO [csc_operator];
GO
GRANT SELECT ON OBJECT::[csc].[run_history] TO [csc_operator];
GO
GRANT SELECT ON OBJECT::[csc].[setting_definitions] TO [csc_operator];
