using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Checks one child against <c>docs/payload.schema.json</c>, which is embedded: the published schema is the one that is used.
/// </summary>
internal sealed class ChildSchema
{
    private const string ResourceName = "SsdClr.payload.schema.json";

    private readonly JsonSchema _child;
    private readonly JsonSchema _deletion;
    private readonly MeantBranchValidator _validator = new();

    private ChildSchema(JsonSchema schema, bool takesNulls)
    {
        _child = schema.Definitions[takesNulls ? "child_with_nulls" : "child"];
        _deletion = schema.Definitions["child_deletion"];
    }

    /// <summary>Reads the embedded schema.</summary>
    /// <param name="takesNulls">Whether null may clear a value that can be absent; false as long as the real receiver is not known to take it.</param>
    public static async Task<ChildSchema> LoadAsync(bool takesNulls = false)
    {
        using var reader = new StreamReader(typeof(ChildSchema).Assembly.GetManifestResourceStream(ResourceName)!, Encoding.UTF8);
        return new ChildSchema(await JsonSchema.FromJsonAsync(await reader.ReadToEndAsync().ConfigureAwait(false)).ConfigureAwait(false), takesNulls);
    }

    /// <summary>
    /// Every fault of one child as a path within it, a space and what must hold there (<c>.child_details.sex must be ...</c>);
    /// the child itself has the empty path. No value is ever repeated: values are personal data.
    /// </summary>
    /// <param name="childUtf8">One JSON value, already known to be well-formed.</param>
    public IReadOnlyList<string> Faults(ReadOnlySpan<byte> childUtf8)
    {
        JToken child;
        try
        {
            using var reader = new JsonTextReader(new StringReader(Encoding.UTF8.GetString(childUtf8))) { DateParseHandling = DateParseHandling.None };
            child = JToken.ReadFrom(reader);
        }
        catch (JsonReaderException)
        {
            return [" holds a number that is too long to read"];
        }

        if (child is not JObject members)
        {
            return [" must be an object"];
        }

        var isDeletion = members["purge"] is JValue { Value: true };
        var errors = _validator.Validate(child, isDeletion ? _deletion : _child);
        return errors.Count == 0 ? [] : [.. WithoutConsequences([.. errors.SelectMany(Leaves)]).Select(Describe).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>A value of the wrong type also has the wrong value and lacks every key: its type is the fault.</summary>
    private static IEnumerable<ValidationError> WithoutConsequences(List<ValidationError> faults)
    {
        var mistyped = faults.Where(fault => fault.Kind is ValidationErrorKind.StringExpected or ValidationErrorKind.IntegerExpected
            or ValidationErrorKind.BooleanExpected or ValidationErrorKind.ObjectExpected or ValidationErrorKind.ArrayExpected).ToList();
        return faults.Where(fault => !mistyped.Exists(type => type != fault
            && (fault.Path == type.Path || fault.Path!.StartsWith($"{type.Path}.", StringComparison.Ordinal))));
    }

    /// <summary>The faults that caused a fault: for a choice between "kept" and "removed", those of the branch the sender meant.</summary>
    private static IEnumerable<ValidationError> Leaves(ValidationError error)
    {
        if (error is not ChildSchemaValidationError parent)
        {
            return [error];
        }

        // The branch "kept" stands last in the schema; it was meant unless it is its value of purge that is wrong.
        var branches = parent.Errors.Values;
        var meant = branches.LastOrDefault(branch => !branch.Any(fault => fault.Kind == ValidationErrorKind.NotInEnumeration && fault.Path == $"{parent.Path}.purge"))
            ?? branches.Last();
        return meant.SelectMany(Leaves);
    }

    private static string Describe(ValidationError error)
    {
        var path = error.Path ?? string.Empty;
        path = path.TrimStart('#', '/');
        if (error.Kind == ValidationErrorKind.NoAdditionalPropertiesAllowed && !IsShapedLikeAKey(error.Property))
        {
            // A key that no payload could have may be a value in the wrong place.
            path = path.Length > error.Property!.Length ? path[..^(error.Property.Length + 1)] : string.Empty;
            return $"{Prefix(path)} has a key that is not part of the payload";
        }

        return $"{Prefix(path)} {Demand(error)}";
    }

    private static string Prefix(string path) => path.Length == 0 ? string.Empty : "." + path;

    private static bool IsShapedLikeAKey(string? key) =>
        key is { Length: > 0 and <= 64 } && key.All(character => char.IsAsciiLetterLower(character) || char.IsAsciiDigit(character) || character == '_');

    private static string Demand(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.NoAdditionalPropertiesAllowed => "is not part of the payload",
        ValidationErrorKind.PropertyRequired => "is missing",
        ValidationErrorKind.StringExpected => "must be a string",
        ValidationErrorKind.IntegerExpected => "must be a whole number",
        ValidationErrorKind.BooleanExpected => "must be true or false",
        ValidationErrorKind.ObjectExpected => "must be an object",
        ValidationErrorKind.ArrayExpected => "must be an array",
        ValidationErrorKind.NotInEnumeration => $"must be {string.Join(" or ", error.Schema.ActualSchema.Enumeration.Select(value => JsonConvert.SerializeObject(value)))}",
        // A pattern is no help to an analyst, and its brackets look like the position of a child.
        ValidationErrorKind.PatternMismatch or ValidationErrorKind.DateExpected => $"must be {error.Schema.ActualSchema.Description}",
        ValidationErrorKind.StringTooShort => $"must have at least {error.Schema.ActualSchema.MinLength} characters",
        ValidationErrorKind.StringTooLong => $"must have at most {error.Schema.ActualSchema.MaxLength} characters",
        ValidationErrorKind.TooFewItems => $"must have at least {error.Schema.ActualSchema.MinItems} items",
        ValidationErrorKind.TooManyItems => $"must have at most {error.Schema.ActualSchema.MaxItems} items",
        ValidationErrorKind.ItemsNotUnique => "must not have an item twice",
        ValidationErrorKind.TooFewProperties => $"must have at least {error.Schema.ActualSchema.MinProperties} keys",
        var kind => $"breaks the schema ({kind})",
    };
}
