-- The hash is that of {assembly}.dll, as trust.sql has it.
DECLARE @bytes varbinary(max) = {bytes};

IF HASHBYTES(N'SHA2_512', @bytes) <> {hash}
    THROW 51102, N'The bytes of {assembly} in this file are not those it was made with. Take the file anew, and compare SHA512SUMS.', 1;

IF NOT EXISTS (SELECT 1 FROM [sys].[assemblies] AS [a] WHERE [a].[name] = N'{assembly}')
    CREATE ASSEMBLY [{assembly}] AUTHORIZATION [{owner}]
    FROM @bytes
    WITH PERMISSION_SET = {permission_set};
ELSE IF NOT EXISTS (
    SELECT 1
    FROM [sys].[assemblies] AS [a]
    INNER JOIN [sys].[assembly_files] AS [f] ON [f].[assembly_id] = [a].[assembly_id]
    WHERE [a].[name] = N'{assembly}' AND HASHBYTES(N'SHA2_512', [f].[content]) = {hash})
    ALTER ASSEMBLY [{assembly}]
    FROM @bytes
    WITH PERMISSION_SET = {permission_set};
