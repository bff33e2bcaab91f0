namespace SsdClr.Database.Tests.Bindings;

/// <summary>A parameter of a declared procedure or function.</summary>
/// <param name="Name">With its leading <c>@</c>.</param>
/// <param name="Type">Data type.</param>
/// <param name="IsOutput">Whether the value comes back to the caller.</param>
internal sealed record SqlParameterDeclaration(string Name, SqlDataType Type, bool IsOutput);
