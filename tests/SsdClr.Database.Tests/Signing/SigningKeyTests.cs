using SsdClr.Build;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Signing;

[TestClass]
public sealed class SigningKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-key-").FullName;
    private readonly StringWriter _output = new() { NewLine = "\n" };
    private readonly StringWriter _error = new() { NewLine = "\n" };

    private string KeyFile => Path.Combine(_folder, "our.snk");

    private string PublicFile => Path.Combine(_folder, "our.public.snk");

    public void Dispose()
    {
        _output.Dispose();
        _error.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [TestMethod]
    public void Made_key_is_read_back_with_the_token_that_was_printed()
    {
        Assert.AreEqual(0, MakeKey(), _error.ToString());

        var key = SigningKey.Read(KeyFile).PublicKey;
        Assert.StartsWith($"{KeyFile}\n{PublicFile}\nPublic key token {key.Token}. Keep the first file safe", _output.ToString(), StringComparison.Ordinal);
        Assert.AreEqual(SigningKey.Bits, key.Parameters().Modulus!.Length * 8);
    }

    [TestMethod]
    public void Public_file_holds_the_public_half_and_nothing_else()
    {
        Assert.AreEqual(0, MakeKey(), _error.ToString());

        CollectionAssert.AreEqual(SigningKey.Read(KeyFile).PublicKey.Bytes.ToArray(), File.ReadAllBytes(PublicFile));
    }

    [TestMethod]
    [DataRow("our.snk")]
    [DataRow("our.public.snk")]
    public void File_that_exists_is_not_overwritten(string existing)
    {
        var path = Path.Combine(_folder, existing);
        File.WriteAllText(path, "kept");

        Assert.AreEqual(1, MakeKey());

        Assert.StartsWith($"{path}: there is such a file.", _error.ToString(), StringComparison.Ordinal);
        Assert.AreEqual("kept", File.ReadAllText(path));
        Assert.HasCount(1, Directory.GetFiles(_folder));
    }

    [TestMethod]
    [OSCondition(ConditionMode.Exclude, OperatingSystems.Windows)]
    public void Nobody_but_its_owner_may_read_the_key()
    {
        Assert.AreEqual(0, MakeKey(), _error.ToString());

        if (!OperatingSystem.IsWindows())
        {
            Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(KeyFile));
        }
    }

    [TestMethod]
    public void Folder_that_is_not_there_is_named()
    {
        var path = Path.Combine(_folder, "no", "our.snk");

        Assert.AreEqual(1, MakeKey(path));

        Assert.Contains("cannot be written. Name a file in a folder that exists", _error.ToString(), StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("no key")]
    [DataRow("\u0007\u0002\0\0\0\u0024\0\0RSA2 cut short")]
    public void File_without_a_key_pair_is_refused(string content)
    {
        File.WriteAllText(KeyFile, content);

        var fault = Assert.ThrowsExactly<BuildException>(() => SigningKey.Read(KeyFile));

        Assert.StartsWith($"{KeyFile}: holds no RSA key pair", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Two_keys_differ() => Assert.AreNotEqual(SigningKey.Make().PublicKey.Token, SigningKey.Make().PublicKey.Token);

    private int MakeKey(string? path = null) => new BuildCommand(_output, _error, _folder).Run(["make-key", "--output", path ?? KeyFile]);
}
