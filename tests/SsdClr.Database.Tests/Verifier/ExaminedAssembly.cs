using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>A net472 assembly opened for examination, with everything outside it that it reaches.</summary>
internal sealed class ExaminedAssembly : IDisposable
{
    /// <summary>Opens the file and walks it.</summary>
    public ExaminedAssembly(string path, ReferenceAssemblyResolver resolver)
    {
        if (!File.Exists(path))
        {
            throw new FileNotFoundException($"There is no assembly to verify at {path}; build it for net472 first.", path);
        }

        Module = resolver.OpenFile(path);
        Types = [.. Module.GetTypes()];
        Uses = [.. FindUses()];
    }

    /// <summary>Main module; these assemblies have one.</summary>
    public ModuleDefinition Module { get; }

    /// <summary>All types, nested and compiler-made ones included.</summary>
    public IReadOnlyList<TypeDefinition> Types { get; }

    /// <summary>Everything outside the assembly that it reaches, by place. What only annotates (custom attributes) is not reached.</summary>
    public IReadOnlyList<Use> Uses { get; }

    /// <inheritdoc/>
    public void Dispose() => Module.Dispose();

    private IEnumerable<Use> FindUses()
    {
        var located = new HashSet<string>(StringComparer.Ordinal);
        foreach (var use in Types.SelectMany(UsesOf))
        {
            located.Add(use.Target.FullName);
            yield return use;
        }

        // Whatever the walk did not meet is in the metadata tables all the same.
        var annotations = Annotations().ToHashSet(StringComparer.Ordinal);
        foreach (var target in Module.GetTypeReferences().Concat(Module.GetMemberReferences().AsEnumerable()))
        {
            var owner = (target as TypeReference ?? target.DeclaringType).GetElementType().FullName;
            if (!located.Contains(target.FullName) && !annotations.Contains(owner) && target.DeclaringType is not ArrayType)
            {
                yield return new Use(Place.Assembly, target);
            }
        }
    }

    private IEnumerable<string> Annotations()
    {
        IEnumerable<ICustomAttributeProvider> annotated =
        [
            Module, Module.Assembly, .. Types,
            .. Types.SelectMany(type => type.Methods), .. Types.SelectMany(type => type.Fields),
            .. Types.SelectMany(type => type.Properties), .. Types.SelectMany(type => type.Events),
            .. Types.SelectMany(type => type.GenericParameters), .. Types.SelectMany(type => type.Interfaces),
            .. Types.SelectMany(type => type.Methods).SelectMany(method => method.Parameters),
            .. Types.SelectMany(type => type.Methods).SelectMany(method => method.GenericParameters),
            .. Types.SelectMany(type => type.Methods).Select(method => method.MethodReturnType),
        ];
        foreach (var attribute in annotated.SelectMany(provider => provider.CustomAttributes))
        {
            yield return attribute.AttributeType.FullName;
            foreach (var parameter in attribute.Constructor.Parameters)
            {
                yield return parameter.ParameterType.GetElementType().FullName;
            }

            foreach (var argument in attribute.Properties.Concat(attribute.Fields))
            {
                yield return argument.Argument.Type.GetElementType().FullName;
            }

            foreach (var argument in attribute.ConstructorArguments)
            {
                if (argument.Value is TypeReference named)
                {
                    yield return named.GetElementType().FullName;
                }
            }
        }

        foreach (var declaration in SecurityDeclarations())
        {
            foreach (var attribute in declaration.SecurityAttributes)
            {
                yield return attribute.AttributeType.FullName;
            }
        }
    }

    private IEnumerable<SecurityDeclaration> SecurityDeclarations() =>
        Module.Assembly.SecurityDeclarations
            .Concat(Types.SelectMany(type => type.SecurityDeclarations))
            .Concat(Types.SelectMany(type => type.Methods).SelectMany(method => method.SecurityDeclarations));

    private static IEnumerable<Use> UsesOf(TypeDefinition type)
    {
        var place = new Place(type, null);
        IEnumerable<TypeReference?> named = [type.BaseType, .. type.Interfaces.Select(implemented => implemented.InterfaceType), .. type.GenericParameters.SelectMany(Constraints)];
        foreach (var use in named.SelectMany(reference => Reach(place, reference)))
        {
            yield return use;
        }

        foreach (var field in type.Fields)
        {
            foreach (var use in Reach(new Place(type, field), field.FieldType))
            {
                yield return use;
            }
        }

        foreach (var use in type.Methods.SelectMany(UsesOf))
        {
            yield return use;
        }
    }

    private static IEnumerable<Use> UsesOf(MethodDefinition method)
    {
        var place = new Place(method.DeclaringType, method);
        IEnumerable<TypeReference?> named =
        [
            method.ReturnType, .. method.Parameters.Select(parameter => parameter.ParameterType), .. method.GenericParameters.SelectMany(Constraints),
            .. method.HasBody ? method.Body.Variables.Select(variable => variable.VariableType) : [],
            .. method.HasBody ? method.Body.ExceptionHandlers.Select(handler => handler.CatchType) : [],
        ];
        foreach (var use in named.SelectMany(reference => Reach(place, reference)))
        {
            yield return use;
        }

        if (!method.HasBody)
        {
            yield break;
        }

        foreach (var instruction in method.Body.Instructions)
        {
            foreach (var use in UsesOf(place, instruction))
            {
                yield return use;
            }
        }
    }

    private static IEnumerable<Use> UsesOf(Place place, Instruction instruction) => instruction.Operand switch
    {
        TypeReference type => Reach(place, type),
        FieldReference field => ReachMember(place, field, [field.FieldType]),
        GenericInstanceMethod generic => ReachMember(place, generic.ElementMethod, Signature(generic).Concat(generic.GenericArguments)),
        MethodReference called => ReachMember(place, called, Signature(called)),
        CallSite site => site.Parameters.Select(parameter => parameter.ParameterType).Append(site.ReturnType).SelectMany(type => Reach(place, type)),
        _ => [],
    };

    private static IEnumerable<Use> ReachMember(Place place, MemberReference member, IEnumerable<TypeReference> signature)
    {
        // The owner is named by the reference; the rules resolve the member to the type that declares it.
        // The runtime itself makes the accessors of arrays with several dimensions.
        IEnumerable<Use> own = member.DeclaringType is ArrayType || member.DeclaringType.GetElementType() is TypeDefinition ? [] : [new Use(place, member)];
        return own.Concat(Reach(place, member.DeclaringType)).Concat(signature.SelectMany(type => Reach(place, type)));
    }

    private static IEnumerable<TypeReference> Signature(MethodReference method) =>
        method.Parameters.Select(parameter => parameter.ParameterType).Append(method.ReturnType);

    private static IEnumerable<TypeReference?> Constraints(GenericParameter parameter) => parameter.Constraints.Select(constraint => constraint.ConstraintType);

    // Takes a type apart: element, modifiers, generic arguments.
    private static IEnumerable<Use> Reach(Place place, TypeReference? type)
    {
        switch (type)
        {
            case null or TypeDefinition or GenericParameter:
                return [];
            case GenericInstanceType generic:
                return Reach(place, generic.ElementType).Concat(generic.GenericArguments.SelectMany(argument => Reach(place, argument)));
            case IModifierType modified:
                return Reach(place, modified.ElementType).Concat(Reach(place, modified.ModifierType));
            case FunctionPointerType function:
                return Signature(function).SelectMany(part => Reach(place, part));
            case TypeSpecification wrapped:
                return Reach(place, wrapped.ElementType);
            default:
                return [new Use(place, type)];
        }
    }

    private static IEnumerable<TypeReference> Signature(FunctionPointerType function) =>
        function.Parameters.Select(parameter => parameter.ParameterType).Append(function.ReturnType);
}
