using System;
using System.Data.Common;
using System.Globalization;

namespace SsdClr.Payload.Takeover;

/// <summary>Rows of the national tool's table, one after another; it owns the command.</summary>
internal sealed class D2iRowReader(DbCommand command, DbDataReader reader) : IDisposable
{
    /// <summary>How many columns are selected.</summary>
    internal const int Columns = 12;

    /// <summary>The position of the id that has two names.</summary>
    internal const int LegacyId = 1;

    /// <summary>Runs a command and takes it over.</summary>
    internal static D2iRowReader Read(DbCommand command) => new(command, command.ExecuteReader());

    /// <summary>The next row; null behind the last.</summary>
    internal D2iRow? Next() => !reader.Read()
        ? null
        : new D2iRow
        {
            PersonId = Text(0),
            LegacyId = Text(LegacyId),
            Payload = Text(2),
            PreviousPayload = Text(3),
            PartialPayload = Text(4),
            CurrentHash = reader.GetValue(5) as byte[],
            PreviousHash = reader.GetValue(6) as byte[],
            Status = Text(7),
            SubmittedAt = Moment(8),
            Response = Text(9),
            RowState = Text(10),
            BuiltAt = Moment(11),
        };

    /// <inheritdoc/>
    public void Dispose()
    {
        reader.Dispose();
        command.Dispose();
    }

    private string? Text(int column) =>
        reader.GetValue(column) is { } value and not DBNull ? Convert.ToString(value, CultureInfo.InvariantCulture) : null;

    // SQLite has moments as text.
    private DateTime? Moment(int column) => reader.GetValue(column) switch
    {
        DateTime moment => moment,
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime moment) => moment,
        _ => null,
    };
}
