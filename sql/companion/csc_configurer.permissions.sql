-- Without assemblies nothing in the database can judge a value: ssdclr set does, and stores it by this.
GRANT EXECUTE ON OBJECT::[csc].[store_setting] TO [csc_configurer];
