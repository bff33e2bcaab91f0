-- Runs, refreshes, submits, and sees how it went. The principal of the nightly job is a member.
CREATE ROLE [csc_operator] AUTHORIZATION [dbo];
