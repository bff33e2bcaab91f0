using SsdClr.Payload.Building;

namespace SsdClr.Tests.Rules;

/// <summary>What an id must look like, and which row id is the higher.</summary>
[TestClass]
public sealed class RecordIdTests
{
    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    [TestMethod]
    public void An_id_has_letters_digits_hyphen_and_underscore_alone()
    {
        for (var character = '\0'; character < 0x250; character++)
        {
            Assert.AreEqual(Allowed.Contains(character, StringComparison.Ordinal), RecordId.HasOnlyAllowedCharacters("a" + character), ((int)character).ToString("x4", System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    [TestMethod]
    [DataRow(null, 36, "id_missing")]
    [DataRow("123456789-123456789-123456789-123456", 36, null)]
    [DataRow("123456789-123456789-123456789-1234567", 36, "id_too_long")]
    [DataRow("123456789-12", 12, null)]
    [DataRow("123456789-123", 12, "id_too_long")]
    [DataRow("a b", 36, "id_characters")]
    public void A_record_whose_id_cannot_be_sent_has_a_fault(string? id, int longest, string? rule) => Assert.AreEqual(rule, RecordId.Fault(id, longest)?.Name);

    [TestMethod]
    [DataRow("0x1", true)]
    [DataRow("10X1", true)]
    [DataRow("x0", false)]
    [DataRow("0-x", false)]
    public void A_hexadecimal_prefix_is_found_anywhere_in_either_case(string id, bool expected) => Assert.AreEqual(expected, RecordId.HoldsHexPrefix(id));

    [TestMethod]
    public void Row_ids_have_one_order_numbers_by_value_before_texts()
    {
        string?[] ordered = [null, "0", "01", "1", "9", "0010", "10", "0011", "11", "100", "", " 1", "1/", "1:", "1a", "A", "a"];
        for (var left = 0; left < ordered.Length; left++)
        {
            for (var right = 0; right < ordered.Length; right++)
            {
                Assert.AreEqual(left.CompareTo(right), Math.Sign(RecordId.CompareRowIds(ordered[left], ordered[right])), $"{ordered[left]} and {ordered[right]}");
            }
        }
    }
}
