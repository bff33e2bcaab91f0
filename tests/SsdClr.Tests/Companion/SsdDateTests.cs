using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class SsdDateTests
{
    [TestMethod]
    [DataRow("2024-02-29", "2024-02-29")]
    [DataRow("2024-02-29T00:00:00", "2024-02-29")]
    [DataRow("2024-02-29 00:00:00.000", "2024-02-29")]
    [DataRow("2024-02-29T13:45:59", "2024-02-29 13:45:59")]
    [DataRow("2024-02-29 13:45:59", "2024-02-29 13:45:59")]
    [DataRow("2024-02-29T13:45:59.123", "2024-02-29 13:45:59.123")]
    [DataRow("2024-02-29 13:45:59.1", "2024-02-29 13:45:59.100")]
    [DataRow("2024-02-29 13:45:59.1234567", "2024-02-29 13:45:59.123")]
    public void An_ISO_date_is_read(string text, string expected)
    {
        Assert.IsTrue(SsdDate.TryParse(text, out var value));
        Assert.AreEqual(expected, SsdDate.Format(value));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow(" 2024-02-29")]
    [DataRow("2024-02-29 ")]
    [DataRow("2023-02-29")]
    [DataRow("2024-13-01")]
    [DataRow("2024-00-01")]
    [DataRow("2024-01-00")]
    [DataRow("0000-01-01")]
    [DataRow("29/02/2024")]
    [DataRow("20240229")]
    [DataRow("2024-2-29")]
    [DataRow("2024-02-29T")]
    [DataRow("2024-02-29T13:45")]
    [DataRow("2024-02-29T24:00:00")]
    [DataRow("2024-02-29T13:60:00")]
    [DataRow("2024-02-29T13:45:60")]
    [DataRow("2024-02-29T13:45:59.")]
    [DataRow("2024-02-29T13:45:59.12345678")]
    [DataRow("2024-02-29T13:45:59Z")]
    [DataRow("2024-02-29X13:45:59")]
    [DataRow("\u0662\u0660\u0662\u0664-02-29")]
    public void Anything_else_is_refused(string text) => Assert.IsFalse(SsdDate.TryParse(text, out _));
}
