using SsdClr.Build;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Signing;

/// <summary>What <c>SsdClr.Build build</c> writes when it is given a fresh key; made once for all tests.</summary>
internal static class SignedOutput
{
    private static readonly Lazy<Made> s_output = new(Make);

    public static SigningKey Key => s_output.Value.Key;

    /// <summary>File with the key pair.</summary>
    public static string KeyFile => s_output.Value.KeyFile;

    /// <summary>The repository with the signed assemblies.</summary>
    public static Repository Repository => s_output.Value.Repository;

    /// <summary>Lines that the command printed.</summary>
    public static string Printed => s_output.Value.Printed;

    public static byte[] File(string name) => System.IO.File.ReadAllBytes(Path.Combine(s_output.Value.Folder, name));

    /// <summary>Takes the files away, when there are any.</summary>
    public static void Delete()
    {
        if (s_output.IsValueCreated)
        {
            Directory.Delete(s_output.Value.Folder, recursive: true);
        }
    }

    private static Made Make()
    {
        var folder = Directory.CreateTempSubdirectory("ssdclr-signed-").FullName;
        // A name with characters that mean something to MSBuild.
        var keyFile = Path.Combine(folder, "our, own;key.snk");
        var key = SigningKey.Make();
        key.Write(keyFile);

        using var output = new StringWriter();
        using var error = new StringWriter();
        var code = new BuildCommand(output, error, CheckedOut.Repository.Root).Run(["build", "--signing-key", keyFile, "--output", folder]);
        Assert.AreEqual(0, code, error.ToString());

        var signed = Path.Combine(CheckedOut.Repository.Deploy, "SsdClr.Build", "obj", "signed", key.PublicKey.Token);
        return new Made(folder, keyFile, key, new Repository(CheckedOut.Repository.Root) { SignedAssemblies = signed }, output.ToString());
    }

    private sealed record Made(string Folder, string KeyFile, SigningKey Key, Repository Repository, string Printed);
}
