namespace SsdClr.Payload.Reading;

/// <summary>A column of the SSD, as sql/model has it.</summary>
internal sealed partial class SsdModelColumn
{
    private SsdModelColumn(string table, string name, string feeds, bool isIndexed)
    {
        Table = table;
        Name = name;
        Feeds = feeds;
        IsIndexed = isIndexed;
    }

    /// <summary>The table.</summary>
    internal string Table { get; }

    /// <summary>The column; no other table has one of that name.</summary>
    internal string Name { get; }

    /// <summary>Payload fields made from it, each with its number; empty where it finds records or decides about them.</summary>
    internal string Feeds { get; }

    /// <summary>True where the published tables have an index that begins with it, the primary key's among them.</summary>
    internal bool IsIndexed { get; }
}
