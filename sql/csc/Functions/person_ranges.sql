-- Half-open ranges of person id that together hold everyone: the persons in SSD and those in staging. One range for one person.
CREATE FUNCTION [csc].[person_ranges]
(
    @person_id nvarchar(48)
)
RETURNS TABLE
(
    [after_person_id] nvarchar(48),
    [up_to_person_id] nvarchar(48)
)
AS EXTERNAL NAME [SsdClr.Payload].[SsdClr.Payload.SqlServer.PersonRangeFunction].[PersonRanges];
