namespace SsdClr.Payload.Reports;

/// <summary>The words of a query window: texts are as they are.</summary>
internal sealed class TSqlWords : IHostWords
{
    /// <inheritdoc/>
    public string Say(string text, string? personId) => text;

    /// <inheritdoc/>
    public string ChildPage(string personId) => "SELECT csc.child_report_html(SYSDATETIME(), N'" + personId.Replace("'", "''") + "');";
}
