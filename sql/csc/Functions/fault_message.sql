-- Internal: an error in one line of at most 1000 characters, for csc.run_log. It never holds a value of a row: many of SQL Server's errors quote
-- one (245, 2627, 2628 ...), so only the words of errors that are listed here are kept. A fault in an assembly arrives as error 6522: a fixed
-- first line, the exception with its type in the second, and the stack below. The words of our own exceptions are kept.
CREATE FUNCTION [csc].[fault_message]
(
    @number  int,
    @message nvarchar(4000)
)
RETURNS nvarchar(1000)
AS
BEGIN
    DECLARE
        @text  nvarchar(max) = CONVERT(nvarchar(max), @message) + NCHAR(10) + NCHAR(10),
        @start int,
        @line  nvarchar(max),
        @colon int,
        @inner int;

    IF @number IN (6260, 6522, 6549)
    BEGIN
        SET @start = CHARINDEX(NCHAR(10) COLLATE Latin1_General_BIN2, @text) + 1;
        SET @line = LTRIM(SUBSTRING(@text, @start, CHARINDEX(NCHAR(10) COLLATE Latin1_General_BIN2, @text, @start) - @start));
        SET @colon = CHARINDEX(N': ' COLLATE Latin1_General_BIN2, @line);
        IF @colon > 0 AND LEFT(@line, 7) COLLATE Latin1_General_BIN2 = N'SsdClr.'
        BEGIN
            SET @text = SUBSTRING(@line, @colon + 2, 4000);

            -- What an exception came of stands behind an arrow, in words that are not ours.
            SET @inner = CHARINDEX(N' ---> ' COLLATE Latin1_General_BIN2, @text);
            IF @inner > 0
                SET @text = LEFT(@text, @inner - 1);
        END
        ELSE
            SET @text = CASE
                    WHEN @line COLLATE Latin1_General_BIN2 LIKE N'System.Data.SqlClient.SqlException:%' THEN N'SQL Server refused a statement'
                    ELSE N'Unexpected ' + CASE WHEN @colon > 1 THEN LEFT(@line, @colon - 1) ELSE N'fault' END
                END
                + N' in an assembly of SsdClr (error ' + CONVERT(nvarchar(11), @number) + N'). Its own words may quote a value, so they are not kept. csc.preflight may name the cause.';
    END
    ELSE IF @number IS NULL OR NOT
    (
        @number BETWEEN 51000 AND 51999
        -- Their words name objects, never a value: missing, not permitted, locked, full, read-only, no key.
        OR @number IN (207, 208, 229, 230, 262, 297, 300, 468, 701, 802, 911, 916, 921, 922, 924, 927, 942, 945, 976, 978, 983, 1105, 1204, 1205, 1222, 2812, 3906, 3908, 3930, 3960, 6263, 8645, 9002, 10314, 10343, 15151, 15315, 15466, 15581)
    )
        SET @text = N'SQL Server refused a statement with error ' + COALESCE(CONVERT(nvarchar(11), @number), N'unknown')
            + CASE
                WHEN @number IN (241, 242, 245, 248, 295, 8114, 8115, 8169) THEN N': a value cannot be converted to another type'
                WHEN @number IN (2628, 8152) THEN N': a text is longer than its column'
                WHEN @number IN (2601, 2627) THEN N': a key occurs twice'
                ELSE N''
            END
            + N'. Its own words may quote a value, so they are not kept.';

    RETURN LEFT(LTRIM(RTRIM(REPLACE(REPLACE(@text, NCHAR(13), N''), NCHAR(10), N' '))), 1000);
END;
