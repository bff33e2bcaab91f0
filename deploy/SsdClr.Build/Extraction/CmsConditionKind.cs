namespace SsdClr.Build.Extraction;

/// <summary>What a condition asks of its column.</summary>
internal enum CmsConditionKind
{
    /// <summary>One of the values.</summary>
    In,

    /// <summary>None of the values; NULL counts as none of them.</summary>
    NotIn,

    /// <summary>Like the one pattern.</summary>
    Like,

    /// <summary>One of the values of a list that differs by authority, which the one value names.</summary>
    List,

    /// <summary>Not NULL.</summary>
    Filled,
}
