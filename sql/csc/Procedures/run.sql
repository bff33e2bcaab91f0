-- What the nightly job calls: rebuilds staging from SSD, then sends what changed. Fails, and so fails the job, when anything needs a person at once.
-- csc.run_history shows how it went, csc.needs_attention what is left to do.
CREATE PROCEDURE [csc].[run]
    @as_of date = NULL,
    @help  bit  = 0
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@as_of', N'date', N'today', N'Date the payloads are made for, on the server''s clock.'),
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    EXECUTE [csc].[perform] @operation = N'run', @as_of = @as_of;

    RETURN 0;
END;
