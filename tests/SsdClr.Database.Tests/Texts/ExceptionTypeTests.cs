using System.Text.RegularExpressions;

namespace SsdClr.Database.Tests.Texts;

/// <summary>csc.fault_message keeps the words of our own types of exception alone: of any other nobody knows what they quote.</summary>
[TestClass]
public sealed partial class ExceptionTypeTests
{
    [TestMethod]
    public void A_remedy_is_told_by_an_exception_of_ours() => Assert.AreEqual(
        string.Empty,
        string.Join('\n', new[] { "Shared", "SsdClr.Payload", "SsdClr.Submission" }
            .SelectMany(part => CheckedOut.Files(Path.Combine(CheckedOut.Repository.Root, "clr", part)))
            .Where(path => path.EndsWith(".cs", StringComparison.Ordinal) && LostRemedy().IsMatch(File.ReadAllText(path)))
            .Select(CheckedOut.Repository.Relative)));

    [TestMethod]
    [DataRow("throw new InvalidOperationException(\"csc.staging.state has a value that this version does not know.\");", true)]
    [DataRow("?? throw new System.ArgumentException(\n    \"Upgrade SsdClr.\");", true)]
    [DataRow("throw new InvalidOperationException(\"A name stands in an object only.\");", false)]
    [DataRow("throw new StagingException(\"Upgrade SsdClr.\");", false)]
    public void A_remedy_in_an_exception_of_the_platform_is_found(string source, bool isFound) => Assert.AreEqual(isFound, LostRemedy().IsMatch(source));

    [GeneratedRegex("new (?:System\\.)?(?:InvalidOperation|Argument[A-Za-z]*|NotSupported|Format)Exception\\(\\s*\"[^\"]*(?:csc\\.|Upgrade|EXEC |ssdclr )", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LostRemedy();
}
