using Mono.Cecil;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>Which .NET types SQL Server binds a T-SQL type to; and of those, which this product uses for large texts.</summary>
internal static class TypeMapping
{
    private const string SqlTypes = "System.Data.SqlTypes.";

    private static readonly Dictionary<string, string[]> s_known = new(StringComparer.Ordinal)
    {
        ["nchar"] = [SqlTypes + "SqlString", SqlTypes + "SqlChars", "System.String"],
        ["nvarchar"] = [SqlTypes + "SqlString", SqlTypes + "SqlChars", "System.String"],
        ["sysname"] = [SqlTypes + "SqlString", SqlTypes + "SqlChars", "System.String"],
        ["binary"] = [SqlTypes + "SqlBinary", SqlTypes + "SqlBytes", "System.Byte[]"],
        ["varbinary"] = [SqlTypes + "SqlBinary", SqlTypes + "SqlBytes", "System.Byte[]"],
        ["bit"] = [SqlTypes + "SqlBoolean", "System.Boolean"],
        ["tinyint"] = [SqlTypes + "SqlByte", "System.Byte"],
        ["smallint"] = [SqlTypes + "SqlInt16", "System.Int16"],
        ["int"] = [SqlTypes + "SqlInt32", "System.Int32"],
        ["bigint"] = [SqlTypes + "SqlInt64", "System.Int64"],
        ["real"] = [SqlTypes + "SqlSingle", "System.Single"],
        ["float"] = [SqlTypes + "SqlDouble", "System.Double"],
        ["decimal"] = [SqlTypes + "SqlDecimal", "System.Decimal"],
        ["numeric"] = [SqlTypes + "SqlDecimal", "System.Decimal"],
        ["money"] = [SqlTypes + "SqlMoney", "System.Decimal"],
        ["smallmoney"] = [SqlTypes + "SqlMoney", "System.Decimal"],
        ["date"] = ["System.DateTime"],
        ["datetime2"] = ["System.DateTime"],
        ["datetime"] = [SqlTypes + "SqlDateTime", "System.DateTime"],
        ["smalldatetime"] = [SqlTypes + "SqlDateTime", "System.DateTime"],
        ["time"] = ["System.TimeSpan"],
        ["datetimeoffset"] = ["System.DateTimeOffset"],
        ["uniqueidentifier"] = [SqlTypes + "SqlGuid", "System.Guid"],
        ["xml"] = [SqlTypes + "SqlXml"],
    };

    /// <summary>Says why the T-SQL type cannot be bound to the .NET type; null when it can.</summary>
    /// <param name="declared">Type in T-SQL.</param>
    /// <param name="bound">Type in .NET, references (out, ref) taken off.</param>
    /// <param name="leaves">Whether the value goes from .NET to SQL Server: returned, output or a column.</param>
    public static string? Fault(SqlDataType declared, TypeReference bound, bool leaves)
    {
        if (!s_known.TryGetValue(declared.Name, out var types))
        {
            return $"{declared} cannot be bound to a method (use nvarchar for text)";
        }

        // A payload as SqlString would be copied, and cut at 4,000 characters by deployment tools: large text leaves as SqlChars.
        if (leaves && declared is { Name: "nvarchar", Parameters: "max" })
        {
            types = [SqlTypes + "SqlChars"];
        }

        var name = bound is GenericInstanceType { ElementType.FullName: "System.Nullable`1" } nullable
            ? nullable.GenericArguments[0].FullName
            : bound.FullName;
        return types.Contains(name, StringComparer.Ordinal)
            ? null
            : $"{declared} is bound to {bound.FullName}; it needs {string.Join(" or ", types)}";
    }
}
