namespace SsdClr.Payload.Reading;

/// <summary>A column of a kind of record, as its <see cref="RecordLayout"/> declares it.</summary>
internal sealed class RecordColumn
{
    private readonly string[] _expressions;

    /// <param name="use">What the program takes the column for.</param>
    /// <param name="name">The name of the column.</param>
    /// <param name="isOwn">True for a column of the record's own table.</param>
    /// <param name="expressions">The SQL that gives the value: one for all sources of the record, or one for each.</param>
    internal RecordColumn(ColumnUse use, string name, bool isOwn, params string[] expressions)
    {
        Use = use;
        Name = name;
        IsOwn = isOwn;
        _expressions = expressions;
    }

    /// <summary>What the program takes the column for.</summary>
    internal ColumnUse Use { get; }

    /// <summary>The name of the column.</summary>
    internal string Name { get; }

    /// <summary>True for a column of the record's own table.</summary>
    internal bool IsOwn { get; }

    /// <summary>The SQL that gives the value in one of the sources.</summary>
    internal string Expression(int source) => _expressions[_expressions.Length == 1 ? 0 : source];
}
