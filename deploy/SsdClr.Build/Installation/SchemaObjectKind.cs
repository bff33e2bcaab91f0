namespace SsdClr.Build.Installation;

/// <summary>What a file of the schema declares, in the order in which an installation makes it.</summary>
internal enum SchemaObjectKind
{
    /// <summary>The schema itself.</summary>
    Schema,

    /// <summary>A database role.</summary>
    Role,

    /// <summary>A database user without login.</summary>
    User,

    /// <summary>A table with its constraints and indexes.</summary>
    Table,

    /// <summary>An assembly with its bytes.</summary>
    Assembly,

    /// <summary>A function in T-SQL or in an assembly.</summary>
    Function,

    /// <summary>A view.</summary>
    View,

    /// <summary>A procedure in T-SQL or in an assembly.</summary>
    Procedure,

    /// <summary>A trigger on a table.</summary>
    Trigger,

    /// <summary>What one role may do: grants, denials and memberships.</summary>
    Permissions,
}
