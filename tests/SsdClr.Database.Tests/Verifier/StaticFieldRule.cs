namespace SsdClr.Database.Tests.Verifier;

/// <summary>Static fields are read-only or constant. That reaches what the compiler makes: cached lambdas, cached method groups, call sites.</summary>
internal sealed class StaticFieldRule : IRule
{
    /// <summary>Rule name: a static field that can be written to.</summary>
    public const string StaticField = "StaticField";

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var type in assembly.Types)
        {
            foreach (var field in type.Fields.Where(field => field.IsStatic && !field.IsInitOnly && !field.IsLiteral))
            {
                var remedy = type.Name.Contains('<', StringComparison.Ordinal) || field.Name.Contains('<', StringComparison.Ordinal)
                    ? "the compiler caches something here: a lambda that captures nothing, a method group, a static property"
                    : "make it readonly";
                yield return new Place(type, field).Breaks(StaticField, $"static field can be written to; {remedy}");
            }
        }
    }
}
