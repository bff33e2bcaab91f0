namespace SsdClr.Settings;

/// <summary>What a setting's text must look like.</summary>
internal enum SettingKind
{
    /// <summary>Any text without outer blanks.</summary>
    Text,

    /// <summary>A whole number within the definition's bounds.</summary>
    WholeNumber,

    /// <summary>1 (on) or 0 (off).</summary>
    Flag,

    /// <summary>One of the definition's choices, exactly as spelled.</summary>
    Choice,

    /// <summary>Texts separated by semicolons.</summary>
    List,

    /// <summary>An absolute https:// address without user, query or fragment.</summary>
    HttpsAddress,

    /// <summary>http://host or http://host:port, and nothing else.</summary>
    ProxyAddress,

    /// <summary>Names or addresses of hosts, separated by semicolons; one may begin with a dot or with *. .</summary>
    HostList,

    /// <summary>Three digits.</summary>
    LocalAuthorityCode,

    /// <summary>A schema, or database.schema.</summary>
    Schema,

    /// <summary>A column: schema.table.column, or database.schema.table.column.</summary>
    Column,
}
