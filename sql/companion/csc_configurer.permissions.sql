-- Without assemblies nothing in the database can judge a value or a code: ssdclr set and ssdclr code-map do, and store it by these.
GRANT EXECUTE ON OBJECT::[csc].[store_setting] TO [csc_configurer];
GO
GRANT EXECUTE ON OBJECT::[csc].[store_code] TO [csc_configurer];
