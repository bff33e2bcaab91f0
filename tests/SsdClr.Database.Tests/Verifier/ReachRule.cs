using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Parts of the framework this product does without in either permission set: locks, reflection, late binding.</summary>
internal sealed class ReachRule : IRule
{
    /// <summary>Rule name: a lock.</summary>
    public const string Lock = "Lock";

    /// <summary>Rule name: reflection.</summary>
    public const string Reflection = "Reflection";

    /// <summary>Rule name: a late-bound call.</summary>
    public const string Dynamic = "Dynamic";

    // Type.Name is declared by MemberInfo: the name of an exception's type belongs in an error message.
    private const string TypeName = "System.String System.Reflection.MemberInfo::get_Name()";

    // Members of System.Type that look into a type or through it.
    private static readonly string[] s_typeMembers =
    [
        "GetType", "GetMethod", "GetMethods", "GetField", "GetFields", "GetProperty", "GetProperties", "GetConstructor", "GetConstructors",
        "GetMember", "GetMembers", "GetEvent", "GetEvents", "GetNestedType", "GetNestedTypes", "GetCustomAttributes", "InvokeMember",
        "get_Assembly", "get_Module", "MakeGenericType", "GetTypeFromProgID", "GetTypeFromCLSID",
    ];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var use in assembly.Uses)
        {
            var type = (use.Target as TypeReference ?? use.Target.DeclaringType).GetElementType();
            switch (type.Namespace)
            {
                case "System.Threading" when type.Name == "Monitor":
                    yield return use.Place.Breaks(Lock, $"reaches {use.Target.FullName}");
                    break;
                case "System.Runtime.CompilerServices" when type.Name.StartsWith("CallSite", StringComparison.Ordinal):
                case "Microsoft.CSharp.RuntimeBinder" or "System.Dynamic":
                    yield return use.Place.Breaks(Dynamic, $"reaches {use.Target.FullName}");
                    break;
                case "System.Reflection" when !IsTypeName(use, assembly):
                case "System.Reflection.Emit":
                case "System" when type.Name == "Activator" || IsTypeMember(use.Target, type):
                    yield return use.Place.Breaks(Reflection, $"reaches {use.Target.FullName}");
                    break;
            }
        }
    }

    private static bool IsTypeMember(MemberReference target, TypeReference type) =>
        type.Name == "Type" && target is MethodReference && s_typeMembers.Contains(target.Name, StringComparer.Ordinal);

    // The type MemberInfo is reached by calling its get_Name; it is reached for something else if any other member of it is called.
    private static bool IsTypeName(Use use, ExaminedAssembly assembly) =>
        use.Target.FullName == TypeName
        || (use.Target.FullName == "System.Reflection.MemberInfo"
            && assembly.Uses.All(other => other.Place != use.Place || other.Target is TypeReference || other.Target.DeclaringType.FullName != use.Target.FullName || other.Target.FullName == TypeName));
}
