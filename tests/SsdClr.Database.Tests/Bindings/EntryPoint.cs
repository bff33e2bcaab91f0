using Mono.Cecil;

namespace SsdClr.Database.Tests.Bindings;

/// <summary>A method that an assembly offers to SQL Server by SqlFunction or SqlProcedure.</summary>
/// <param name="Assembly">Simple name of the assembly.</param>
/// <param name="Method">The method.</param>
/// <param name="Attribute">Its SqlFunction or SqlProcedure attribute.</param>
internal sealed record EntryPoint(string Assembly, MethodDefinition Method, CustomAttribute Attribute)
{
    private const string Namespace = "Microsoft.SqlServer.Server";

    /// <summary>Assembly, class and method as EXTERNAL NAME writes them.</summary>
    public string ExternalName => $"{Assembly}|{Method.DeclaringType.FullName}|{Method.Name}";

    /// <summary>Whether it is offered as a procedure.</summary>
    public bool IsProcedure => Attribute.AttributeType.Name == "SqlProcedureAttribute";

    /// <summary>The table function's method that takes a row apart; null for everything else.</summary>
    public string? FillRowMethodName => Property("FillRowMethodName") as string;

    /// <summary>The table function's columns as the attribute tells them to deployment tools; null when it does not.</summary>
    public string? TableDefinition => Property("TableDefinition") as string;

    /// <summary>Whether SQL Server lets it read data on the context connection: always for a procedure, by attribute for a function.</summary>
    public bool MayReadData => IsProcedure || Property("DataAccess") is 1;

    /// <summary>All entry points of a module, in metadata order, whether or not SQL Server could bind them.</summary>
    public static IReadOnlyList<EntryPoint> Of(ModuleDefinition module) =>
    [
        .. from type in module.GetTypes()
           from method in type.Methods
           from attribute in method.CustomAttributes
           where attribute.AttributeType.Namespace == Namespace && attribute.AttributeType.Name is "SqlFunctionAttribute" or "SqlProcedureAttribute" or "SqlTriggerAttribute" or "SqlMethodAttribute"
           select new EntryPoint(module.Assembly.Name.Name, method, attribute),
    ];

    private object? Property(string name) => Attribute.Properties.FirstOrDefault(property => property.Name == name).Argument.Value;
}
