namespace SsdClr.Build.Extraction;

/// <summary>How far a line of a mapping may be relied on.</summary>
internal enum CmsGrade
{
    /// <summary>Our own reading. A comment until an authority confirms it.</summary>
    Unverified,

    /// <summary>A public extract of a named version reads the same columns for this. Fills by default.</summary>
    Published,

    /// <summary>An authority has seen it to be right in its database.</summary>
    Confirmed,
}
