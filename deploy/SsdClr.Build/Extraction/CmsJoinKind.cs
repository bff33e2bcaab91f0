namespace SsdClr.Build.Extraction;

/// <summary>How the rows of another table are brought in.</summary>
internal enum CmsJoinKind
{
    /// <summary>Rows without a partner are left out.</summary>
    Inner,

    /// <summary>At most one partner is expected; a row without one stays.</summary>
    Left,

    /// <summary>The newest of several partners; a row without one stays.</summary>
    Newest,
}
