using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

[TestClass]
public sealed class MeantBranchValidatorTests
{
    private static readonly string[] s_replacements = ["null", "true", "false", "1", "\"\"", "\"text\"", "\"2023-02-29\"", "[]", "{}", """{"purge":true}""", """{"purge":false}""", """{"purge":1}"""];

    [TestMethod]
    [DataRow("child")]
    [DataRow("child_with_nulls")]
    public async Task Finds_what_going_through_every_branch_finds_whatever_stands_anywhere(string definition)
    {
        await using var stream = typeof(ChildSchema).Assembly.GetManifestResourceStream("SsdClr.payload.schema.json")!;
        using var text = new StreamReader(stream);
        var schema = (await JsonSchema.FromJsonAsync(await text.ReadToEndAsync())).Definitions[definition];
        var meant = new MeantBranchValidator();

        foreach (var child in Variants(JObject.Parse(ExampleChild.Full)))
        {
            Assert.AreEqual(Text(schema.Validate(child)), Text(meant.Validate(child, schema)), child.ToString());
        }
    }

    /// <summary>The child itself; with each value in turn replaced, each key left out, and a key too many in each object.</summary>
    private static IEnumerable<JObject> Variants(JObject child)
    {
        yield return child;
        foreach (var path in child.Descendants().Where(token => token is not JProperty).Select(token => token.Path))
        {
            foreach (var replacement in s_replacements)
            {
                yield return Changed(child, path, token => token.Replace(JToken.Parse(replacement)));
            }

            yield return Changed(child, path, token => (token.Parent is JProperty member ? member : token).Remove());
            if (child.SelectToken(path) is JObject)
            {
                yield return Changed(child, path, token => ((JObject)token).Add("another", true));
            }
        }
    }

    private static JObject Changed(JObject child, string path, Action<JToken> change)
    {
        var changed = (JObject)child.DeepClone();
        change(changed.SelectToken(path)!);
        return changed;
    }

    private static string Text(ICollection<ValidationError> errors) => string.Join('\n', errors);
}
