using System.Text.Json;
using SsdClr.Build.Generation;
using SsdClr.Build.Model;

namespace SsdClr.Database.Tests.Model;

/// <summary>The JSON Schema of a child, the model's columns that feed it, and the page that explains it.</summary>
[TestClass]
public sealed class PayloadSchemaTests
{
    private static readonly SsdModel s_model = SsdModelReader.Read(CheckedOut.Repository);
    private static readonly string s_schema = File.ReadAllText(CheckedOut.Repository.PayloadSchema);

    [TestMethod]
    public void Every_key_of_the_schema_is_on_the_page()
    {
        var page = File.ReadAllText(Path.Combine(CheckedOut.Repository.Root, "docs", "payload.md"));
        var fields = page[page.IndexOf("## 7. ", StringComparison.Ordinal)..page.IndexOf("## 8. ", StringComparison.Ordinal)];
        using var schema = JsonDocument.Parse(s_schema);
        var scalars = PayloadObject.Read(schema.RootElement, s_model).SelectMany(item => item.Keys).Where(key => key.Kind is "Scalar" or "Codes" or "Id").Select(key => key.Name);

        Assert.AreEqual(string.Empty, string.Join(", ", scalars.Distinct(StringComparer.Ordinal).Where(key => !fields.Contains(key, StringComparison.Ordinal))));
    }

    [TestMethod]
    public void Key_that_no_column_feeds_is_named()
    {
        var fault = Refused("\"first_name\": {", "\"nationality\": { \"type\": \"string\" }, \"first_name\": {");

        Assert.Contains("child_details.nationality, which no column of sql/model feeds", fault, StringComparison.Ordinal);
    }

    [TestMethod]
    public void Column_that_feeds_no_key_is_named()
    {
        var fault = Refused("\"first_name\": {", "\"given_name\": {");

        Assert.Contains("ssd_person.pers_forename feeds child_details.first_name, which docs/payload.schema.json does not have", fault, StringComparison.Ordinal);
    }

    private static string Refused(string right, string wrong)
    {
        using var schema = JsonDocument.Parse(s_schema.Replace(right, wrong, StringComparison.Ordinal));
        return Assert.ThrowsExactly<SsdClr.Build.BuildException>(() => PayloadObject.Read(schema.RootElement, s_model)).Message;
    }
}
