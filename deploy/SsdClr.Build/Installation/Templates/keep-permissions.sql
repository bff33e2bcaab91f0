-- Rights on routines that were made anew
DECLARE
    @number    int,
    @statement nvarchar(max);

WHILE 1 = 1
BEGIN
    SET @number = NULL;

    SELECT TOP (1) @number = [k].[kept_permission_id], @statement = [k].[statement]
    FROM [#kept_permission] AS [k]
    WHERE OBJECT_ID([k].[object]) IS NOT NULL
    ORDER BY [k].[kept_permission_id];

    IF @number IS NULL
        BREAK;

    EXECUTE [sys].[sp_executesql] @statement;

    DELETE FROM [#kept_permission]
    WHERE [kept_permission_id] = @number;
END;
