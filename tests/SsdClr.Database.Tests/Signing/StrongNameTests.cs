using System.Reflection.PortableExecutable;
using System.Text;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Signing;

[TestClass]
public sealed class StrongNameTests
{
    private const string CecilToken = "50cebf1cceb9d05e";

    [TestMethod]
    public void Signature_that_others_made_is_valid()
    {
        var cecil = Cecil();

        Assert.AreEqual(CecilToken, StrongName.KeyOf(cecil)!.Token);
        Assert.IsTrue(StrongName.IsSignatureValid(cecil));
    }

    [TestMethod]
    public void Changed_byte_makes_the_signature_invalid()
    {
        var cecil = Cecil();
        cecil[^1024] ^= 1;

        Assert.IsFalse(StrongName.IsSignatureValid(cecil));
    }

    [TestMethod]
    public void Signature_left_out_is_invalid()
    {
        var cecil = Cecil();
        using var file = new PEReader(new MemoryStream(cecil));
        var directory = file.PEHeaders.CorHeader!.StrongNameSignatureDirectory;
        Assert.IsTrue(file.PEHeaders.TryGetDirectoryOffset(directory, out var offset));
        cecil.AsSpan(offset, directory.Size).Clear();

        Assert.IsFalse(StrongName.IsSignatureValid(cecil));
    }

    [TestMethod]
    public void Assemblies_have_no_strong_name_unless_a_key_is_given()
    {
        foreach (var name in SqlServerAssembly.All.Select(assembly => assembly.Name).Append(AssemblySignature.KeyAssembly))
        {
            var bytes = File.ReadAllBytes(CheckedOut.Repository.HostedAssembly(name));

            Assert.IsNull(StrongName.KeyOf(bytes));
            Assert.IsFalse(StrongName.IsSignatureValid(bytes));
        }
    }

    [TestMethod]
    public void Key_that_is_no_RSA_key_of_the_compiler_is_not_read()
    {
        var key = SigningKey.Make().PublicKey.Bytes.ToArray();

        Assert.AreEqual(StrongNameKey.Read(key)!.Token, StrongNameKey.Read(key)!.Token);
        Assert.IsNull(StrongNameKey.Read(key.AsSpan(..^1)));
        Assert.IsNull(StrongNameKey.Read(Encoding.ASCII.GetBytes("no key")));
    }

    /// <summary>An assembly with a strong name that this repository has no part in.</summary>
    private static byte[] Cecil() => File.ReadAllBytes(typeof(Mono.Cecil.AssemblyDefinition).Assembly.Location);
}
