namespace SsdClr.Build.Generation;

/// <summary>A parameter of a procedure, as its declaration and the comment behind it say.</summary>
/// <param name="Procedure">The procedure, without its schema.</param>
/// <param name="Position">Its place, from 1.</param>
/// <param name="Name">Its name, with @.</param>
/// <param name="Type">Its type.</param>
/// <param name="Default">What it is if nothing is given; "none" where something must be.</param>
/// <param name="Values">Valid values.</param>
/// <param name="Meaning">What it does.</param>
internal sealed record ParameterHelp(string Procedure, int Position, string Name, string Type, string Default, string Values, string Meaning);
