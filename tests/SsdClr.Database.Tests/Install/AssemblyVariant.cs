using Mono.Cecil;
using Mono.Cecil.Cil;

namespace SsdClr.Database.Tests.Install;

/// <summary>An assembly as another version, or another key, would make it of the same source.</summary>
internal static class AssemblyVariant
{
    /// <summary>With one more public method, a copy of one it has.</summary>
    public static byte[] WithCopyOf(byte[] bytes, string type, string method, string copy)
    {
        using var module = Read(bytes);
        var original = module.GetType(type).Methods.Single(candidate => candidate.Name == method);
        var added = new MethodDefinition(copy, original.Attributes, original.ReturnType);
        original.Parameters.ToList().ForEach(parameter => added.Parameters.Add(new(parameter.Name, parameter.Attributes, parameter.ParameterType)));
        added.Body.GetILProcessor().Append(Instruction.Create(OpCodes.Ldnull));
        added.Body.GetILProcessor().Append(Instruction.Create(OpCodes.Ret));
        original.DeclaringType.Methods.Add(added);
        return Write(module, Guid.Parse("00000000-0000-0000-0000-000000000002"));
    }

    /// <summary>With the public key of another strong name.</summary>
    public static byte[] WithKey(byte[] bytes, byte[] publicKey)
    {
        using var module = Read(bytes);
        module.Assembly.Name.PublicKey = publicKey;
        module.Assembly.Name.HasPublicKey = true;
        return Write(module, Guid.Parse("00000000-0000-0000-0000-000000000003"));
    }

    private static ModuleDefinition Read(byte[] bytes) => ModuleDefinition.ReadModule(new MemoryStream(bytes));

    private static byte[] Write(ModuleDefinition module, Guid mvid)
    {
        module.Mvid = mvid;
        using var changed = new MemoryStream();
        module.Write(changed);
        return changed.ToArray();
    }
}
