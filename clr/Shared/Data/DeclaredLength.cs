namespace SsdClr.Data;

/// <summary>Declared lengths of columns whose texts come from outside. SQL Server refuses a longer text, and with it the whole refresh; SQLite takes any.</summary>
internal static class DeclaredLength
{
    /// <summary>person_id of csc.staging and csc.batch_child.</summary>
    internal const int PersonId = 48;

    /// <summary>la_child_id of csc.staging and csc.batch_child.</summary>
    internal const int LaChildId = 48;

    /// <summary>base_url of csc.receiver.</summary>
    internal const int BaseUrl = 400;

    /// <summary>ssd_schema of csc.ssd_table_count.</summary>
    internal const int SsdSchema = 264;
}
