using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>What the catalogue of a database says is there of the product.</summary>
internal static class InstalledObjects
{
    private const string Query =
        """
        SELECT [o].[type], [o].[name], NULL FROM [sys].[objects] AS [o] WHERE [o].[schema_id] = SCHEMA_ID(N'csc')
        UNION ALL
        SELECT N'column', OBJECT_NAME([c].[object_id]) + N'.' + [c].[name], TYPE_NAME([c].[user_type_id]) + N' ' + CONVERT(nvarchar(11), [c].[max_length]) + N' ' + CONVERT(nvarchar(1), [c].[is_nullable])
        FROM [sys].[columns] AS [c] INNER JOIN [sys].[tables] AS [t] ON [t].[object_id] = [c].[object_id] WHERE [t].[schema_id] = SCHEMA_ID(N'csc')
        UNION ALL
        SELECT N'index', OBJECT_NAME([i].[object_id]), [i].[name] FROM [sys].[indexes] AS [i] INNER JOIN [sys].[tables] AS [t] ON [t].[object_id] = [i].[object_id] WHERE [t].[schema_id] = SCHEMA_ID(N'csc') AND [i].[name] IS NOT NULL
        UNION ALL
        SELECT N'assembly', [a].[name], [a].[permission_set_desc] FROM [sys].[assemblies] AS [a] WHERE [a].[is_user_defined] = 1
        UNION ALL
        SELECT N'principal', [p].[name], [p].[type] FROM [sys].[database_principals] AS [p] WHERE [p].[name] LIKE N'csc[_]%'
        UNION ALL
        SELECT N'right', [g].[name], [p].[state_desc] + N' ' + [p].[permission_name] + N' ' + CONVERT(nvarchar(3), [p].[class]) + N' ' + COALESCE(OBJECT_NAME([p].[major_id]), N'')
        FROM [sys].[database_permissions] AS [p] INNER JOIN [sys].[database_principals] AS [g] ON [g].[principal_id] = [p].[grantee_principal_id]
        WHERE [g].[name] LIKE N'csc[_]%' OR ([p].[class] = 1 AND OBJECT_SCHEMA_NAME([p].[major_id]) = N'csc')
        """;

    /// <summary>Objects, columns, indexes, assemblies, principals and rights, a line each in order.</summary>
    public static string Of(ScratchDatabase database)
    {
        using var connection = database.Open();
        return string.Join('\n', connection.Rows(Query).Select(row => row.TrimEnd()).Order(StringComparer.Ordinal));
    }
}
