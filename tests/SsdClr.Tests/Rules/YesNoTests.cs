using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>The ways systems write yes and no.</summary>
[TestClass]
public sealed class YesNoTests
{
    [TestMethod]
    [DataRow("Y", true)]
    [DataRow(" y\t", true)]
    [DataRow("t", true)]
    [DataRow("1", true)]
    [DataRow("True", true)]
    [DataRow("n", false)]
    [DataRow("F", false)]
    [DataRow("0", false)]
    [DataRow("false", false)]
    [DataRow("Yes", null)]
    [DataRow("No", null)]
    [DataRow("2", null)]
    [DataRow("", null)]
    [DataRow(null, null)]
    public void Are_read_in_either_case_without_outer_blanks(string? text, bool? expected) => Assert.AreEqual(expected, YesNo.Parse(text));
}
