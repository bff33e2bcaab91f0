using System.Text;
using FsCheck;
using FsCheck.Fluent;
using SsdClr.Payload.Building;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Tests.Scrambling;

[TestClass]
public sealed class IdPermutationTests
{
    private static readonly Arbitrary<string> s_ids = Gen.Elements("0123456789abxyzABXYZ-_".ToCharArray()).ArrayOf().Where(characters => characters.Length is > 0 and <= 36).Select(characters => new string(characters)).ToArbitrary();

    [TestMethod]
    public void Ids_keep_length_class_of_character_and_0x() => Prop.ForAll(s_ids, id =>
    {
        var other = Of("one", id);
        return other.Length == id.Length
            && RecordId.HasOnlyAllowedCharacters(other)
            && RecordId.HoldsHexPrefix(other) == RecordId.HoldsHexPrefix(id)
            && Form(other) == Form(id);
    }).QuickCheckThrowOnFailure();

    [TestMethod]
    public void No_id_stays() => Prop.ForAll(s_ids, id => Of("one", id) != id).QuickCheckThrowOnFailure();

    [TestMethod]
    public void Same_id_and_key_give_the_same_id() => Prop.ForAll(s_ids, id => Of("one", id) == Of("one", id)).QuickCheckThrowOnFailure();

    [TestMethod]
    [DataRow("0")]
    [DataRow("00")]
    [DataRow("000")]
    [DataRow("A00")]
    [DataRow("0-0_0")]
    [DataRow("00x0")]
    [DataRow("0000")]
    public void All_ids_of_a_form_become_all_ids_of_it(string form)
    {
        var all = All(form).ToHashSet(StringComparer.Ordinal);
        var permutation = Permutation("one");

        var others = all.Select(id => Of(permutation, id)).ToHashSet(StringComparer.Ordinal);

        Assert.IsTrue(all.SetEquals(others));
        Assert.IsFalse(all.Any(id => Of(permutation, id) == id));
    }

    [TestMethod]
    public void Another_key_gives_other_ids()
    {
        var one = Permutation("one");
        var two = Permutation("two");

        Assert.IsGreaterThan(9_900, Enumerable.Range(100_000, 10_000).Select(number => $"{number}").Count(id => Of(one, id) != Of(two, id)));
    }

    // Every character of the result depends on every character of the id.
    [TestMethod]
    [DataRow("12345678")]
    [DataRow("P1000001")]
    [DataRow("6f9619ff-8b86-d011-b42d-00cf4fc964ff")]
    public void One_other_character_changes_the_whole_id(string id)
    {
        var permutation = Permutation("one");
        var places = Enumerable.Range(0, id.Length).Where(place => char.IsAsciiDigit(id[place])).ToList();
        var changed = places.SelectMany(place =>
        {
            var neighbour = string.Concat(id.AsSpan(0, place), $"{(id[place] - '0' + 1) % 10}", id.AsSpan(place + 1));
            return Of(permutation, id).Zip(Of(permutation, neighbour)).Where(pair => IsLetterOrDigit(pair.First)).Select(pair => pair.First != pair.Second);
        }).ToList();

        Assert.IsGreaterThan(0.75, changed.Count(isChanged => isChanged) / (double)changed.Count);
    }

    [TestMethod]
    [DataRow("-", "_")]
    [DataRow("0x", "0X")]
    [DataRow("X-_", "x_-")]
    public void Id_without_letter_or_digit_to_change_changes_its_signs(string id, string expected) => Assert.AreEqual(expected, Of("one", id));

    [TestMethod]
    [DataRow("M\u00fcller 1")]
    [DataRow("~")]
    [DataRow("\ud83e\uddd2")]
    public void What_cannot_be_sent_as_an_id_is_not_kept_either(string text)
    {
        var other = Of("one", text);

        Assert.AreEqual(Encoding.UTF8.GetByteCount(text), other.Length);
        Assert.IsTrue(other.All(char.IsAscii));
        Assert.AreNotEqual(text, other);
    }

    internal static IdPermutation Permutation(string key)
    {
        var made = new ScramblingKey(key.PadRight(ScramblingKey.ShortestText, '.'));
        return new IdPermutation(made.Ids);
    }

    private static string Of(string key, string id) => Of(Permutation(key), id);

    private static string Of(IdPermutation permutation, string id)
    {
        byte[] bytes = Encoding.UTF8.GetBytes($"before {id} behind");
        permutation.Apply(bytes, 7, bytes.Length - 14);
        string text = Encoding.UTF8.GetString(bytes);
        Assert.AreEqual(("before ", " behind"), (text[..7], text[^7..]));
        return text[7..^7];
    }

    private static bool IsLetterOrDigit(char character) => char.IsAsciiLetterOrDigit(character) && character is not ('x' or 'X');

    // Where nothing else can change, x changes its case, and hyphen and underscore change places.
    private static string Form(string id) => string.Concat(id.Select(character => character switch
    {
        'x' or 'X' => 'x',
        '-' or '_' => '-',
        >= '0' and <= '9' => '0',
        >= 'A' and <= 'Z' => 'A',
        _ => 'a',
    }));

    private static IEnumerable<string> All(string form) => form.Length == 0
        ? [string.Empty]
        : from first in form[0] == '0' ? form.StartsWith("0x", StringComparison.Ordinal) ? "123456789" : "0123456789" : form[0] == 'A' ? "ABCDEFGHIJKLMNOPQRSTUVWYZ" : $"{form[0]}"
          from rest in All(form[1..])
          select first + rest;
}
