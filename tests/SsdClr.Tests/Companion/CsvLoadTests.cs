using System.Globalization;
using System.Text;
using SsdClr.Local;
using SsdClr.Local.Database;

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
        var loaded = new CsvLoad(_database, new Progress<double>()).Load(_folder[string.Empty]);
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
        AssertFault("ssd_person", "pers_person_id,pers_nickname\n1,x\n", "ssd_person.csv, line 1, column pers_nickname: ssd_person has no such column");

    [TestMethod]
    public void A_file_without_a_header_does_not_show_its_first_child()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", "12345,Marked,Secret,2010-05-06\n"));
        Assert.AreEqual("ssd_person.csv, line 1, column number 2: ssd_person has no such column (the first line must name the columns)", fault.Lines[1]);
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
    public void The_empty_string_is_no_date() =>
        AssertFault("ssd_person", "pers_person_id,pers_dob\n1,\"\"\n", "ssd_person.csv, line 2, column pers_dob: not a date");

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
        AssertFault("ssd_api_data_staging", $"id,current_hash\n1,{field}\n", "ssd_api_data_staging.csv, line 2, column current_hash: not a binary value (write 0x and an even number of hexadecimal digits)");

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
    public void A_load_stops_at_twenty_faults()
    {
        var content = new StringBuilder("pers_person_id,pers_dob\n");
        for (var person = 1; person <= 50; person++)
        {
            content.Append(CultureInfo.InvariantCulture, $"{person},no\n");
        }

        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", content.ToString()));
        Assert.HasCount(21, fault.Lines);
    }

    [TestMethod]
    public void A_fault_never_shows_the_value()
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load("ssd_person", "pers_person_id,pers_dob,pers_sex\n1,MarkedDate,MarkedTextThatIsFarTooLongForIt\n"));
        Assert.DoesNotContain("Marked", fault.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void A_folder_without_CSV_files_is_refused() =>
        Assert.ThrowsExactly<CompanionException>(() => new CsvLoad(_database, new Progress<double>()).Load(_folder[string.Empty]));

    [TestMethod]
    public void A_folder_that_does_not_exist_is_refused() =>
        Assert.ThrowsExactly<CompanionException>(() => new CsvLoad(_database, new Progress<double>()).Load(_folder["none"]));

    private void AssertFault(string table, string content, string expectedStart)
    {
        var fault = Assert.ThrowsExactly<CompanionException>(() => Load(table, content));
        Assert.StartsWith(expectedStart, fault.Lines[0], StringComparison.Ordinal);
    }

    private void Load(string table, string content)
    {
        _folder.Write(table + ".csv", content);
        new CsvLoad(_database, new Progress<double>()).Load(_folder[string.Empty]);
    }

    private object? Scalar(string sql)
    {
        using var command = _database.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
