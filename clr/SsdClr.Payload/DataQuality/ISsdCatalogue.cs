using System.Collections.Generic;

namespace SsdClr.Payload.DataQuality;

/// <summary>What a database says of its own tables; each kind of database says it in its own way.</summary>
internal interface ISsdCatalogue
{
    /// <summary>Those columns that the table has, as they are declared; empty where there is no such table, or none that the caller may see.</summary>
    /// <param name="table">Name of an SSD table.</param>
    /// <param name="columns">Names of columns, program text.</param>
    Dictionary<string, CatalogueColumn> Columns(string table, IReadOnlyList<string> columns);

    /// <summary>True where a synonym has the table's name: what it stands for can be read, and says nothing of its columns here.</summary>
    /// <param name="table">Name of an SSD table.</param>
    bool IsSynonym(string table);

    /// <summary>True where the caller may read the table.</summary>
    bool MaySelect(string table);
}
