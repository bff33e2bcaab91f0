-- A key needs a random password, and a signature a private key: neither can be in a package, so they are made here. A procedure that was deployed again
-- has lost its signature, so it is signed anew each time. Secrets that are set stay.
EXECUTE [csc].[protect_secrets];
