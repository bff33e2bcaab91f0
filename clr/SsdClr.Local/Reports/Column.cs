namespace SsdClr.Local.Reports;

/// <summary>A column of a result, whatever form it is shown in.</summary>
/// <param name="Key">Its name in JSON.</param>
/// <param name="Heading">Its heading on screen and in a sheet.</param>
/// <param name="Value">The value of a row: a text, a number, a DateOnly, a DateTime (UTC), a bool, a list of texts, or null.</param>
internal sealed record Column<TRow>(string Key, string Heading, Func<TRow, object?> Value)
{
    /// <summary>True for numbers: on screen they are aligned right.</summary>
    public bool IsNumber { get; init; }

    /// <summary>Its heading in a sheet, where that is another one.</summary>
    public string? SheetHeading { get; init; }
}
