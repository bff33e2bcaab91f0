using System.Data.SqlTypes;
using Microsoft.SqlServer.Server;
using SsdClr.Json;

namespace SsdClr.Payload.SqlServer;

/// <summary>csc.json_pretty.</summary>
public static class JsonFunction
{
    /// <summary>A JSON text laid out for reading; NULL for NULL. What is not JSON is an error that names the position.</summary>
    [SqlFunction(IsDeterministic = true)]
    public static SqlChars JsonPretty(SqlChars json) =>
        json.IsNull ? SqlChars.Null : new SqlChars(Json.JsonPretty.Indent(new string(json.Value)).ToCharArray());
}
