using System.Data;
using System.Data.Common;
using SsdClr.Data;

namespace SsdClr.Payload.Refreshing;

/// <summary>A parameter that each row of a <see cref="StagingBatch"/> has.</summary>
internal sealed class StagingBatchColumn
{
    private readonly string _name;
    private readonly DbType _type;
    private readonly bool _isLong;

    private StagingBatchColumn(string name, DbType type, bool isLong = false)
    {
        _name = name;
        _type = type;
        _isLong = isLong;
    }

    /// <summary>A text of limited length.</summary>
    internal static StagingBatchColumn Text(string name) => new(name, DbType.String);

    /// <summary>A text of any length, nvarchar(max).</summary>
    internal static StagingBatchColumn LongText(string name) => new(name, DbType.String, isLong: true);

    /// <summary>A whole number.</summary>
    internal static StagingBatchColumn Integer(string name) => new(name, DbType.Int32);

    /// <summary>A SHA-256 hash.</summary>
    internal static StagingBatchColumn Hash(string name) => new(name, DbType.Binary);

    /// <summary>A moment in UTC.</summary>
    internal static StagingBatchColumn Moment(string name) => new(name, DbType.DateTime2);

    /// <summary>Adds the parameter of one row: the name, and the number of the row.</summary>
    internal void AddTo(DbCommand command, string number)
    {
        string name = _name + number;
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
