using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Checks an object that may be one of several shapes against the one that its <c>purge</c> tells: every shape of the payload demands that key, and no
/// two allow the same value of it, so the others cannot hold. Only where it is faulty all of them are gone through, for the report. Formats are checked as by
/// <see cref="JsonSchema.Validate(JToken, SchemaType, JsonSchemaValidatorSettings)"/>.
/// </summary>
internal sealed class MeantBranchValidator() : JsonSchemaValidator(new JsonSchemaValidatorSettings())
{
    private const string Purge = "purge";

    /// <inheritdoc/>
    protected override ICollection<ValidationError> Validate(JToken token, JsonSchema schema, SchemaType schemaType, string? propertyName, string propertyPath) =>
        Meant(token, schema.ActualSchema) is { } meant && base.Validate(token, meant, schemaType, propertyName, propertyPath).Count == 0
            ? []
            : base.Validate(token, schema, schemaType, propertyName, propertyPath);

    /// <summary>The only branch whose purge may have the value it has; null where the branches are not told apart by it.</summary>
    private static JsonSchema? Meant(JToken token, JsonSchema schema)
    {
        if (schema.OneOf.Count == 0 || token is not JObject members || members[Purge] is not JValue purge)
        {
            return null;
        }

        JsonSchema? meant = null;
        foreach (var branch in schema.OneOf.Select(branch => branch.ActualSchema))
        {
            if (!branch.RequiredProperties.Contains(Purge)
                || !branch.Properties.TryGetValue(Purge, out var allowed)
                || allowed.ActualSchema.Enumeration is not { Count: > 0 } values)
            {
                return null;
            }

            if (values.Any(value => Equals(value, purge.Value)))
            {
                if (meant is not null)
                {
                    return null;
                }

                meant = branch;
            }
        }

        return meant;
    }
}
