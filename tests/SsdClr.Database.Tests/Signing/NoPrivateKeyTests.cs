using System.Text;
using SsdClr.Build.Signing;

namespace SsdClr.Database.Tests.Signing;

/// <summary>A private key in the repository would let anybody sign code that servers trust.</summary>
[TestClass]
public sealed class NoPrivateKeyTests : IDisposable
{
    /// <summary>A private key blob, whatever its use, from its fourth byte on.</summary>
    private static readonly byte[][] s_marks =
    [
        [0x00, 0x24, 0x00, 0x00, .. "RSA2"u8],
        [0x00, 0xA4, 0x00, 0x00, .. "RSA2"u8],
        Encoding.ASCII.GetBytes("PRIVATE KEY" + "-----"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("ssdclr-key-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [TestMethod]
    public void Repository_holds_no_private_key() => Assert.AreEqual(string.Empty, string.Join(", ", PrivateKeysIn(CheckedOut.Repository.Root)));

    [TestMethod]
    public void Repository_holds_no_file_of_a_key() =>
        Assert.IsEmpty(CheckedOut.Files(CheckedOut.Repository.Root).Where(path => Path.GetExtension(path) is ".snk" or ".pfx" or ".pvk" or ".pem" or ".key"));

    [TestMethod]
    public void Planted_key_is_found()
    {
        SigningKey.Make().Write(Path.Combine(_folder, "planted.dat"));
        File.WriteAllText(Path.Combine(_folder, "planted.txt"), "-----BEGIN RSA PRIVATE KEY" + "-----");

        CollectionAssert.AreEquivalent(new[] { "planted.dat", "planted.txt" }, PrivateKeysIn(_folder).Select(Path.GetFileName).ToList());
    }

    private static IEnumerable<string> PrivateKeysIn(string folder) =>
        CheckedOut.Files(folder).Where(path => Holds(File.ReadAllBytes(path)));

    private static bool Holds(byte[] content) => Array.Exists(s_marks, mark => content.AsSpan().IndexOf(mark) >= 0);
}
