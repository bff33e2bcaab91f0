using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Tests.Scrambling;

[TestClass]
public sealed class ScramblingRulesTests
{
    [TestMethod]
    public void Every_key_with_a_value_has_a_rule()
    {
        var rules = new ScramblingRules();
        var without = Keys(PayloadShape.Child).Where(key => ScramblingRules.HoldsValue(key.Key) && rules.Find(key.Key) is null).Select(key => $"{key.Shape.Block}.{key.Key.Name.Text}");

        Assert.AreEqual(string.Empty, string.Join(' ', without));
    }

    [TestMethod]
    public void A_key_without_a_rule_is_refused_by_name()
    {
        var shape = new ObjectShape(PayloadBlock.Child, date: null, KeyShape.Scalar(new JsonName("new_field"), "ssd_person.pers_new", ValueForm.Text));

        var exception = Assert.ThrowsExactly<InvalidOperationException>(() => new ScrambledShape(shape, new ScramblingRules()));

        StringAssert.Contains(exception.Message, "new_field", StringComparison.Ordinal);
    }

    [TestMethod]
    public void Rules_of_coded_fields_have_the_list_of_the_field()
    {
        var rules = new ScramblingRules();
        var draws = new ChildDraws(new byte[32]);
        draws.Begin([], 0, 0);
        foreach (var field in CodedField.All)
        {
            var codes = Keys(PayloadShape.Child).Where(key => key.Key.Name == field.Name).Select(key => rules.Find(key.Key)!.Codes!).Single();
            foreach (var code in field.Codes.Codes)
            {
                Assert.IsTrue(field.Codes.Contains(codes.Of(draws, code)), $"{field.Name.Text} {code}");
            }
        }
    }

    [TestMethod]
    public void Each_kind_of_value_has_draws_of_its_own()
    {
        byte[] draws =
        [
            ScramblingRules.FirstName, ScramblingRules.Surname, ScramblingRules.PupilNumber, ScramblingRules.Postcode, ScramblingRules.Score, ScramblingRules.UnknownReason,
            ScramblingRules.Factor, .. CodedField.All.Select(field => field.Draw),
        ];

        // 0 is the draw of a child's days.
        Assert.HasCount(draws.Length, draws.Where(draw => draw is > 0 and < 128).Distinct());
    }

    private static IEnumerable<(ObjectShape Shape, KeyShape Key)> Keys(ObjectShape shape) => shape.Keys.SelectMany(key =>
        key.Kind is KeyKind.Details or KeyKind.Block or KeyKind.Records or KeyKind.Items ? Keys(key.Content) : [(shape, key)]);
}
