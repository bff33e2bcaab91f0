using System;
using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace SsdClr.StandIn;

/// <summary>A parameter of a <see cref="ContextCommand"/>. Its value must be of its type and fit its size: SqlClient would cut a longer one in silence.</summary>
internal sealed class ContextParameter : DbParameter
{
    // As Microsoft.Data.Sqlite writes moments. The product's are datetime2(3), so SQL Server rounds to milliseconds.
    private const string Moment = "yyyy'-'MM'-'dd HH':'mm':'ss.FFFFFFF";

    /// <inheritdoc/>
    public override DbType DbType { get; set; } = DbType.String;

    /// <inheritdoc/>
    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;

    /// <inheritdoc/>
    public override bool IsNullable { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

#if NETFRAMEWORK
    /// <inheritdoc/>
    public override DataRowVersion SourceVersion { get; set; } = DataRowVersion.Current;
#endif

    /// <inheritdoc/>
    public override object? Value { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.String;

    /// <summary>The value as SQLite takes it; <paramref name="fault"/> says what is wrong with it.</summary>
    internal object Checked(out string? fault)
    {
        fault = null;
        switch (Value)
        {
            case DBNull:
                return DBNull.Value;
            case null:
                fault = "which was not supplied: its value is null and not DBNull";
                return DBNull.Value;
            case string text when DbType == DbType.String:
                fault = Size > 0 && text.Length > Size ? "whose value is longer than its size: SqlClient cuts it" : null;
                return text;
            case byte[] bytes when DbType == DbType.Binary:
                fault = Size > 0 && bytes.Length > Size ? "whose value is longer than its size: SqlClient cuts it" : null;
                return bytes;
            case int number when DbType is DbType.Int32 or DbType.Int64:
                return number;
            case long number when DbType == DbType.Int64:
                return number;
            case bool flag when DbType == DbType.Boolean:
                return flag;
            case DateTime moment when DbType is DbType.DateTime2 or DbType.Date:
                return ToMilliseconds(moment).ToString(Moment, CultureInfo.InvariantCulture);
            default:
                fault = "whose value is " + Value.GetType().Name + " where it is declared as " + DbType;
                return Value;
        }
    }

    private static DateTime ToMilliseconds(DateTime moment)
    {
        long ticks = (moment.Ticks + (TimeSpan.TicksPerMillisecond / 2)) / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond;
        return new DateTime(Math.Min(ticks, DateTime.MaxValue.Ticks), moment.Kind);
    }
}
