namespace SsdClr.Build.Model;

/// <summary>What a good value of a column has to satisfy. Nothing of it is enforced by the tables: it is what data quality is measured by.</summary>
/// <param name="IsRequired">Whether a blank value is a fault.</param>
/// <param name="IsUnique">Whether a value that occurs twice is a fault.</param>
/// <param name="OneOf">How the values hold the codes of the column's list: see <see cref="OneOfForms"/>; null where nothing is asked.</param>
/// <param name="MaximumLength">The most characters a value may have where that is less than the column takes, or null.</param>
/// <param name="Pattern">Regular expression that a whole value must match, or null.</param>
/// <param name="DateOrder">Column of the same table whose date may not be after this one, or null.</param>
/// <param name="Range">Least and greatest number, or null.</param>
internal sealed record SsdValidators(bool IsRequired, bool IsUnique, string? OneOf, int? MaximumLength, string? Pattern, string? DateOrder, (int Least, int Greatest)? Range)
{
    /// <summary>A whole value is a code; a value begins with a code that words may follow; a value is a JSON array of codes.</summary>
    public static readonly IReadOnlyList<string> OneOfForms = ["exact", "leading", "json"];

    /// <summary>Asks for nothing.</summary>
    public static readonly SsdValidators None = new(false, false, null, null, null, null, null);
}
