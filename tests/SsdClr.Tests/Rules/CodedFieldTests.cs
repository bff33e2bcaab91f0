using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>Which code is found in what is held (docs/payload.md, section 4).</summary>
[TestClass]
public sealed class CodedFieldTests
{
    [TestMethod]
    [DataRow("accommodation", "B", "B", false)]
    [DataRow("accommodation", "Bed and breakfast", "W", false)]
    [DataRow("accommodation", "bed & breakfast", null, false)]
    [DataRow("accommodation", "With parents", null, false)]
    [DataRow("accommodation", "WITH PARENTS, or relatives!", "B", false)]
    [DataRow("accommodation", "U1", "U", false)]
    [DataRow("accommodation", "u2 - x", "U", true)]
    [DataRow("accommodation", "U1-", "U", true)]
    [DataRow("accommodation", "U-", "U", true)]
    [DataRow("accommodation", "U2", "U", false)]
    [DataRow("accommodation", "U3", null, false)]
    [DataRow("accommodation", "B & B", null, false)]
    [DataRow("accommodation", "U/K", null, false)]
    [DataRow("accommodation", "U K", null, false)]
    [DataRow("accommodation", "U -K", null, false)]
    [DataRow("accommodation", "U2 K", null, false)]
    [DataRow("accommodation", "B with parents or relatives", "B", true)]
    [DataRow("accommodation", "B: x", "B", true)]
    [DataRow("accommodation", "B (x)", "B", true)]
    [DataRow("activity", "F11", null, false)]
    [DataRow("closure_reason", "RC10", null, false)]
    [DataRow("closure_reason", "rc1", "RC1", false)]
    [DataRow("closure_reason", "RC1 - Adopted", "RC1", true)]
    [DataRow("closure_reason", "RC1:x", "RC1", true)]
    [DataRow("closure_reason", "RC1-", "RC1", true)]
    [DataRow("closure_reason", "RC1(x)", "RC1", true)]
    [DataRow("closure_reason", "RC1/x", "RC1", true)]
    [DataRow("closure_reason", "RC1\u2014x", "RC1", true)]
    [DataRow("closure_reason", "RC1\tx", "RC1", true)]
    [DataRow("closure_reason", "RC1,x", null, false)]
    [DataRow("placement_type", "Z1", "Z1", false)]
    [DataRow("placement_type", "Z14 x", "Z14", true)]
    [DataRow("placement_type", "Z15", null, false)]
    [DataRow("placement_type", "Not described in the published list", null, false)]
    [DataRow("end_reason", "E 4\tA", "E4A", false)]
    [DataRow("end_reason", "E 4A1", null, false)]
    [DataRow("end_reason", "X1 went on", "X1", true)]
    [DataRow("start_reason", "S", "S", false)]
    [DataRow("start_reason", "S 20", null, false)]
    [DataRow("start_reason", "S - x", "S", true)]
    [DataRow("change_reason", "child", "CHILD", false)]
    [DataRow("change_reason", "Child moved to be nearer family", null, false)]
    [DataRow("change_reason", "Close to home", null, false)]
    [DataRow("change_reason", "Place of safety ended", null, false)]
    [DataRow("change_reason", "Stand-by carer", null, false)]
    [DataRow("change_reason", "Child: x", "CHILD", true)]
    [DataRow("change_reason", "CARPL in words", "CARPL", true)]
    [DataRow("ethnicity", "Both parents unknown", null, false)]
    [DataRow("disabilities", "Hand injury", null, false)]
    [DataRow("ethnicity", "White - British", "WBRI", false)]
    [DataRow("ethnicity", "MWBAx", null, false)]
    [DataRow("disabilities", "PC - physical", "PC", true)]
    [DataRow("sex", "male", "M", false)]
    [DataRow("sex", "1", null, false)]
    [DataRow("sex", "u", "U", false)]
    [DataRow("sex", "Unknown", null, false)]
    [DataRow("referral_source", "1A: x", "1A", true)]
    [DataRow("referral_source", "1a", null, false)]
    [DataRow("referral_source", "4521", null, false)]
    [DataRow("referral_source", "61", null, false)]
    [DataRow("referral_source", "1024", null, false)]
    [DataRow("referral_source", "1A2", null, false)]
    [DataRow("referral_source", "4: x", "4", true)]
    [DataRow("referral_source", "10", "10", false)]
    [DataRow("referral_source", "1F", "1F", false)]
    [DataRow("referral_source", "1", null, false)]
    [DataRow("referral_source", "5", null, false)]
    [DataRow("referral_source", "Police.", "6", false)]
    public void Code_is_the_one_a_value_begins_with_or_is_described_by(string field, string held, string? code, bool shortened)
    {
        var found = CodedField.Of(field)!.Find(held, new CodeMap(), out var isShortened);

        Assert.AreEqual((code, shortened), (found, isShortened));
    }

    [TestMethod]
    public void Authoritys_own_code_is_found_whatever_the_case()
    {
        var map = new CodeMap();
        map.Add("accommodation", "With Nan", "B");

        Assert.AreEqual(("B", (string?)null), (CodedField.Accommodation.Find("with nan", map, out _), CodedField.Activity.Find("with nan", map, out _)));
    }

    [TestMethod]
    public void Code_of_the_list_goes_before_the_authoritys_own()
    {
        var map = new CodeMap();
        map.Add("accommodation", "Bed and breakfast", "Y");

        Assert.AreEqual("W", CodedField.Accommodation.Find("Bed and breakfast", map, out _));
    }

    [TestMethod]
    [DataRow("accommodation", "B - bed and breakfast", "W")]
    [DataRow("change_reason", "CARPL in words", "OTHER")]
    [DataRow("end_reason", "E 4 A: in words", "E5")]
    [DataRow("referral_source", "4 of ours", "9")]
    public void Authoritys_own_code_goes_before_one_cut_off_a_value(string field, string held, string code)
    {
        var map = new CodeMap();
        map.Add(field, held, code);

        Assert.AreEqual((code, false), (CodedField.Of(field)!.Find(held, map, out var isShortened), isShortened));
    }

    [TestMethod]
    public void Value_is_known_by_its_first_400_characters()
    {
        var map = new CodeMap();
        map.Add("activity", new string('x', 450), "G5");

        Assert.AreEqual(("G5", 400), (CodedField.Activity.Find(new string('x', 500), map, out _), CodeMap.Key(new string('x', 500)).Length));
    }

    [TestMethod]
    [DataRow("accommodation", "With nan", "B", null)]
    [DataRow("accommodation", "With nan", null, null)]
    [DataRow("postcode", "With nan", "B", "@field must be one of sex, ethnicity, disabilities, referral_source, closure_reason, start_reason, placement_type, end_reason, change_reason, activity, accommodation.")]
    [DataRow("closure_reason", " ", "RC1", "@held_value must have 1 to 400 characters.")]
    [DataRow("closure_reason", "n/a", "RC1", "@held_value is a word that stands for NULL, so it counts as absent and has no code.")]
    [DataRow("closure_reason", "Died", "RC1", "@held_value has a code by the list already, and the list goes first.")]
    [DataRow("closure_reason", "RC1 of ours", "RC2", null)]
    [DataRow("referral_source", "4521", "9", null)]
    [DataRow("accommodation", "U1", "B", "@held_value has a code by the list already, and the list goes first.")]
    [DataRow("closure_reason", "Gone", "RC0", "@code must be one of RC1, RC2, RC3, RC4, RC5, RC6, RC7, RC8, RC9.")]
    [DataRow("closure_reason", "", "RC0", "@held_value must have 1 to 400 characters. @code must be one of RC1, RC2, RC3, RC4, RC5, RC6, RC7, RC8, RC9.")]
    public void Entry_has_a_field_a_value_and_a_code_of_its_list(string field, string held, string? code, string? fault) =>
        Assert.AreEqual(fault, CodeEntry.Fault(field, held, code, "@field", "@held_value", "@code"));

    [TestMethod]
    public void Every_description_of_the_model_gives_its_code()
    {
        foreach (var field in CodedField.All.Where(field => field != CodedField.Sex))
        {
            Assert.IsTrue(field.Codes.Codes.All(code => field.Find(code, new CodeMap(), out _) == code), field.Name.Text);
        }
    }
}
