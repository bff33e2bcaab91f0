-- Reads previews and staging. Needs SELECT on the SSD tables besides, from their owner.
CREATE ROLE [csc_analyst] AUTHORIZATION [dbo];
