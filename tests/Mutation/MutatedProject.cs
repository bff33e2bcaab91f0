using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SsdClr.Mutation;

/// <summary>The sources of one assembly, compiled with its mutants in it.</summary>
internal sealed class MutatedProject
{
    private static readonly CSharpParseOptions s_parsing = new(LanguageVersion.Latest);

    private readonly Assembly _original;
    private readonly Dictionary<string, SyntaxTree> _trees = new(StringComparer.Ordinal);
    private readonly List<string> _mutated;
    private readonly Dictionary<int, (string File, SyntaxNode Root)> _alone = [];

    /// <param name="folder">The project's folder.</param>
    /// <param name="original">The assembly as built.</param>
    /// <param name="isMutated">True for the files to mutate, by their path inside the folder.</param>
    internal MutatedProject(string folder, Assembly original, Func<string, bool> isMutated)
    {
        _original = original;
        foreach (var path in Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        {
            var file = Path.GetRelativePath(folder, path).Replace('\\', '/');
            if (file.Split('/')[0] is not ("bin" or "obj" or "SqlServer"))
            {
                _trees.Add(file, CSharpSyntaxTree.ParseText(File.ReadAllText(path), s_parsing, file));
            }
        }

        _mutated = [.. _trees.Keys.Where(isMutated).Order(StringComparer.Ordinal)];
    }

    /// <summary>The mutants, of which those that do not compile have no seat.</summary>
    internal List<Mutant> Mutants { get; } = [];

    /// <summary>Compiles the assembly with all mutants woven in, leaving out those that do not compile.</summary>
    internal void EmitWoven(string path)
    {
        var refused = new HashSet<int>();
        while (true)
        {
            Mutants.Clear();
            _alone.Clear();
            var trees = new Dictionary<string, SyntaxTree>(_trees, StringComparer.Ordinal);
            foreach (var file in _mutated)
            {
                var alone = new Dictionary<int, SyntaxNode>();
                var woven = new Weaver(file, _trees[file].GetRoot(), refused, Mutants, alone).Weave();

                trees[file] = _trees[file].WithRootAndOptions(woven, s_parsing);
                foreach (var (id, root) in alone)
                {
                    _alone.Add(id, (file, root));
                }
            }

            var errors = Errors(Compile(trees.Values), path);
            if (errors.Count == 0)
            {
                return;
            }

            var culprits = errors.Select(Culprit).ToList();
            if (culprits.Contains(0))
            {
                throw new InvalidOperationException("The woven source does not compile: " + errors[culprits.IndexOf(0)]);
            }

            refused.UnionWith(culprits);
        }
    }

    /// <summary>Compiles the assembly with one mutant in it; false where that does not compile.</summary>
    internal bool TryEmitAlone(int id, string path)
    {
        var (file, root) = _alone[id];
        var trees = new Dictionary<string, SyntaxTree>(_trees, StringComparer.Ordinal) { [file] = _trees[file].WithRootAndOptions(root, s_parsing) };
        return Errors(Compile(trees.Values), path).Count == 0;
    }

    private static int Culprit(Diagnostic error)
    {
        var node = error.Location.SourceTree?.GetRoot().FindNode(error.Location.SourceSpan, getInnermostNodeForTie: true);
        var annotation = node?.AncestorsAndSelf().SelectMany(ancestor => ancestor.GetAnnotations(Weaver.Annotation)).FirstOrDefault();
        return annotation is null ? 0 : int.Parse(annotation.Data!, CultureInfo.InvariantCulture);
    }

    private static List<Diagnostic> Errors(CSharpCompilation compilation, string path)
    {
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var errors = result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).ToList();
        if (result.Success)
        {
            File.WriteAllBytes(path, image.ToArray());
        }

        return errors;
    }

    private CSharpCompilation Compile(IEnumerable<SyntaxTree> trees)
    {
        var name = _original.GetName();
        var friends = string.Concat(_original.GetCustomAttributes<InternalsVisibleToAttribute>().Select(friend => $"[assembly: {typeof(InternalsVisibleToAttribute).FullName}(\"{friend.AssemblyName}\")]"));
        var version = $"[assembly: {typeof(AssemblyVersionAttribute).FullName}(\"{name.Version}\")]";
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => !string.Equals(Path.GetFileNameWithoutExtension(path), name.Name, StringComparison.OrdinalIgnoreCase))
            .Select(path => MetadataReference.CreateFromFile(path));
        return CSharpCompilation.Create(
            name.Name,
            [.. trees, CSharpSyntaxTree.ParseText(friends + version + MutantSwitchSource.Source(Mutants.Count), s_parsing)],
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, generalDiagnosticOption: ReportDiagnostic.Suppress, nullableContextOptions: NullableContextOptions.Enable));
    }
}
