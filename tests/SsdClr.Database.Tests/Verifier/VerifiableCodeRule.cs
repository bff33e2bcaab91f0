using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>The constructs by which C# source becomes code that peverify, and so SQL Server, finds unverifiable. It checks shapes and
/// instructions; it does not follow types through the stack, which a C# compiler without unsafe blocks gets right.</summary>
internal sealed class VerifiableCodeRule : IRule
{
    /// <summary>Rule name: pointers, pinned variables, function pointers.</summary>
    public const string Pointer = "Pointer";

    /// <summary>Rule name: an instruction that is never verifiable.</summary>
    public const string UnverifiableOpcode = "UnverifiableOpcode";

    /// <summary>Rule name: a volatile access.</summary>
    public const string Volatile = "Volatile";

    /// <summary>Rule name: a read-only field written, or its address taken, outside the constructor.</summary>
    public const string InitOnlyField = "InitOnlyField";

    /// <summary>Rule name: a method that returns a reference.</summary>
    public const string ReferenceReturn = "ReferenceReturn";

    /// <summary>Rule name: variables that are not set to zero on entry.</summary>
    public const string UninitialisedVariables = "UninitialisedVariables";

    private static readonly Code[] s_unverifiableCodes = [Code.Calli, Code.Cpblk, Code.Initblk, Code.Localloc, Code.Jmp, Code.Arglist, Code.Unaligned, Code.No];

    private static readonly Code[] s_addressCodes =
        [Code.Ldloca, Code.Ldloca_S, Code.Ldarga, Code.Ldarga_S, Code.Ldflda, Code.Ldsflda, Code.Ldelema];

    /// <inheritdoc/>
    public IEnumerable<Violation> Check(ExaminedAssembly assembly)
    {
        foreach (var type in assembly.Types)
        {
            foreach (var field in type.Fields)
            {
                if (HasPointer(field.FieldType))
                {
                    yield return new Place(type, field).Breaks(Pointer, "is a pointer");
                }

                if (field.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "System.Runtime.CompilerServices.FixedBufferAttribute"))
                {
                    yield return new Place(type, field).Breaks(Pointer, "is a fixed buffer");
                }

                if (HasVolatileModifier(field.FieldType))
                {
                    yield return new Place(type, field).Breaks(Volatile, "is a volatile field");
                }
            }

            foreach (var violation in type.Methods.SelectMany(CheckMethod))
            {
                yield return violation;
            }
        }
    }

    private static IEnumerable<Violation> CheckMethod(MethodDefinition method)
    {
        var place = new Place(method.DeclaringType, method);
        if (HasPointer(method.ReturnType) || method.Parameters.Any(parameter => HasPointer(parameter.ParameterType)))
        {
            yield return place.Breaks(Pointer, "has a pointer in its signature");
        }

        if (IsReference(method.ReturnType))
        {
            yield return place.Breaks(ReferenceReturn, "returns a reference");
        }

        if (!method.HasBody)
        {
            yield break;
        }

        if (method.Body.HasVariables && !method.Body.InitLocals)
        {
            yield return place.Breaks(UninitialisedVariables, "does not set its variables to zero on entry");
        }

        foreach (var variable in method.Body.Variables.Where(variable => variable.IsPinned || HasPointer(variable.VariableType)))
        {
            yield return place.Breaks(Pointer, $"has a pointer or pinned variable: {variable.VariableType.FullName}");
        }

        foreach (var instruction in method.Body.Instructions)
        {
            if (s_unverifiableCodes.Contains(instruction.OpCode.Code))
            {
                yield return place.Breaks(UnverifiableOpcode, $"uses {instruction.OpCode.Name}");
            }
            else if (instruction.OpCode.Code is Code.Conv_U or Code.Conv_I && instruction.Previous is { } previous && s_addressCodes.Contains(previous.OpCode.Code))
            {
                yield return place.Breaks(Pointer, "takes an address as a number");
            }
            else if (instruction.OpCode.Code == Code.Volatile)
            {
                yield return place.Breaks(Volatile, "reads or writes a volatile field");
            }
            else if (instruction.Operand is FieldReference field)
            {
                if (BreaksInitOnly(method, instruction.OpCode.Code, field))
                {
                    yield return place.Breaks(InitOnlyField, $"{(instruction.OpCode.Code is Code.Stfld or Code.Stsfld ? "writes" : "takes the address of")} the read-only field {field.Name} outside its constructor"
                        + (method.Name.StartsWith("set_", StringComparison.Ordinal) ? "; write a constructor instead of an init accessor" : ""));
                }

                if (HasPointer(field.FieldType))
                {
                    yield return place.Breaks(Pointer, $"uses the pointer field {field.Name}");
                }
            }
            else if (instruction.Operand is MethodReference called && (HasPointer(called.ReturnType) || called.Parameters.Any(parameter => HasPointer(parameter.ParameterType))))
            {
                yield return place.Breaks(Pointer, $"calls {called.FullName}, which takes or returns a pointer");
            }
            else if (instruction.Operand is TypeReference type && HasPointer(type))
            {
                yield return place.Breaks(Pointer, $"names the pointer type {type.FullName}");
            }
        }
    }

    private static bool BreaksInitOnly(MethodDefinition method, Code code, FieldReference reference)
    {
        if (code is not (Code.Ldflda or Code.Ldsflda or Code.Stfld or Code.Stsfld) || reference.Resolve() is not { IsInitOnly: true } field)
        {
            return false;
        }

        return method.DeclaringType != field.DeclaringType || method.Name != (field.IsStatic ? ".cctor" : ".ctor");
    }

    private static bool HasPointer(TypeReference type) => type switch
    {
        PointerType or FunctionPointerType or PinnedType => true,
        IModifierType modified => HasPointer(modified.ElementType),
        TypeSpecification wrapped => HasPointer(wrapped.ElementType),
        _ => false,
    };

    private static bool IsReference(TypeReference type) => type is ByReferenceType || (type is IModifierType modified && IsReference(modified.ElementType));

    private static bool HasVolatileModifier(TypeReference type) =>
        type is RequiredModifierType { ModifierType.FullName: "System.Runtime.CompilerServices.IsVolatile" };
}
