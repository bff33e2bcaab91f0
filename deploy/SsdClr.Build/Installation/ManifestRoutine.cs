namespace SsdClr.Build.Installation;

/// <summary>A function, view or procedure as a version shipped it.</summary>
/// <param name="Name">Name without schema.</param>
/// <param name="Kind">view, procedure, scalar function, table function or inline function.</param>
/// <param name="Method">Assembly, class and method that it is bound to, as <c>SsdClr.Payload|Class|Method</c>; null for T-SQL.</param>
/// <param name="Parameters">Name, type and OUTPUT of each, in order.</param>
/// <param name="Returns">Name and, where the declaration gives it, type of each column; of a scalar function its type.</param>
internal sealed record ManifestRoutine(string Name, string Kind, string? Method, IReadOnlyList<string> Parameters, IReadOnlyList<string> Returns);
