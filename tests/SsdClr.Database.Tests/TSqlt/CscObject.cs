using Microsoft.SqlServer.TransactSql.ScriptDom;
using SsdClr.Build.Generation;
using SsdClr.Database.Tests.Scripts;

namespace SsdClr.Database.Tests.TSqlt;

/// <summary>An object of sql/csc: one a file, of the file's name.</summary>
/// <param name="Folder">Tables, Views, Functions, Procedures, Triggers or Security.</param>
/// <param name="Name">Its name without the schema.</param>
/// <param name="Source">Its file.</param>
/// <param name="Parsed">Its file, parsed.</param>
internal sealed record CscObject(string Folder, string Name, SqlSource Source, TSqlScript Parsed)
{
    /// <summary>Every object of schema csc that has a folder of its kind.</summary>
    public static IReadOnlyList<CscObject> All { get; } =
    [
        .. from source in CheckedOut.SsdClr.Sources
           let parts = source.Name.Split('/')
           where parts is ["sql", "csc", "Tables" or "Views" or "Functions" or "Procedures" or "Triggers" or "Security", _]
           select new CscObject(parts[2], Path.GetFileNameWithoutExtension(parts[3]), source, DeploymentScript.Parse(source.Name, source.Text)),
    ];

    /// <summary>Whether a method of an assembly is its body.</summary>
    public bool IsOfAnAssembly => Fragments.Of<MethodSpecifier>(Parsed).Count > 0;

    public static CscObject Named(string name) => All.Single(found => found.Name == name && found.Folder != "Security");

    /// <summary>The text of a part, blanks made single.</summary>
    public string TextOf(TSqlFragment part) => string.Join(' ', Source.Text.Substring(part.StartOffset, part.FragmentLength).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
