namespace SsdClr.Database.Tests.Verifier;

/// <summary>One place in an assembly that SQL Server would refuse.</summary>
/// <param name="Rule">Name of the broken rule.</param>
/// <param name="Type">Full name of the outermost type it is in; empty when it is the assembly itself.</param>
/// <param name="Member">The member, or nested compiler-made type, it is in; empty when it is the type or assembly itself.</param>
/// <param name="Detail">What is wrong, and what to do where that is not plain.</param>
internal sealed record Violation(string Rule, string Type, string Member, string Detail)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Rule}: {(Type.Length == 0 ? "assembly" : Type)}{(Member.Length == 0 ? "" : "::" + Member)}: {Detail}";
}
