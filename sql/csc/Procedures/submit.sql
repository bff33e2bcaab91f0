-- Sends what is pending in staging, as the last refresh left it, without a new refresh.
CREATE PROCEDURE [csc].[submit]
    @help bit = 0
AS
BEGIN
    SET NOCOUNT ON;
    SET XACT_ABORT ON;

    IF @help = 1
    BEGIN
        SELECT [h].[name], [h].[type], [h].[default], [h].[meaning]
        FROM (VALUES
            (N'@help', N'bit', N'0', N'1 lists the parameters and does nothing else.')
        ) AS [h] ([name], [type], [default], [meaning]);
        RETURN 0;
    END;

    EXECUTE [csc].[perform] @operation = N'submit';

    RETURN 0;
END;
