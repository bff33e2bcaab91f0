using System.Runtime.CompilerServices;
using SsdClr.Local.Database;
using SsdClr.StandIn;

namespace SsdClr.Tests;

/// <summary>The stand-in for SQL Server's context connection over a local database: the product's own code runs on it in every test.</summary>
internal static class StandIns
{
    private static readonly ConditionalWeakTable<LocalDatabase, ContextConnection> s_contexts = [];

    extension(LocalDatabase database)
    {
        /// <summary>The stand-in, always the same one of a database. Change its tables before it is asked for.</summary>
        internal ContextConnection Context => s_contexts.GetValue(database, Open);
    }

    private static ContextConnection Open(LocalDatabase database) => new(database.Connection, Declarations.Read(database.Connection));
}
