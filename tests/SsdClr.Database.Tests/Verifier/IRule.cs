namespace SsdClr.Database.Tests.Verifier;

/// <summary>A family of rules of SQL Server, checked over one assembly.</summary>
internal interface IRule
{
    /// <summary>Finds every place that breaks a rule of the family.</summary>
    IEnumerable<Violation> Check(ExaminedAssembly assembly);
}
