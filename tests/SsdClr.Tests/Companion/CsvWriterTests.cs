using FsCheck;
using FsCheck.Fluent;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class CsvWriterTests
{
    [TestMethod]
    public void Null_is_written_as_nothing() => Assert.AreEqual("a,,b\r\n", Written("a", null, "b"));

    [TestMethod]
    public void The_empty_string_is_written_as_two_quotes() => Assert.AreEqual("a,\"\"\r\n", Written("a", string.Empty));

    [TestMethod]
    public void A_quote_is_doubled() => Assert.AreEqual("\"a\"\"b\"\r\n", Written("a\"b"));

    [TestMethod]
    public void What_is_written_is_read_back()
    {
        var field = Gen.OneOf(
            Gen.Constant<string?>(null),
            Gen.ListOf(Gen.Elements('a', ' ', ',', '"', '\r', '\n', '\t', '\u00EB', '\uFEFF', '0')).Select(characters => (string?)new string([.. characters])));
        // A record of one NULL field is an empty line, which no reader can tell from no record; tables have two columns or more.
        var record = Gen.NonEmptyListOf(field).Select(fields => fields.Append("end").ToArray());
        Check.QuickThrowOnFailure(Prop.ForAll(record.ArrayOf().ToArbitrary(), records =>
        {
            using var text = new StringWriter();
            var writer = new CsvWriter(text);
            foreach (var fields in records)
            {
                writer.Write(fields);
            }

            var reader = new CsvReader(new StringReader("h\r\n" + text));
            var read = new List<string?>();
            reader.Read(read);
            return records.All(fields => reader.Read(read) && fields.SequenceEqual(read)) && !reader.Read(read);
        }));
    }

    private static string Written(params string?[] fields)
    {
        using var text = new StringWriter();
        new CsvWriter(text).Write(fields);
        return text.ToString();
    }
}
