GRANT EXECUTE ON OBJECT::[csc].[set_setting] TO [csc_configurer];
GO
GRANT EXECUTE ON OBJECT::[csc].[set_secret] TO [csc_configurer];
GO
GRANT SELECT ON OBJECT::[csc].[setting] TO [csc_configurer];
GO
GRANT SELECT ON OBJECT::[csc].[setting_log] TO [csc_configurer];
GO
GRANT SELECT ON OBJECT::[csc].[setting_definitions] TO [csc_configurer];
GO
GRANT SELECT ON OBJECT::[csc].[allowed_host] TO [csc_configurer];
GO
GRANT SELECT ON OBJECT::[csc].[code_map] TO [csc_configurer];
GO
GRANT EXECUTE ON OBJECT::[csc].[set_code] TO [csc_configurer];
