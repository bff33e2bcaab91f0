namespace SsdClr.Build.Extraction;

/// <summary>What a field is made of: one of a small set of named transformations.</summary>
internal abstract record CmsExpression
{
    /// <summary>Columns of the statement's tables it needs.</summary>
    public abstract IEnumerable<CmsColumn> Columns { get; }

    /// <summary>Conditions inside it, which may name lists that differ by authority.</summary>
    public virtual IEnumerable<CmsCondition> Conditions => [];

    /// <summary>The T-SQL of it, on one line.</summary>
    /// <param name="names">Names as the authority's database has them.</param>
    public abstract string Write(SourceNames names);
}
