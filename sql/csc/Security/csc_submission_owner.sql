-- Owns the assembly SsdClr.Submission and nothing else: its own AppDomain keeps its TLS settings away from every other assembly.
CREATE USER [csc_submission_owner] WITHOUT LOGIN;
