-- Internal: an error in one line of at most 1000 characters, for csc.run_log. A fault in an assembly arrives as error 6522: a fixed first line,
-- the exception with its type in the second, and the stack below. Of those the words of the exception are kept.
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
        @colon int;

    IF @number = 6522
    BEGIN
        SET @start = CHARINDEX(NCHAR(10) COLLATE Latin1_General_BIN2, @text) + 1;
        SET @line = SUBSTRING(@text, @start, CHARINDEX(NCHAR(10) COLLATE Latin1_General_BIN2, @text, @start) - @start);
        SET @colon = CHARINDEX(N': ' COLLATE Latin1_General_BIN2, @line);
        IF @colon > 0
            SET @text = SUBSTRING(@line, @colon + 2, 4000);
    END;

    RETURN LEFT(LTRIM(RTRIM(REPLACE(REPLACE(@text, NCHAR(13), N''), NCHAR(10), N' '))), 1000);
END;
