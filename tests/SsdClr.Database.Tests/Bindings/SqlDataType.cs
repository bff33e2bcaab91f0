namespace SsdClr.Database.Tests.Bindings;

/// <summary>A T-SQL data type as a declaration writes it.</summary>
/// <param name="Name">Type name in lower case, such as <c>nvarchar</c>.</param>
/// <param name="Parameters">Length, <c>max</c>, or precision and scale, as written and without blanks; empty when there are none.</param>
internal sealed record SqlDataType(string Name, string Parameters)
{
    /// <inheritdoc/>
    public override string ToString() => Parameters.Length == 0 ? Name : $"{Name}({Parameters})";
}
