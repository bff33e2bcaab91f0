using System.Globalization;
using System.Text;
using SsdClr.Local;
using SsdClr.Local.Database;
using SsdClr.Payload.Takeover;

namespace SsdClr.Tests.Companion;

[TestClass]
public sealed class CsvLoadTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocalDatabase _database = LocalDatabase.OpenInMemory();

    public void Dispose()
    {
        _database.Dispose();
        _folder.Dispose();
    }

    [TestMethod]
    public void Columns_may_come_in_any_order()
    {
        Load("ssd_person", "pers_surname,pers_person_id,pers_dob\nSample,1,2010-05-06\n");
        Assert.AreEqual("1|Sample|2010-05-06", Scalar("SELECT pers_person_id || '|' || pers_surname || '|' || pers_dob FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void Columns_that_are_left_out_are_null()
    {
        Load("ssd_person", "pers_person_id\n1\n");
        Assert.AreEqual(1L, Scalar("SELECT pers_surname IS NULL FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void An_empty_field_is_null_and_two_quotes_are_the_empty_string()
    {
        Load("ssd_person", "pers_person_id,pers_surname\n1,\n2,\"\"\n");
        Assert.AreEqual("1:null 2:text", Scalar("SELECT group_concat(pers_person_id || ':' || typeof(pers_surname), ' ') FROM (SELECT * FROM dbo.ssd_person ORDER BY pers_person_id)"));
    }

    [TestMethod]
    public void A_load_replaces_the_content_of_its_tables()
    {
        Load("ssd_person", "pers_person_id\n1\n2\n");
        Load("ssd_person", "pers_person_id\n3\n");
        Assert.AreEqual("3", Scalar("SELECT group_concat(pers_person_id) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void A_load_leaves_tables_without_a_file_alone()
    {
        Load("ssd_disability", "disa_table_id,disa_person_id,disa_disability_code\n1,1,LD\n");
        File.Delete(_folder["ssd_disability.csv"]);
        Load("ssd_person", "pers_person_id\n1\n");
        Assert.AreEqual(1L, Scalar("SELECT COUNT(*) FROM dbo.ssd_disability"));
    }

    [TestMethod]
    public void A_load_tells_the_rows_of_each_table()
    {
        _folder.Write("ssd_person.csv", "pers_person_id\n1\n2\n");
        _folder.Write("ssd_sdq_scores.csv", "csdq_table_id,csdq_sdq_score\n1,12\n");
        var loaded = new CsvLoad(_database, CsvOptions.Standard, new Progress<double>()).Load(_folder[string.Empty]);
        CollectionAssert.AreEqual(new[] { new TableRows("ssd_person", 2), new TableRows("ssd_sdq_scores", 1) }, loaded.ToArray());
    }

    [TestMethod]
    public void Blank_lines_at_the_end_are_allowed()
    {
        Load("ssd_person", "pers_person_id,pers_surname\n1,Sample\n\n\r\n");
        Assert.AreEqual(1L, Scalar("SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void A_file_that_is_no_CSV_file_is_left_alone()
    {
        _folder.Write("notes.txt", "anything");
        Load("ssd_person", "pers_person_id\n1\n");
        Assert.AreEqual(1L, Scalar("SELECT COUNT(*) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void One_fault_in_the_last_file_means_that_nothing_is_loaded()
    {
        Load("ssd_person", "pers_person_id\n1\n");
        _folder.Write("ssd_person.csv", "pers_person_id\n2\n3\n");
        Assert.ThrowsExactly<CompanionException>(() => Load("ssd_sdq_scores", "csdq_table_id,csdq_sdq_score\n1,twelve\n"));
        Assert.AreEqual("1", Scalar("SELECT group_concat(pers_person_id) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void An_unknown_table_is_named() => AssertFault("ssd_persons", "a\n", "ssd_persons.csv: there is no such table");

    [TestMethod]
    public void An_unknown_column_is_named() =>
        AssertFault("ssd_person", "pers_person_id,pers_forname\n1,x\n", "ssd_person.csv, line 1, column pers_forname: ssd_person has no such column; the nearest is pers_forename");

    [TestMethod]
    public void The_columns_of_a_table_are_listed_once_where_one_is_unknown()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", "pers_person_id,pers_forname,pers_whatever_it_may_be\n1,x,y\n"));
        Assert.HasCount(4, fault.Lines);
        Assert.StartsWith("ssd_person.csv: the columns of ssd_person are pers_person_id, pers_forename, ", fault.Lines[2], StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_file_without_a_header_does_not_show_its_first_child()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", "12345,Marked,Secret,2010-05-06\n"));
        Assert.AreEqual("ssd_person.csv, line 1, column number 2: ssd_person has no such column (the first line must name the columns)", fault.Lines[1]);
    }

    [TestMethod]
    [DataRow("sep=,\npers_person_id,pers_dob\n1,\n", ", line 1: says sep= for Excel alone, and names no column; delete the line")]
    [DataRow("sep=;\npers_person_id;pers_dob\n1;\n", ", line 1: says sep= for Excel alone, and names no column; delete the line")]
    [DataRow("[pers_person_id],[pers_dob]\n1,\n", ", line 1, column number 1: the name stands in brackets or quotes, or behind the name of its table")]
    [DataRow("ssd_person.pers_person_id\n1\n", ", line 1, column number 1: the name stands in brackets or quotes, or behind the name of its table")]
    [DataRow("pers_person_id|pers_dob\n1|\n", ", line 1, column number 1: the names are separated by | (separate fields by commas, semicolons or tabs)")]
    [DataRow("pers_person_id,pers_dob,\n1,,\n", ", line 1, column number 3: a separator ends the line, and no name follows it")]
    [DataRow("pers_person_id,,pers_dob\n1,,\n", ", line 1, column number 2: the field has no name")]
    public void What_is_wrong_with_a_header_is_said_where_it_can_be_seen(string content, string expected) => AssertFault("ssd_person", content, "ssd_person.csv" + expected);

    [TestMethod]
    [DataRow("utf-16", null)]
    [DataRow("utf-16BE", null)]
    [DataRow("utf-16", "windows-1252")]
    public void UTF_16_without_a_mark_is_called_so(string encoding, string? given)
    {
        File.WriteAllBytes(_folder["ssd_person.csv"], CsvText.EncodingOf(encoding)!.GetBytes("pers_person_id,pers_dob\r\n1,2010-05-06\r\n"));
        var options = new CsvOptions([], given is null ? null : CsvText.EncodingOf(given), Dates: null);
        var fault = Assert.ThrowsExactly<CompanionException>(() => new CsvLoad(_database, options, new Progress<double>()).Load(_folder[string.Empty]));
        Assert.StartsWith($"ssd_person.csv: every second byte is zero: it seems to be UTF-16 without a byte order mark (give --encoding {encoding}, ", fault.Lines[0], StringComparison.Ordinal);

        new CsvLoad(_database, new CsvOptions([], CsvText.EncodingOf(encoding), Dates: null), new Progress<double>()).Load(_folder[string.Empty]);
        Assert.AreEqual("2010-05-06", Scalar("SELECT pers_dob FROM dbo.ssd_person"));
    }

    [TestMethod]
    [DataRow("2009-02-30", "no such day, or no such time of day")]
    [DataRow("2009-13-01", "no such day, or no such time of day")]
    [DataRow("2009-02-03T25:00:00", "no such day, or no such time of day")]
    [DataRow("39873", "a number where a date belongs: the column was exported as a spreadsheet's number (export it as text, YYYY-MM-DD)")]
    [DataRow("39873.5", "a number where a date belongs: the column was exported as a spreadsheet's number (export it as text, YYYY-MM-DD)")]
    [DataRow("30/02/2009", "not a date (write YYYY-MM-DD ")]
    [DataRow("20090203", "not a date (write YYYY-MM-DD ")]
    public void What_is_no_date_is_told_by_its_form(string held, string expected) =>
        AssertFault("ssd_person", $"pers_person_id,pers_dob\n1,{held}\n", "ssd_person.csv, line 2, column pers_dob: " + expected);

    [TestMethod]
    [DataRow("DD/MM/YYYY", "30/02/2009", "no such day when it is read as DD/MM/YYYY")]
    [DataRow("DD-MON-YYYY", "31-FEB-2009", "no such day when it is read as DD-MON-YYYY")]
    [DataRow("DD/MM/YYYY", "30-01-2009", "not a date (write ")]
    public void A_day_that_is_none_in_the_format_is_called_so(string format, string held, string expected)
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", $"pers_person_id,pers_dob\n1,{held}\n", new CsvOptions([], Encoding: null, DateFormat.Parse(format))));
        Assert.StartsWith("ssd_person.csv, line 2, column pers_dob: " + expected, fault.Lines[0], StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_column_named_twice_is_refused() =>
        AssertFault("ssd_person", "pers_person_id,pers_dob,PERS_DOB\n", "ssd_person.csv, line 1, column pers_dob: named twice in the header");

    [TestMethod]
    public void A_needed_column_missing_from_the_header_is_named() =>
        AssertFault("ssd_person", "pers_dob\n2010-05-06\n", "ssd_person.csv, line 1, column pers_person_id: missing from the header");

    [TestMethod]
    public void A_bad_date_names_file_line_and_column() =>
        AssertFault("ssd_person", "pers_person_id,pers_dob\n1,2010-05-06\n2,06/05/2010\n", "ssd_person.csv, line 3, column pers_dob: not a date");

    [TestMethod]
    public void A_date_before_the_first_of_its_type_is_refused() =>
        AssertFault("ssd_person", "pers_person_id,pers_dob\n1,1752-12-31\n", "ssd_person.csv, line 2, column pers_dob: a date before 1753-01-01");

    [TestMethod]
    [DataRow("ssd_person", "pers_person_id,pers_dob", "pers_dob")]
    [DataRow("ssd_sdq_scores", "csdq_table_id,csdq_sdq_score", "csdq_sdq_score")]
    [DataRow("ssd_cla_placement", "clap_cla_placement_id,clap_cla_placement_distance", "clap_cla_placement_distance")]
    public void Two_quotes_in_a_column_that_holds_no_text_are_null(string table, string header, string column)
    {
        Load(table, header + "\n1,\"\"\n");
        Assert.AreEqual(1L, Scalar($"SELECT {column} IS NULL FROM dbo.{table}"));
    }

    [TestMethod]
    public void Words_that_are_named_are_null_in_every_column()
    {
        Load("ssd_person", "pers_person_id,pers_surname,pers_dob\n1,NULL,#N/A\n2,Null,2010-05-06\n3,Sample,2010-05-06\n", new CsvOptions(["NULL", "#N/A"], Encoding: null, Dates: null));
        Assert.AreEqual("1 1; 0 0; 0 0", Scalar("SELECT group_concat((pers_surname IS NULL) || ' ' || (pers_dob IS NULL), '; ') FROM (SELECT * FROM dbo.ssd_person ORDER BY pers_person_id)"));
    }

    [TestMethod]
    [DataRow("pers_surname", "NULL", 2, 0)]
    [DataRow("pers_upn", "#N/A", 2, 0)]
    [DataRow("pers_upn", "NULL", 10, 10)]
    [DataRow("pers_upn", "NULL", 11, 9)]
    public void A_column_full_of_a_word_for_NULL_is_refused_with_advice(string column, string word, int words, int others) =>
        AssertFault("ssd_person", WithWords(column, word, words, others), $"ssd_person.csv, line {others + 2}, column {column}: the word {word} (if it stands for NULL, load with --null \"{word}\"), and half");

    [TestMethod]
    [DataRow(9, 11)]
    [DataRow(9, 9)]
    [DataRow(1, 1)]
    [DataRow(1, 0)]
    public void A_column_with_some_words_for_NULL_is_loaded(int words, int others)
    {
        Load("ssd_person", WithWords("pers_upn", "NULL", words, others));
        Assert.AreEqual((long)words, Scalar("SELECT COUNT(*) FROM dbo.ssd_person WHERE pers_upn = 'NULL'"));
    }

    [TestMethod]
    public void A_single_record_is_refused_for_two_columns_that_say_NULL() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname,pers_upn\n1,NULL,NULL\n", "ssd_person.csv, line 2, column pers_surname: the word NULL");

    [TestMethod]
    public void One_word_for_NULL_among_other_values_is_loaded_as_it_is()
    {
        Load("ssd_person", "pers_person_id,pers_surname\n1,Sample\n2,Null\n3,Sample\n");
        Assert.AreEqual("Null", Scalar("SELECT pers_surname FROM dbo.ssd_person WHERE pers_person_id = '2'"));
    }

    [TestMethod]
    [DataRow("NULL")]
    [DataRow("#N/A")]
    public void A_word_for_NULL_where_a_date_belongs_is_refused_with_advice(string word) =>
        AssertFault("ssd_person", $"pers_person_id,pers_dob\n1,{word}\n", $"ssd_person.csv, line 2, column pers_dob: the word {word} (if it stands for NULL, load with --null \"{word}\")");

    [TestMethod]
    [DataRow("DD/MM/YYYY", "06/05/2010", "2010-05-06")]
    [DataRow("dd/mm/yyyy", "6/5/2010", "2010-05-06")]
    [DataRow("DD/MM/YYYY", "06/05/2010 00:00", "2010-05-06")]
    [DataRow("DD/MM/YYYY", "06/05/2010 13:45:10", "2010-05-06 13:45:10")]
    [DataRow("MM-DD-YYYY", "05-06-2010", "2010-05-06")]
    [DataRow("DD-MON-YYYY", "06-MAY-2010", "2010-05-06")]
    [DataRow("YYYY.MM.DD", "2010.05.06", "2010-05-06")]
    [DataRow("YYYY/DD/MM", "2010/05/06", "2010-06-05")]
    [DataRow("YYYY-MM-DD", "2010-05-06", "2010-05-06")]
    [DataRow("DD/MM/YYYY", "2010-05-06", "2010-05-06")]
    public void Dates_are_read_as_the_format_says(string format, string held, string expected)
    {
        Load("ssd_person", $"pers_person_id,pers_dob\n1,{held}\n", new CsvOptions([], Encoding: null, DateFormat.Parse(format)));
        Assert.AreEqual(expected, Scalar("SELECT pers_dob FROM dbo.ssd_person"));
    }

    [TestMethod]
    [DataRow("06/05/10")]
    [DataRow("06-05-2010")]
    public void What_the_format_does_not_say_is_no_date(string held)
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", $"pers_person_id,pers_dob\n1,{held}\n", new CsvOptions([], Encoding: null, DateFormat.Parse("DD/MM/YYYY"))));
        Assert.Contains("or DD/MM/YYYY as --date-format says", fault.Lines[0], StringComparison.Ordinal);
    }

    [TestMethod]
    [DataRow("DD/MM/YY")]
    [DataRow("DD/DD/YYYY")]
    [DataRow("DD/MM-YYYY")]
    [DataRow("DDMMYYYY")]
    [DataRow("YYYY-DD-MM")]
    [DataRow("yyyy-dd-mm")]
    [DataRow("")]
    public void A_date_format_names_each_part_once(string format) => Assert.IsNull(DateFormat.Parse(format));

    [TestMethod]
    [DataRow("ssd_person", "pers_person_id", "1.2E+11")]
    [DataRow("ssd_cin_episodes", "cine_referral_id", "12345.0")]
    public void An_id_that_a_spreadsheet_rewrote_is_refused(string table, string column, string id) =>
        AssertFault(table, $"{column}\n{id}\n", $"{table}.csv, line 2, column {column}: an id as a spreadsheet writes numbers");

    [TestMethod]
    [DataRow(";", "ssd_person.csv: utf-8, separated by semicolons.")]
    [DataRow("\t", "ssd_person.csv: utf-8, separated by tabs.")]
    [DataRow(",", "")]
    public void Another_separator_than_a_comma_is_named(string separator, string expected)
    {
        _folder.Write("ssd_person.csv", $"pers_person_id{separator}pers_surname\n1{separator}Sample\n");
        var load = new CsvLoad(_database, CsvOptions.Standard, new Progress<double>());
        load.Load(_folder[string.Empty]);
        Assert.AreEqual(("Sample", expected), (Scalar("SELECT pers_surname FROM dbo.ssd_person"), string.Join("; ", load.Remarks)));
    }

    [TestMethod]
    public void A_bad_whole_number_names_file_line_and_column() =>
        AssertFault("ssd_sdq_scores", "csdq_table_id,csdq_sdq_score\n1,12.5\n", "ssd_sdq_scores.csv, line 2, column csdq_sdq_score: not a whole number");

    [TestMethod]
    public void A_whole_number_too_large_for_its_type_is_refused() =>
        AssertFault("ssd_sdq_scores", "csdq_table_id,csdq_sdq_score\n1,2147483648\n", "ssd_sdq_scores.csv, line 2, column csdq_sdq_score: a number outside what int takes");

    [TestMethod]
    public void A_bad_number_names_file_line_and_column() =>
        AssertFault("ssd_cla_placement", "clap_cla_placement_id,clap_cla_placement_distance\n1,\"1,5\"\n", "ssd_cla_placement.csv, line 2, column clap_cla_placement_distance: not a number");

    [TestMethod]
    public void A_text_longer_than_its_column_is_refused() =>
        AssertFault("ssd_person", $"pers_person_id\n{new string('1', 49)}\n", "ssd_person.csv, line 2, column pers_person_id: 49 characters, longer than nvarchar(48) takes");

    [TestMethod]
    public void A_text_as_long_as_its_column_is_loaded()
    {
        Load("ssd_person", $"pers_person_id\n{new string('1', 48)}\n");
        Assert.AreEqual(48L, Scalar("SELECT length(pers_person_id) FROM dbo.ssd_person"));
    }

    [TestMethod]
    public void Null_in_a_column_that_needs_a_value_is_refused() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname\n,Sample\n", "ssd_person.csv, line 2, column pers_person_id: must not be NULL");

    [TestMethod]
    [DataRow("abcd")]
    [DataRow("0xabc")]
    [DataRow("0xwords.")]
    public void A_binary_value_of_another_shape_is_refused(string field) =>
        AssertFault(
            "ssd_api_data_staging",
            $"id,current_hash,{string.Join(',', D2iTable.Needed.Where(column => column != "current_hash"))}\n1,{field}{new string(',', D2iTable.Needed.Length - 1)}\n",
            "ssd_api_data_staging.csv, line 2, column current_hash: not a binary value (write 0x and an even number of hexadecimal digits)");

    [TestMethod]
    public void Too_few_fields_are_refused() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname\n1\n", "ssd_person.csv, line 2: 1 field where the header names 2 columns");

    [TestMethod]
    public void Too_many_fields_are_refused() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname\n1,a,b\n", "ssd_person.csv, line 2: 3 fields where the header names 2 columns");

    [TestMethod]
    public void A_blank_line_between_records_is_refused() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname\n1,a\n\n2,b\n", "ssd_person.csv, line 3: the line is blank");

    [TestMethod]
    public void A_line_number_counts_line_ends_inside_quotes() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname,pers_dob\n1,\"a\nb\",2010-01-01\n2,c,no\n", "ssd_person.csv, line 4, column pers_dob: not a date");

    [TestMethod]
    public void A_key_that_occurs_twice_is_refused_at_its_second_line() =>
        AssertFault("ssd_person", "pers_person_id\n1\n2\n1\n", "ssd_person.csv, line 4, column pers_person_id: the key occurs on an earlier line too");

    [TestMethod]
    public void A_misplaced_quote_names_the_column() =>
        AssertFault("ssd_person", "pers_person_id,pers_surname\n1,O\"Sample\n", "ssd_person.csv, line 2, column pers_surname: a double quote inside a field");

    [TestMethod]
    public void An_empty_file_is_refused() => AssertFault("ssd_person", string.Empty, "ssd_person.csv: is empty");

    [TestMethod]
    public void Faults_of_several_files_are_reported_together()
    {
        _folder.Write("ssd_person.csv", "pers_person_id,pers_dob\n1,no\n");
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_disability", "disa_person_id\n1\n"));
        CollectionAssert.AreEqual(
            new[] { "ssd_disability.csv, line 1", "ssd_disability.csv, line 1", "ssd_person.csv, line 2", "Nothing was loaded." },
            fault.Lines.Select(line => line.Split(", column")[0]).ToArray());
    }

    [TestMethod]
    public void One_fault_of_a_whole_column_is_one_line_with_its_count()
    {
        var content = new StringBuilder("pers_person_id,pers_dob\n0,2010-05-06\n");
        for (var person = 1; person <= 50; person++)
        {
            content.Append(CultureInfo.InvariantCulture, $"{person},06/05/2010\n");
        }

        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", content.ToString()));
        CollectionAssert.AreEqual(
            new[]
            {
                "ssd_person.csv, line 3, column pers_dob: not a date (write YYYY-MM-DD or YYYY-MM-DDTHH:MM:SS; for days first give --date-format DD/MM/YYYY); 50 such fields, this is the first (field 2 of its line)",
                "Nothing was loaded.",
            },
            fault.Lines.ToArray());
    }

    [TestMethod]
    public void A_load_stops_at_twenty_different_faults()
    {
        var content = new StringBuilder("pers_person_id\n");
        for (var length = 49; length < 99; length++)
        {
            content.Append(new string('1', length)).Append('\n');
        }

        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", content.ToString()));
        Assert.HasCount(21, fault.Lines);
        Assert.AreEqual("Stopped at 20 faults; nothing was loaded.", fault.Lines[20]);
    }

    [TestMethod]
    public void A_fault_never_shows_the_value()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", "pers_person_id,pers_dob,pers_sex\n1,MarkedDate,MarkedTextThatIsFarTooLongForIt\n"));
        Assert.DoesNotContain("Marked", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_folder_without_CSV_files_is_refused() =>
        Assert.ThrowsExactly<CompanionException>(() => new CsvLoad(_database, CsvOptions.Standard, new Progress<double>()).Load(_folder[string.Empty]));

    [TestMethod]
    public void A_folder_that_does_not_exist_is_refused() =>
        Assert.ThrowsExactly<CompanionException>(() => new CsvLoad(_database, CsvOptions.Standard, new Progress<double>()).Load(_folder["none"]));

    private static string WithWords(string column, string word, int words, int others) => $"pers_person_id,{column}\n"
        + string.Concat(Enumerable.Range(1, others + words).Select(number => string.Create(CultureInfo.InvariantCulture, $"{number},{(number <= others ? "A" : word)}\n")));

    private void AssertFault(string table, string content, string expectedStart)
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load(table, content));
        Assert.StartsWith(expectedStart, fault.Lines[0], StringComparison.Ordinal);
    }

    private void Load(string table, string content) => Load(table, content, CsvOptions.Standard);

    private void Load(string table, string content, CsvOptions options)
    {
        _folder.Write(table + ".csv", content);
        new CsvLoad(_database, options, new Progress<double>()).Load(_folder[string.Empty]);
    }

    private object? Scalar(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
