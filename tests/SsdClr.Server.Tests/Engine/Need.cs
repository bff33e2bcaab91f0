namespace SsdClr.Server.Tests.Engine;

/// <summary>What a test needs of the engine.</summary>
internal enum Need
{
    /// <summary>Any server that speaks T-SQL.</summary>
    Server,

    /// <summary>One that loads SAFE assemblies.</summary>
    Assemblies,

    /// <summary>One that loads EXTERNAL_ACCESS assemblies too, which takes Windows.</summary>
    ExternalAccess,

    /// <summary>One on this machine whose EXTERNAL_ACCESS code has a network: SQL Server gives none to a SQL login.</summary>
    Network,

    /// <summary>The install script of tSQLt, and a server that loads its assembly.</summary>
    TSqlt,
}
