using Microsoft.SqlServer.Server;

namespace SsdClr.Forbidden.Bindings;

/// <summary>SQL Server binds public methods of public classes only.</summary>
internal static class HiddenRoutines
{
    [SqlProcedure]
    public static void Run()
    {
    }
}
