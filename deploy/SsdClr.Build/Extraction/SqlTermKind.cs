namespace SsdClr.Build.Extraction;

/// <summary>What a part of an expression is.</summary>
internal enum SqlTermKind
{
    /// <summary>A column of a table in scope.</summary>
    Column,

    /// <summary>A text between quotes.</summary>
    Text,

    /// <summary>A whole number.</summary>
    Number,

    /// <summary>NULL.</summary>
    Null,

    /// <summary>A value of the run: <c>@today</c> or <c>@from</c>.</summary>
    Parameter,

    /// <summary>A function of the mapping language with its arguments.</summary>
    Call,

    /// <summary>A key of a JSON object with its value.</summary>
    Member,

    /// <summary>Two parts with an operator between them.</summary>
    Binary,

    /// <summary>The opposite of its one part.</summary>
    Not,

    /// <summary>Whether its one part is NULL.</summary>
    IsNull,

    /// <summary>Whether the first part is one of the others.</summary>
    In,

    /// <summary>Whether its one part is in a list that an authority fills.</summary>
    InList,

    /// <summary>A value worked out from rows of another table.</summary>
    Lookup,
}
