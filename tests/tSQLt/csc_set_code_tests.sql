-- csc.set_code and csc.unmapped_values. Refusals leave the transaction of the caller alone.
EXECUTE [tSQLt].[NewTestClass] @ClassName = N'csc_set_code_tests';
GO
CREATE PROCEDURE [csc_set_code_tests].[SetUp]
AS
BEGIN
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.code_map';
    EXECUTE [tSQLt].[FakeTable] @TableName = N'csc.setting_log', @Identity = 1;
END;
GO
CREATE PROCEDURE [csc_set_code_tests].[test code is set without outer blanks and logged]
AS
BEGIN
    EXECUTE [csc].[set_code] @field = N'accommodation', @held_value = N' With nan ', @code = N'B';

    SELECT [m].[field], [m].[held_value], [m].[code], [l].[name], [l].[old_value], [l].[new_value]
    INTO [#Actual]
    FROM [csc].[code_map] AS [m]
    CROSS JOIN [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([field], [held_value], [code], [name], [old_value], [new_value])
    VALUES (N'accommodation', N'With nan', N'B', N'code_map: accommodation', NULL, N'With nan = B');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_set_code_tests].[test value in another case takes the place of the first]
AS
BEGIN
    EXECUTE [csc].[set_code] @field = N'accommodation', @held_value = N'With nan', @code = N'B';
    EXECUTE [csc].[set_code] @field = N'accommodation', @held_value = N'WITH NAN', @code = N'Y';

    SELECT [m].[held_value], [m].[code] INTO [#Actual] FROM [csc].[code_map] AS [m];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([held_value], [code]) VALUES (N'WITH NAN', N'Y');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
CREATE PROCEDURE [csc_set_code_tests].[test code is taken back for its field alone]
AS
BEGIN
    EXECUTE [csc].[set_code] @field = N'accommodation', @held_value = N'Unclear', @code = N'Y';
    EXECUTE [csc].[set_code] @field = N'activity', @held_value = N'Unclear', @code = N'G5';
    EXECUTE [csc].[set_code] @field = N'activity', @held_value = N'unclear', @remove = 1;

    SELECT [m].[field] INTO [#Actual] FROM [csc].[code_map] AS [m];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([field]) VALUES (N'accommodation');
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_set_code_tests].[test all faults are told at once and nothing changed]
AS
BEGIN
    DECLARE @number int, @message nvarchar(4000);

    BEGIN TRY
        EXECUTE [csc].[set_code] @field = N'names', @held_value = N' ', @code = N'B', @remove = 1;
    END TRY
    BEGIN CATCH
        SELECT @number = ERROR_NUMBER(), @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51017, @Actual = @number;
    EXECUTE [tSQLt].[AssertLike]
        @ExpectedPattern = N'Nothing was changed.%@field must be%@held_value must have%@code must not be given with @remove = 1.',
        @Actual = @message;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.code_map';
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.setting_log';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_set_code_tests].[test code outside the list of its field is refused]
AS
BEGIN
    DECLARE @message nvarchar(4000);

    BEGIN TRY
        EXECUTE [csc].[set_code] @field = N'closure_reason', @held_value = N'Gone', @code = N'RC0';
    END TRY
    BEGIN CATCH
        SET @message = ERROR_MESSAGE();
    END CATCH;

    EXECUTE [tSQLt].[AssertLike] @ExpectedPattern = N'%@code must be one of RC1,%', @Actual = @message;
END;
GO
CREATE PROCEDURE [csc_set_code_tests].[test store_code stores and logs what was checked elsewhere]
AS
BEGIN
    EXECUTE [csc].[store_code] @field = N'accommodation', @held_value = N'With nan', @code = N'B';
    EXECUTE [csc].[store_code] @field = N'accommodation', @held_value = N'WITH NAN', @code = NULL;

    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.code_map';
    SELECT [l].[name], [l].[old_value], [l].[new_value] INTO [#Actual] FROM [csc].[setting_log] AS [l];
    SELECT TOP (0) [a].* INTO [#Expected] FROM [#Actual] AS [a] RIGHT OUTER JOIN [#Actual] AS [x] ON 1 = 0;
    INSERT INTO [#Expected] ([name], [old_value], [new_value])
    VALUES
        (N'code_map: accommodation', NULL, N'With nan = B'),
        (N'code_map: accommodation', N'WITH NAN = B', NULL);
    EXECUTE [tSQLt].[AssertEqualsTable] @Expected = N'#Expected', @Actual = N'#Actual';
END;
GO
--[@tSQLt:NoTransaction](DEFAULT)
CREATE PROCEDURE [csc_set_code_tests].[test store_code without a value is refused and nothing changed]
AS
BEGIN
    DECLARE @number int;

    BEGIN TRY
        EXECUTE [csc].[store_code] @field = N'accommodation', @held_value = N' ', @code = N'B';
    END TRY
    BEGIN CATCH
        SET @number = ERROR_NUMBER();
    END CATCH;

    EXECUTE [tSQLt].[AssertEquals] @Expected = 51017, @Actual = @number;
    EXECUTE [tSQLt].[AssertEmptyTable] @TableName = N'csc.code_map';
END;
GO
