using System.Reflection;
using System.Text.RegularExpressions;

namespace SsdClr.Local.Server;

/// <summary>The CREATE TABLE statements of the SSD tables, as the product's T-SQL declares them, for a test database that lacks them.</summary>
internal static partial class SsdDeclarations
{
    private const string Prefix = "SsdClr.Ssd.";
    private const string Schema = "[dbo].";

    /// <summary>The statement that makes each table, by the table's name. Keys and indexes are in it; references and descriptions are not.</summary>
    /// <param name="schema">Schema for the tables as bracketed SQL.</param>
    public static IReadOnlyDictionary<string, string> In(string schema)
    {
        var assembly = typeof(SsdDeclarations).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]), name => Statement(assembly, name, schema), StringComparer.Ordinal);
    }

    private static string Statement(Assembly assembly, string resource, string schema)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);

        // The first batch of the file makes the table; the others add what a test database does without.
        var lines = reader.ReadToEnd().ReplaceLineEndings("\n").Split("\nGO\n")[0].Replace(Schema, schema + ".", StringComparison.Ordinal).Split('\n');
        var table = $"{schema}.[{Path.GetFileNameWithoutExtension(resource[Prefix.Length..])}]";
        var indexes = lines.Select(line => Index().Match(line)).Where(match => match.Success).Select(match => $"CREATE NONCLUSTERED INDEX {match.Groups["name"].Value} ON {table} {match.Groups["columns"].Value};");
        var definition = string.Join('\n', lines.Where(line => !Index().IsMatch(line)));

        // Not every engine takes an index within the declaration. The comma before the first of them goes with it.
        return string.Join('\n', [LastComma().Replace(definition, "\n)"), .. indexes]);
    }

    [GeneratedRegex(@"^    INDEX (?<name>\[\w+\]) NONCLUSTERED (?<columns>\([^)]*\)),?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Index();

    [GeneratedRegex(@",\s*\n\)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LastComma();
}
