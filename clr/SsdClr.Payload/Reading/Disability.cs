namespace SsdClr.Payload.Reading;

/// <summary>A row of ssd_disability. Its code is all that is read.</summary>
internal static class Disability
{
    internal static readonly RecordLayout Layout = RecordLayout.OfPerson(RecordKind.Disability, "ssd_disability", "d", "disa_person_id");
    private static readonly RowColumn<string> s_code = Layout.Text("disa_disability_code");

    /// <summary>The code of a row; null where it holds none.</summary>
    internal static string? Code(SsdRow row) => row.Trimmed(s_code);
}
