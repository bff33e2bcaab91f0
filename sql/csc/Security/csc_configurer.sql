-- Changes settings and secrets. Cannot read a secret back.
CREATE ROLE [csc_configurer] AUTHORIZATION [dbo];
