using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>What types and methods may declare: no finalizers, native code, MethodImpl, state machines of async methods, overlapping
/// fields or attributes that SQL Server refuses.</summary>
internal sealed class DeclarationRule : IRule
{
    /// <summary>Rule name: a finalizer.</summary>
    public const string Finalizer = "Finalizer";

    /// <summary>Rule name: P/Invoke, COM, internal calls, mixed-mode code, exports.</summary>
    public const string NativeCode = "NativeCode";

    /// <summary>Rule name: a MethodImpl attribute other than the default.</summary>
    public const string MethodImpl = "MethodImpl";

    /// <summary>Rule name: an async method.</summary>
    public const string Async = "Async";

    /// <summary>Rule name: fields laid over each other.</summary>
    public const string ExplicitLayout = "ExplicitLayout";

    /// <summary>Rule name: an attribute that SQL Server refuses.</summary>
    public const string Attribute = "Attribute";

    /// <summary>Rule name: the assembly asks to skip verification.</summary>
    public const string SkipVerification = "SkipVerification";

    // The documented list of custom attributes refused in SAFE and EXTERNAL_ACCESS. CompilationRelaxations is on it too, but every C#
    // compiler writes that one on the assembly and SQL Server takes it.
    private static readonly string[] s_refusedAttributes =
    [
        "System.ContextStaticAttribute", "System.MTAThreadAttribute", "System.STAThreadAttribute", "System.ThreadStaticAttribute",
        "System.Runtime.CompilerServices.MethodImplAttribute", "System.Runtime.Remoting.Contexts.ContextAttribute",
        "System.Runtime.Remoting.Contexts.SynchronizationAttribute", "System.Runtime.InteropServices.DllImportAttribute",
        "System.Security.Permissions.CodeAccessSecurityAttribute", "System.Security.SuppressUnmanagedCodeSecurityAttribute",
        "System.Security.UnverifiableCodeAttribute",
    ];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly) =>
        CheckAssembly(assembly.Module).Concat(assembly.Types.SelectMany(CheckType)).Concat(assembly.Types.SelectMany(type => type.Methods).SelectMany(CheckMethod));

    private static IEnumerable<Violation> CheckAssembly(ModuleDefinition module)
    {
        foreach (var violation in CheckAttributes(Place.Assembly, module).Concat(CheckAttributes(Place.Assembly, module.Assembly)))
        {
            yield return violation;
        }

        foreach (var attribute in module.Assembly.SecurityDeclarations.SelectMany(declaration => declaration.SecurityAttributes))
        {
            if (attribute.Properties.Any(property => property.Name == "SkipVerification" && property.Argument.Value is true))
            {
                yield return Place.Assembly.Breaks(SkipVerification, "asks to skip verification; turn AllowUnsafeBlocks off");
            }
        }

        if (!module.Attributes.HasFlag(ModuleAttributes.ILOnly))
        {
            yield return Place.Assembly.Breaks(NativeCode, "holds more than IL");
        }

        foreach (var library in module.ModuleReferences)
        {
            yield return Place.Assembly.Breaks(NativeCode, $"refers to the native library {library.Name}");
        }
    }

    private static IEnumerable<Violation> CheckType(TypeDefinition type)
    {
        var place = new Place(type, null);
        foreach (var violation in CheckAttributes(place, type)
            .Concat(type.Fields.SelectMany(field => CheckAttributes(new Place(type, field), field)))
            .Concat(type.Properties.SelectMany(property => CheckAttributes(new Place(type, property), property))))
        {
            yield return violation;
        }

        if (type.IsImport)
        {
            yield return place.Breaks(NativeCode, "is a COM type");
        }

        // Array initialisers make structs with an explicit size and no instance field: nothing lies over anything.
        if (type.IsExplicitLayout && type.Fields.Any(field => !field.IsStatic))
        {
            yield return place.Breaks(ExplicitLayout, "lays its fields out by offset");
        }

        if (type.Interfaces.Any(implemented => implemented.InterfaceType.FullName == "System.Runtime.CompilerServices.IAsyncStateMachine"))
        {
            yield return place.Breaks(Async, "is the state machine of an async method");
        }
    }

    private static IEnumerable<Violation> CheckMethod(MethodDefinition method)
    {
        var place = new Place(method.DeclaringType, method);
        foreach (var violation in CheckAttributes(place, method)
            .Concat(method.Parameters.SelectMany(parameter => CheckAttributes(place, parameter)))
            .Concat(CheckAttributes(place, method.MethodReturnType)))
        {
            yield return violation;
        }

        if (method.IsVirtual && method.Name == "Finalize" && !method.HasParameters)
        {
            yield return place.Breaks(Finalizer, "is a finalizer");
        }

        if (method.IsPInvokeImpl || method.IsNative || method.IsUnmanaged || method.IsInternalCall || method.IsUnmanagedExport)
        {
            yield return place.Breaks(NativeCode, "is native code");
        }
        else if (!method.IsRuntime && method.ImplAttributes != MethodImplAttributes.IL && !method.DeclaringType.IsImport)
        {
            yield return place.Breaks(MethodImpl, $"has MethodImpl flags: {method.ImplAttributes}");
        }
    }

    private static IEnumerable<Violation> CheckAttributes(Place place, ICustomAttributeProvider annotated) =>
        from attribute in annotated.CustomAttributes
        where s_refusedAttributes.Contains(attribute.AttributeType.FullName, StringComparer.Ordinal)
        select place.Breaks(Attribute, $"carries {attribute.AttributeType.FullName}");
}
