-- Nothing is granted to public. This is denied: an authority's own role may read every table or run every procedure of the database. Calls by ownership,
-- from csc.set_secret, csc.run, csc.refresh, csc.submit, csc.preflight and csc.scrambled_payloads, are not asked for it.
DENY SELECT, INSERT, UPDATE, DELETE ON OBJECT::[csc].[secret] TO [public];
GO
DENY EXECUTE ON OBJECT::[csc].[encrypt_secret] TO [public];
GO
DENY EXECUTE ON OBJECT::[csc].[read_secrets] TO [public];
GO
DENY EXECUTE ON OBJECT::[csc].[read_scrambling_key] TO [public];
GO
DENY EXECUTE ON OBJECT::[csc].[scrambling_key] TO [public];
