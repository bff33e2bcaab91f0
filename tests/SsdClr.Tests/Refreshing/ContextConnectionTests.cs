using System.Data.Common;
using Microsoft.Data.Sqlite;
using SsdClr.StandIn;
using SsdClr.Tests.Reading;

namespace SsdClr.Tests.Refreshing;

/// <summary>The stand-in behaves as SQL Server's context connection does in a procedure.</summary>
[TestClass]
public sealed class ContextConnectionTests : IDisposable
{
    private const string Touch = "UPDATE csc.staging SET attempts = attempts + 1";

    private readonly SsdDatabase _ssd = new();

    public ContextConnectionTests()
    {
        _ssd.Execute(
            "INSERT INTO csc.receiver (receiver_id, base_url, la_code, la_child_id_column, first_used_at, is_current) VALUES (1, 'https://a', '330', 'pers_person_id', '2026-01-01', 1);"
            + "INSERT INTO csc.staging (receiver_id, person_id, state, change, payload_hash, error_count, warning_count, attempts, unconfirmed_batch_id, state_changed_at) VALUES "
            + "(1, 'A', 'pending', 'new', x'01', 2, 0, 0, 7, '2026-01-02 03:04:05.678'), (1, 'B', 'pending', 'new', NULL, 0, 0, 0, NULL, '2026-01-02')");
    }

    private ContextConnection Context => _ssd.Context;

    public void Dispose() => _ssd.Dispose();

    [TestMethod]
    public void A_statement_reports_no_rows_under_NOCOUNT()
    {
        using DbCommand update = Command(Touch);
        Assert.AreEqual(-1, update.ExecuteNonQuery());
        Context.NoCount = false;
        Assert.AreEqual(2, update.ExecuteNonQuery());
    }

    [TestMethod]
    public void One_reader_is_open_at_a_time()
    {
        using DbCommand select = Command("SELECT person_id FROM csc.staging");
        using DbCommand update = Command(Touch);
        using (select.ExecuteReader())
        {
            Assert.Contains("open DataReader", Assert.ThrowsExactly<InvalidOperationException>(() => { _ = update.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);
            Assert.ThrowsExactly<InvalidOperationException>(Context.BeginTransaction);
        }

        Assert.AreEqual(-1, update.ExecuteNonQuery());
    }

    [TestMethod]
    public void Every_statement_belongs_to_the_open_transaction()
    {
        using DbCommand update = Command(Touch);
        using (DbTransaction transaction = Context.BeginTransaction())
        {
            Assert.ThrowsExactly<InvalidOperationException>(() => { _ = update.ExecuteNonQuery(); });
            Assert.ThrowsExactly<InvalidOperationException>(Context.BeginTransaction);
            update.Transaction = transaction;
            Assert.AreEqual(-1, update.ExecuteNonQuery());
        }

        // Rolled back, and over.
        Assert.ThrowsExactly<InvalidOperationException>(() => { _ = update.ExecuteNonQuery(); });
        Assert.AreEqual(0L, Sqlite("SELECT MAX(attempts) FROM csc.staging"));
    }

    [TestMethod]
    public void A_program_that_rolls_back_for_ever_is_stopped()
    {
        InvalidOperationException stopped = Assert.ThrowsExactly<InvalidOperationException>(() =>
        {
            while (true)
            {
                using DbTransaction transaction = Context.BeginTransaction();
                transaction.Rollback();
            }
        });
        Assert.Contains("it would never end", stopped.Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Values_come_in_the_types_that_columns_declare()
    {
        _ssd.Person("A", ("pers_sex", "F"));
        using DbCommand select = Command(
            "SELECT s.receiver_id, r.is_current, s.unconfirmed_batch_id, s.state_changed_at, s.payload_hash, s.person_id, p.pers_dob, COUNT(*), MAX(s.[unconfirmed_batch_id]), CASE WHEN 1 = 1 THEN 1 ELSE 0 END AS [flag] "
            + "FROM csc.staging AS s INNER JOIN csc.receiver AS r ON r.receiver_id = s.receiver_id INNER JOIN dbo.ssd_person AS p ON p.pers_person_id = s.person_id");
        using DbDataReader reader = select.ExecuteReader();
        Assert.IsTrue(reader.Read());

        Assert.AreEqual(
            "1 Int32, True Boolean, 7 Int64, 2026-01-02T03:04:05.6780000 DateTime, Byte[], A String, 2015-01-01T00:00:00.0000000 DateTime, 1 Int32, 7 Int64, 1 Int32",
            string.Join(", ", Enumerable.Range(0, reader.FieldCount).Select(column => Describe(reader.GetValue(column)))));
        Assert.ThrowsExactly<InvalidCastException>(() => reader.GetInt64(0));
        Assert.ThrowsExactly<InvalidCastException>(() => reader.GetInt32(2));
        Assert.AreEqual(7L, reader.GetInt64(2));
    }

    [TestMethod]
    public void A_value_longer_than_its_column_is_refused()
    {
        using DbCommand update = Command("UPDATE csc.staging SET la_child_id = @id WHERE person_id = 'A'");
        DbParameter id = update.CreateParameter();
        id.ParameterName = "@id";
        id.Value = new string('x', 49);
        update.Parameters.Add(id);
        Assert.Contains("would be truncated in table 'csc.staging', column 'la_child_id'", Assert.Throws<DbException>(() => { _ = update.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);

        id.Value = new string('x', 48);
        Assert.AreEqual(-1, update.ExecuteNonQuery());
    }

    [TestMethod]
    public void A_character_above_FFFF_counts_as_two()
    {
        using DbCommand update = Command("UPDATE csc.staging SET la_child_id = @id WHERE person_id = 'A'");
        DbParameter id = update.CreateParameter();
        id.ParameterName = "@id";
        id.Value = new string('x', 47) + "\U00010400";
        update.Parameters.Add(id);
        Assert.Contains("would be truncated", Assert.Throws<DbException>(() => { _ = update.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);

        id.Value = new string('x', 46) + "\U00010400";
        Assert.AreEqual(-1, update.ExecuteNonQuery());
    }

    [TestMethod]
    public void A_parameter_longer_than_its_size_is_refused()
    {
        using DbCommand update = Command("UPDATE csc.staging SET payload = @payload");
        DbParameter payload = update.CreateParameter();
        payload.ParameterName = "@payload";
        payload.Size = 4;
        payload.Value = "12345";
        update.Parameters.Add(payload);
        Assert.Contains("SqlClient cuts it", Assert.ThrowsExactly<InvalidOperationException>(() => { _ = update.ExecuteNonQuery(); }).Message, StringComparison.Ordinal);
    }

    [TestMethod]
    public void ROWCOUNT_of_the_caller_limits_what_is_read_and_what_is_changed()
    {
        Context.RowCount = 1;
        using DbCommand select = Command("SELECT person_id FROM csc.staging");
        using (DbDataReader reader = select.ExecuteReader())
        {
            Assert.IsTrue(reader.Read());
            Assert.IsFalse(reader.Read());
        }

        using DbCommand update = Command(Touch);
        update.ExecuteNonQuery();
        update.ExecuteNonQuery();
        Assert.AreEqual(2L, Sqlite("SELECT SUM(attempts) FROM csc.staging"));
        Context.RowCount = 0;
        update.ExecuteNonQuery();
        Assert.AreEqual(4L, Sqlite("SELECT SUM(attempts) FROM csc.staging"));
    }

    [TestMethod]
    [DataRow("int", "former:1", 245)]
    [DataRow("bigint", "former:1", 8114)]
    [DataRow("bigint", "3000000000", 0)]
    [DataRow("varchar(48)", "former:1", 0)]
    public void An_id_that_is_compared_with_a_key_of_numbers_is_converted(string type, string id, int error)
    {
        using SsdDatabase ssd = SsdDatabase.WithIdsOf(type);
        using DbCommand select = ssd.Context.CreateCommand();
        select.CommandText = "SELECT p.[pers_person_id] FROM [dbo].[ssd_person] AS p WHERE p.[pers_person_id] IN (@id0)";
        DbParameter parameter = select.CreateParameter();
        parameter.ParameterName = "@id0";
        parameter.Value = id;
        select.Parameters.Add(parameter);
        if (error == 0)
        {
            Assert.IsNull(select.ExecuteScalar());
        }
        else
        {
            Assert.AreEqual(error, Assert.ThrowsExactly<ContextException>(select.ExecuteScalar).Number);
        }
    }

    private static string Describe(object value) => value switch
    {
        DateTime moment => moment.ToString("O", System.Globalization.CultureInfo.InvariantCulture) + " DateTime",
        byte[] => "Byte[]",
        _ => value + " " + value.GetType().Name,
    };

    private DbCommand Command(string sql)
    {
        DbCommand command = Context.CreateCommand();
        command.CommandText = sql;
        return command;
    }

    private object? Sqlite(string sql)
    {
        using SqliteCommand command = _ssd.Connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
