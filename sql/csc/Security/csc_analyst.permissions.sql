-- Previews read the settings and the ranges of staging as the caller.
GRANT SELECT ON OBJECT::[csc].[payloads] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[scrambled_payloads] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[cohort] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[payload_issues] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[payload_issue_summary] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[payload_changes] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[change_summary] TO [csc_analyst];
GO
GRANT EXECUTE ON OBJECT::[csc].[json_pretty] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[staging] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[receiver] TO [csc_analyst];
GO
-- The report reads as its caller too.
GRANT SELECT ON OBJECT::[csc].[run_figure] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[batch_log] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[batch_child] TO [csc_analyst];
GO
GRANT EXECUTE ON OBJECT::[csc].[report_html] TO [csc_analyst];
GO
GRANT EXECUTE ON OBJECT::[csc].[report_summary_html] TO [csc_analyst];
GO
GRANT EXECUTE ON OBJECT::[csc].[child_report_html] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[setting] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[setting_definitions] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[status] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[needs_attention] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[run_history] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[model_objects] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[model_fields] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[model_codes] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[data_quality_findings] TO [csc_analyst];
GO
GRANT EXECUTE ON OBJECT::[csc].[data_quality] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[code_map] TO [csc_analyst];
GO
GRANT SELECT ON OBJECT::[csc].[unmapped_values] TO [csc_analyst];
