namespace SsdClr.Database.Tests.Bindings;

/// <summary>A column of the table that a function returns.</summary>
/// <param name="Name">Column name.</param>
/// <param name="Type">Data type.</param>
internal sealed record SqlColumnDeclaration(string Name, SqlDataType Type);
