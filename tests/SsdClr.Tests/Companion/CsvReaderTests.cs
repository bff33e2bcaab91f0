using System.Text;
using SsdClr.Local.Database;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class CsvReaderTests
{
    [TestMethod]
    [DataRow("")]
    [DataRow("\"")]
    public void A_field_of_more_than_a_million_characters_is_refused(string quote)
    {
        using var text = new StringReader("a," + quote + new string('x', CsvReader.LongestField + 65536) + quote + "\n");
        Assert.Contains("a field of more than a million characters", Assert.ThrowsExactly<CsvFormatException>(() => new CsvReader(text).Read([])).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void More_fields_than_columns_are_refused()
    {
        using var text = new StringReader(new string(',', CsvReader.MostFields) + "\n");
        Assert.Contains("more fields than any table has columns", Assert.ThrowsExactly<CsvFormatException>(() => new CsvReader(text).Read([])).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Fields_are_separated_by_commas() => AssertRecords("a,b,c\n", ["a", "b", "c"]);

    [TestMethod]
    public void An_empty_field_without_quotes_is_null() => AssertRecords("a,,c\n", ["a", null, "c"]);

    [TestMethod]
    public void A_field_of_two_quotes_is_the_empty_string() => AssertRecords("a,\"\",c\n", ["a", string.Empty, "c"]);

    [TestMethod]
    public void The_last_field_of_a_line_may_be_null() => AssertRecords("a,\n", ["a", null]);

    [TestMethod]
    public void A_blank_is_neither_null_nor_trimmed() => AssertRecords(" , a \n", [" ", " a "]);

    [TestMethod]
    public void A_quoted_field_may_hold_a_comma() => AssertRecords("\"a,b\",c\n", ["a,b", "c"]);

    [TestMethod]
    public void A_doubled_quote_is_one_quote() => AssertRecords("\"a\"\"b\"\n", ["a\"b"]);

    [TestMethod]
    public void Four_quotes_are_one_quote() => AssertRecords("\"\"\"\"\n", ["\""]);

    [TestMethod]
    public void A_quoted_field_may_hold_a_line_feed() => AssertRecords("\"a\nb\",c\n", ["a\nb", "c"]);

    [TestMethod]
    public void A_quoted_field_may_hold_CRLF() => AssertRecords("\"a\r\nb\",c\r\n", ["a\r\nb", "c"]);

    [TestMethod]
    public void Lines_may_end_in_CRLF() => AssertRecords("a,b\r\nc,d\r\n", ["a", "b"], ["c", "d"]);

    [TestMethod]
    public void Lines_may_end_in_LF() => AssertRecords("a,b\nc,d\n", ["a", "b"], ["c", "d"]);

    [TestMethod]
    public void The_last_line_needs_no_end() => AssertRecords("a,b\nc,d", ["a", "b"], ["c", "d"]);

    [TestMethod]
    public void The_last_quoted_field_needs_no_line_end() => AssertRecords("a,\"b\"", ["a", "b"]);

    [TestMethod]
    public void A_byte_order_mark_is_skipped() => AssertRecords("\uFEFFa,b\n", ["a", "b"]);

    [TestMethod]
    public void A_byte_order_mark_before_a_quote_is_skipped() => AssertRecords("\uFEFF\"a\",b\n", ["a", "b"]);

    [TestMethod]
    public void Letters_of_every_script_are_kept() => AssertRecords("Zo\u00EB,\u064A\u0648\u0633\u0641,\U0001F9D2\n", ["Zo\u00EB", "\u064A\u0648\u0633\u0641", "\U0001F9D2"]);

    [TestMethod]
    public void An_empty_text_has_no_record() => AssertRecords(string.Empty);

    [TestMethod]
    [DataRow(65534)]
    [DataRow(65535)]
    [DataRow(65536)]
    [DataRow(65537)]
    [DataRow(140000)]
    public void A_field_longer_than_the_buffer_is_whole(int length)
    {
        var text = new string('x', length);
        AssertRecords(text + ",\"" + text + "\"\"\"\r\n\"y\"\r\n", [text, text + "\""], ["y"]);
    }

    [TestMethod]
    public void A_record_knows_the_line_it_begins_on()
    {
        var reader = new CsvReader(new StringReader("h\n\"a\nb\nc\"\nd\n"));
        var fields = new List<string?>();
        var lines = new List<int>();
        while (reader.Read(fields))
        {
            lines.Add(reader.Line);
        }

        CollectionAssert.AreEqual(new[] { 1, 2, 5 }, lines);
    }

    [TestMethod]
    public void A_quote_inside_a_plain_field_is_refused() => AssertFault("a,b\nc,d\"e\n", line: 2, field: 2);

    [TestMethod]
    public void Text_after_a_closing_quote_is_refused() => AssertFault("a,b\n\"c\"d,e\n", line: 2, field: 1);

    [TestMethod]
    public void An_unclosed_quote_is_refused_at_the_line_that_opens_it() => AssertFault("a,b\nc,\"d\ne\nf\n", line: 2, field: 2);

    [TestMethod]
    public void A_lone_carriage_return_is_refused() => AssertFault("a,b\rc,d\n", line: 1, field: 2);

    [TestMethod]
    public void Bytes_that_are_not_UTF8_are_refused_where_they_stand()
    {
        var bytes = Encoding.Latin1.GetBytes("a,b\nc,Zo\u00EB\n");
        using var text = CsvText.Open(new MemoryStream(bytes), encoding: null);
        var fault = Assert.ThrowsExactly<CsvFormatException>(() => ReadAll(new CsvReader(text)));
        Assert.AreEqual((2, 2), (fault.Line, fault.Field));
        Assert.Contains("--encoding windows-1252", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("utf-16")]
    [DataRow("utf-16BE")]
    public void A_file_with_the_byte_order_mark_of_UTF16_is_read(string encoding)
    {
        var unicode = Encoding.GetEncoding(encoding);
        using var text = CsvText.Open(new MemoryStream([.. unicode.GetPreamble(), .. unicode.GetBytes("Zo\u00EB,b\n")]), encoding: null);
        CollectionAssert.AreEqual(new[] { "Zo\u00EB", "b" }, ReadAll(new CsvReader(text)).Single());
        Assert.AreEqual(encoding, text.Encoding);
    }

    [TestMethod]
    [DataRow("windows-1252", 0x80, "\u20AC")]
    [DataRow("iso-8859-1", 0xEB, "\u00EB")]
    public void A_file_is_read_in_the_encoding_that_is_named(string encoding, int unit, string expected)
    {
        using var text = CsvText.Open(new MemoryStream([(byte)unit, (byte)'\n']), CsvText.EncodingOf(encoding));
        Assert.AreEqual(expected, ReadAll(new CsvReader(text)).Single().Single());
    }

    [TestMethod]
    public void Bytes_that_are_none_of_the_encoding_that_is_named_are_refused()
    {
        using var text = CsvText.Open(new MemoryStream([(byte)'a', 0x80]), CsvText.EncodingOf("us-ascii"));
        var fault = Assert.ThrowsExactly<CsvFormatException>(() => ReadAll(new CsvReader(text)));
        Assert.StartsWith("bytes that are not us-ascii", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void An_unknown_encoding_has_no_text() => Assert.IsNull(CsvText.EncodingOf("windows-99"));

    [TestMethod]
    [DataRow("a;b\n1,5;c\n", ';', "1,5|c")]
    [DataRow("a\tb\n1;5,\tc\n", '\t', "1;5,|c")]
    [DataRow("\"a\";b\n\"1;5\";c\n", ';', "1;5|c")]
    [DataRow("\"a;\",b\n1;,c\n", ',', "1;|c")]
    [DataRow("\uFEFFa;b\n1,;c\n", ';', "1,|c")]
    [DataRow("a\n1;2\n", ',', "1;2")]
    public void The_first_line_shows_what_separates_fields(string text, char separator, string secondRecord)
    {
        var reader = new CsvReader(new StringReader(text));
        Assert.AreEqual(secondRecord, string.Join('|', ReadAll(reader)[1]));
        Assert.AreEqual(separator, reader.Separator);
    }

    [TestMethod]
    public void A_quote_that_the_next_field_seems_to_close_is_refused_where_it_opens() => AssertFault("a,b\n1,\"Smith\n2,\"Jones\"\n", line: 2, field: 2);

    [TestMethod]
    public void A_UTF8_file_with_byte_order_mark_is_read()
    {
        var bytes = Encoding.UTF8.GetPreamble().Concat(Encoding.UTF8.GetBytes("Zo\u00EB\n")).ToArray();
        var fields = new List<string?>();
        using var text = CsvText.Open(new MemoryStream(bytes), encoding: null);
        new CsvReader(text).Read(fields);
        Assert.AreEqual("Zo\u00EB", fields.Single());
    }

    [TestMethod]
    public void A_fault_never_quotes_the_text()
    {
        var fault = Assert.ThrowsExactly<CsvFormatException>(() => ReadAll(new StringReader("marked\"secret\n")));
        Assert.DoesNotContain("marked", fault.Message, StringComparison.Ordinal);
    }

    private static void AssertRecords(string text, params string?[][] expected)
    {
        var records = ReadAll(new StringReader(text));
        Assert.HasCount(expected.Length, records);
        for (var index = 0; index < expected.Length; index++)
        {
            CollectionAssert.AreEqual(expected[index], records[index]);
        }
    }

    private static void AssertFault(string text, int line, int field) => AssertFault(new StringReader(text), line, field);

    private static void AssertFault(TextReader text, int line, int field)
    {
        var fault = Assert.ThrowsExactly<CsvFormatException>(() => ReadAll(text));
        Assert.AreEqual((line, field), (fault.Line, fault.Field));
    }

    private static List<string?[]> ReadAll(TextReader text) => ReadAll(new CsvReader(text));

    private static List<string?[]> ReadAll(CsvReader reader)
    {
        var fields = new List<string?>();
        var records = new List<string?[]>();
        while (reader.Read(fields))
        {
            records.Add([.. fields]);
        }

        return records;
    }
}
