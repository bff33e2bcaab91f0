using System.Data;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Ledger;

/// <summary>A column of csc.staging that each row of a <see cref="RowsStatement"/> gives a value.</summary>
internal sealed class StagingColumn
{
    private readonly DbType _type;
    private readonly bool _isLong;

    private StagingColumn(string name, DbType type, bool isLong = false)
    {
        Name = name;
        _type = type;
        _isLong = isLong;
    }

    /// <summary>The column's name.</summary>
    internal string Name { get; }

    /// <summary>The parameter of a row; # stands for the row's number.</summary>
    internal string Parameter => "@" + Name + "#";

    /// <summary>A text of limited length.</summary>
    internal static StagingColumn Text(string name) => new(name, DbType.String);

    /// <summary>A text of any length, nvarchar(max).</summary>
    internal static StagingColumn LongText(string name) => new(name, DbType.String, isLong: true);

    /// <summary>A whole number.</summary>
    internal static StagingColumn Integer(string name) => new(name, DbType.Int32);

    /// <summary>A SHA-256 hash.</summary>
    internal static StagingColumn Hash(string name) => new(name, DbType.Binary);

    /// <summary>A moment in UTC.</summary>
    internal static StagingColumn Moment(string name) => new(name, DbType.DateTime2);

    /// <summary>Adds the parameter of one row.</summary>
    internal void AddTo(DbCommand command, string number)
    {
        string name = "@" + Name + number;
        switch (_type)
        {
            case DbType.Int32:
                command.AddInteger(name, null);
                break;
            case DbType.Binary:
                command.AddHash(name, null);
                break;
            case DbType.DateTime2:
                command.AddMoment(name, null);
                break;
            default:
                _ = _isLong ? command.AddLongText(name) : command.AddText(name, null);
                break;
        }
    }
}
