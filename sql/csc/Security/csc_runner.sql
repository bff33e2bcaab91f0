-- May hold the run lock and has the rights that the assemblies need on the tables: data access inside an assembly runs as the caller.
CREATE ROLE [csc_runner] AUTHORIZATION [dbo];
