-- Reads previews and staging. Needs SELECT on the SSD tables besides, from whoever owns them.
CREATE ROLE [csc_analyst] AUTHORIZATION [dbo];
