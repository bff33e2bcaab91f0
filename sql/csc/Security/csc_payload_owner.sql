-- Owns the assembly SsdClr.Payload and nothing else: assemblies of one owner share an AppDomain, so each of ours has its own.
CREATE USER [csc_payload_owner] WITHOUT LOGIN;
