using System;
using System.Collections.Generic;
using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Text;

namespace SsdClr.Data;

/// <summary>Commands and parameters on any <see cref="DbConnection"/>: SQL Server's context connection or SQLite.</summary>
internal static class DbCommandExtensions
{
    /// <summary>Makes a command. <paramref name="sql"/> is program text and checked schema names only: every value is a parameter.</summary>
    internal static DbCommand Command(this DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // Callers pass program text and names that SqlName has checked and bracketed.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        return command;
    }

    /// <summary>Adds a text parameter; null becomes NULL. Long texts go as nvarchar(max).</summary>
    internal static DbParameter AddText(this DbCommand command, string name, string? value)
    {
        DbParameter parameter = command.Add(name, DbType.String, value);

        // A fixed size keeps one plan for all values; -1 is nvarchar(max).
        parameter.Size = value is null || value.Length <= 4000 ? 4000 : -1;
        return parameter;
    }

    /// <summary>Adds a text parameter of ASCII characters alone, as varchar: for a column that would be converted if it met nvarchar.</summary>
    internal static DbParameter AddAnsiText(this DbCommand command, string name, string value)
    {
        DbParameter parameter = command.Add(name, DbType.AnsiString, value);
        parameter.Size = value.Length <= 8000 ? 8000 : -1;
        return parameter;
    }

    /// <summary>Adds a text parameter for each of some texts.</summary>
    /// <returns>Their names as a list for IN.</returns>
    internal static string AddTexts(this DbCommand command, IReadOnlyList<string> values, int start, int count)
    {
        var names = new StringBuilder();
        for (int index = 0; index < count; index++)
        {
            string name = "@id" + InvariantText.Of(index);
            names.Append(index == 0 ? string.Empty : ", ").Append(name);
            command.AddText(name, values[start + index]);
        }

        return names.ToString();
    }

    /// <summary>Adds an nvarchar(max) parameter whose value is set later, row by row.</summary>
    internal static DbParameter AddLongText(this DbCommand command, string name)
    {
        DbParameter parameter = command.Add(name, DbType.String, null);
        parameter.Size = -1;
        return parameter;
    }

    /// <summary>Adds an int parameter.</summary>
    internal static DbParameter AddInteger(this DbCommand command, string name, int? value) => command.Add(name, DbType.Int32, value);

    /// <summary>Adds a bigint parameter.</summary>
    internal static DbParameter AddLong(this DbCommand command, string name, long? value) => command.Add(name, DbType.Int64, value);

    /// <summary>Adds a bit parameter.</summary>
    internal static DbParameter AddFlag(this DbCommand command, string name, bool? value) => command.Add(name, DbType.Boolean, value);

    /// <summary>Adds a UTC moment (datetime2).</summary>
    internal static DbParameter AddMoment(this DbCommand command, string name, DateTime? value)
    {
        DbParameter parameter = command.Add(name, DbType.DateTime2, value);

        // SqlClient prepares no command whose parameters lack a size. The longest moment as SQLite holds it has so many characters.
        parameter.Size = 27;
        return parameter;
    }

    /// <summary>Adds a SHA-256 hash (binary(32)).</summary>
    internal static DbParameter AddHash(this DbCommand command, string name, byte[]? value)
    {
        DbParameter parameter = command.Add(name, DbType.Binary, value);
        parameter.Size = 32;
        return parameter;
    }

    /// <summary>Gives a parameter a value; null becomes NULL.</summary>
    internal static void Set(this DbParameter parameter, object? value) => parameter.Value = value ?? DBNull.Value;

    /// <summary>Runs the command for its one value; null where there is no row or the value is NULL.</summary>
    internal static object? Scalar(this DbCommand command)
    {
        object? value = command.ExecuteScalar();
        return value is DBNull ? null : value;
    }

    /// <summary>
    /// Runs a statement that gives no rows. It tells no count: under the caller's SET NOCOUNT ON the context connection reports -1 for every
    /// statement. Whoever needs to know how many rows there are asks with SELECT.
    /// </summary>
    internal static void Execute(this DbCommand command) => command.ExecuteNonQuery();

    /// <summary>Runs SELECT COUNT(*).</summary>
    internal static int Count(this DbCommand command) => Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);

    private static DbParameter Add(this DbCommand command, string name, DbType type, object? value)
    {
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return parameter;
    }
}
