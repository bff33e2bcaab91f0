using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>Which immigration statuses mean an unaccompanied child: letters alone count, without case, from the beginning.</summary>
[TestClass]
public sealed class UascStatusesTests
{
    private static readonly UascStatuses s_statuses = new(["UASC", "Unaccompanied (child)", "1 - 2"]);

    [TestMethod]
    [DataRow("UASC", true)]
    [DataRow("uasc", true)]
    [DataRow("U.A.S.C", true)]
    [DataRow("1: UASC", true)]
    [DataRow("UASC - age disputed", true)]
    [DataRow("UASC (former)", true)]
    [DataRow("Unaccompanied Child", true)]
    [DataRow("UASC, under 18", true)]
    [DataRow("UASC; claim pending", true)]
    [DataRow("UASC&DUBS", true)]
    [DataRow("UASC.", true)]
    [DataRow("Unaccompanied Child).", true)]
    [DataRow("UASC.former", false)]
    [DataRow("UASB", false)]
    [DataRow("XASC", false)]
    [DataRow("UAS", false)]
    [DataRow("UASCX", false)]
    [DataRow("UASC2", false)]
    [DataRow("Former UASC", false)]
    [DataRow("Unaccompanied", false)]
    [DataRow("1 - 2", false, DisplayName = "A setting without letters means none")]
    [DataRow("", false)]
    public void A_status_begins_with_one_that_is_set(string status, bool isOne) => Assert.AreEqual(isOne, s_statuses.Match(status));

    [TestMethod]
    [DataRow("U", true)]
    [DataRow("u.", true)]
    [DataRow("U - unaccompanied", true)]
    [DataRow("U \u2013 unaccompanied", true)]
    [DataRow("U: unaccompanied", true)]
    [DataRow("U (unaccompanied)", true)]
    [DataRow("U: UASC under 18", true)]
    [DataRow("U - Unknown", false)]
    [DataRow("U: Unknown", false)]
    [DataRow("U (undecided)", false)]
    [DataRow("U K citizen", false)]
    [DataRow("U/K", false)]
    [DataRow("U-K", false)]
    [DataRow("U.K.", false)]
    [DataRow("UK", false)]
    public void Behind_one_letter_something_sets_apart_words_that_speak_of_one(string status, bool isOne) => Assert.AreEqual(isOne, new UascStatuses(["U"]).Match(status));

    [TestMethod]
    [DataRow("unaccompanied", true)]
    [DataRow("UNACCOMPANIED minor", true)]
    [DataRow("Minor, unaccompanied", true)]
    [DataRow("uasc", true)]
    [DataRow("Former UASC (leave to remain)", true)]
    [DataRow("1UASC2", true)]
    [DataRow("xuasc UASC", true)]
    [DataRow("uascx", false)]
    [DataRow("xuasc", false)]
    [DataRow("xuascx", false)]
    [DataRow("unaccompanieduasc", false)]
    [DataRow("accompanied", false)]
    [DataRow("", false)]
    public void A_status_speaks_of_one_by_a_word(string status, bool speaks) => Assert.AreEqual(speaks, UascStatuses.SpeaksOfOne(status));
}
