using SsdClr.Payload.Scrambling;

namespace SsdClr.Tests.Scrambling;

[TestClass]
public sealed class SipHashTests
{
    // The key of the published test vectors is 00 01 02 ... 0f, and the input the first bytes of the same row.
    [TestMethod]
    [DataRow(1, 0x74f839c593dc67fdUL)]
    [DataRow(7, 0xab0200f58b01d137UL)]
    [DataRow(8, 0x93f5f5799a932462UL)]
    [DataRow(15, 0xa129ca6149be45e5UL)]
    [DataRow(63, 0x958a324ceb064572UL)]
    public void Published_vectors_are_met(int length, ulong expected)
    {
        byte[] row = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];

        Assert.AreEqual(expected, new SipHash(row, 0).Of(row, 0, length - 1, (byte)(length - 1)));
    }

    [TestMethod]
    public void Numbers_are_their_bytes()
    {
        byte[] row = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];
        var hash = new SipHash(row, 0);

        Assert.AreEqual(0xa129ca6149be45e5UL, hash.Absorb(0x0706050403020100UL).End(0x0f0e0d0c0b0a0908UL));
    }
}
