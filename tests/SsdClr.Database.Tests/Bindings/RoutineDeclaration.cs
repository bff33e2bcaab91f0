namespace SsdClr.Database.Tests.Bindings;

/// <summary>A procedure or function that T-SQL binds to a method by EXTERNAL NAME.</summary>
/// <param name="Source">File and line.</param>
/// <param name="Name">Schema-qualified name.</param>
/// <param name="Kind">Procedure, scalar or table function.</param>
/// <param name="Assembly">First part of the external name.</param>
/// <param name="Class">Second part: class with its namespace.</param>
/// <param name="Method">Third part.</param>
/// <param name="Parameters">In order.</param>
/// <param name="Returns">Type of a scalar function's value, else null.</param>
/// <param name="Columns">Columns of a table function, else empty.</param>
internal sealed record RoutineDeclaration(
    string Source,
    string Name,
    RoutineKind Kind,
    string Assembly,
    string Class,
    string Method,
    IReadOnlyList<SqlParameterDeclaration> Parameters,
    SqlDataType? Returns,
    IReadOnlyList<SqlColumnDeclaration> Columns)
{
    /// <summary>The external name, as <see cref="EntryPoint.ExternalName"/> writes it.</summary>
    public string ExternalName => $"{Assembly}|{Class}|{Method}";
}
