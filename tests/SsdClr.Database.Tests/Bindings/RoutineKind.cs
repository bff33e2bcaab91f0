namespace SsdClr.Database.Tests.Bindings;

/// <summary>What T-SQL declares with EXTERNAL NAME.</summary>
internal enum RoutineKind
{
    /// <summary>CREATE PROCEDURE.</summary>
    Procedure,

    /// <summary>CREATE FUNCTION that returns one value.</summary>
    ScalarFunction,

    /// <summary>CREATE FUNCTION that returns a table.</summary>
    TableFunction,
}
