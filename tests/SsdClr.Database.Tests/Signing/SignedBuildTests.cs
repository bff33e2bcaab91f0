using System.IO.Compression;
using SsdClr.Build;
using SsdClr.Build.Packaging;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Signing;

[TestClass]
public sealed class SignedBuildTests
{
    private static readonly string[] s_hosted = [.. SqlServerAssembly.All.Select(assembly => assembly.Name), AssemblySignature.KeyAssembly];

    [AssemblyCleanup]
    public static void DeleteOutput() => SignedOutput.Delete();

    [TestMethod]
    public void Every_assembly_is_signed_by_the_key_that_was_given()
    {
        foreach (var name in s_hosted)
        {
            var bytes = File.ReadAllBytes(SignedOutput.Repository.HostedAssembly(name));

            Assert.AreEqual(SignedOutput.Key.PublicKey.Token, StrongName.KeyOf(bytes)!.Token, name);
            Assert.IsTrue(StrongName.IsSignatureValid(bytes), name);
        }
    }

    [TestMethod]
    public void Same_source_and_key_give_the_same_bytes()
    {
        var first = s_hosted.ToDictionary(name => name, name => File.ReadAllBytes(SignedOutput.Repository.HostedAssembly(name)), StringComparer.Ordinal);

        var second = SignedBuild.Run(CheckedOut.Repository, SignedOutput.KeyFile);

        foreach (var name in s_hosted)
        {
            CollectionAssert.AreEqual(first[name], File.ReadAllBytes(second.HostedAssembly(name)), name);
        }
    }

    [TestMethod]
    public void Package_holds_the_signed_bytes()
    {
        using var package = new ZipArchive(new MemoryStream(SignedOutput.File("SsdClr.dacpac")));
        using var reader = new StreamReader(package.GetEntry("model.xml")!.Open());
        var model = reader.ReadToEnd();

        foreach (var assembly in SqlServerAssembly.All)
        {
            Assert.Contains(Convert.ToHexString(File.ReadAllBytes(SignedOutput.Repository.HostedAssembly(assembly.Name))), model, StringComparison.OrdinalIgnoreCase);
        }
    }

    [TestMethod]
    public void Build_says_whose_key_it_signed_with() =>
        Assert.EndsWith($"Signed: the assemblies have the public key token {SignedOutput.Key.PublicKey.Token}, and trust.sql trusts them by key.{Environment.NewLine}", SignedOutput.Printed, StringComparison.Ordinal);

    [TestMethod]
    public void Build_without_a_key_says_that_it_did_not_sign()
    {
        var signature = AssemblySignature.Of(CheckedOut.Repository);

        Assert.IsNull(signature.Key);
        Assert.StartsWith("Not signed: ", signature.Description, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Public_half_of_a_key_cannot_sign()
    {
        var publicFile = Path.ChangeExtension(SignedOutput.KeyFile, ".public.snk");

        var fault = Assert.ThrowsExactly<BuildException>(() => SignedBuild.Run(CheckedOut.Repository, publicFile));

        Assert.StartsWith($"{publicFile}: holds no RSA key pair in the form of a .snk file.", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Key_file_that_is_not_there_is_refused()
    {
        var fault = Assert.ThrowsExactly<BuildException>(() => SignedBuild.Run(CheckedOut.Repository, "/no-such.snk"));

        Assert.AreEqual("/no-such.snk: there is no such file. Make a key with SsdClr.Build make-key --output FILE.snk.", fault.Message);
    }

    [TestMethod]
    public void Assemblies_signed_although_no_key_was_given_are_refused()
    {
        var root = Directory.CreateTempSubdirectory("ssdclr-signed-").FullName;
        try
        {
            foreach (var name in s_hosted)
            {
                var place = new Repository(root).HostedAssembly(name);
                Directory.CreateDirectory(Path.GetDirectoryName(place)!);
                File.Copy(SignedOutput.Repository.HostedAssembly(name), place);
            }

            var fault = Assert.ThrowsExactly<BuildException>(() => AssemblySignature.Of(new Repository(root)));

            Assert.Contains("has a strong name although no key was given", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [TestMethod]
    public void Unsigned_assemblies_are_refused_when_a_key_was_given()
    {
        var root = Directory.CreateTempSubdirectory("ssdclr-signed-").FullName;
        try
        {
            foreach (var name in s_hosted)
            {
                File.Copy(CheckedOut.Repository.HostedAssembly(name), Path.Combine(root, name + ".dll"));
            }

            var fault = Assert.ThrowsExactly<BuildException>(() => AssemblySignature.Of(new Repository(root) { SignedAssemblies = root }));

            Assert.Contains("has no strong name although a key was given", fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }
}
