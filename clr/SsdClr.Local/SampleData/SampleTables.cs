namespace SsdClr.Local.SampleData;

/// <summary>Which tables of the SSD a sample fills.</summary>
internal enum SampleTables
{
    /// <summary>The 19 tables that payloads are made of.</summary>
    Flow,

    /// <summary>Every table of the model.</summary>
    All,
}
