using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Resolves references against the .NET Framework 4.7.2 reference assemblies, never against what happens to be installed.</summary>
internal sealed class ReferenceAssemblyResolver(string folder) : IAssemblyResolver
{
    private readonly Dictionary<string, AssemblyDefinition> _loaded = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public AssemblyDefinition Resolve(AssemblyNameReference name) => Resolve(name, new ReaderParameters());

    /// <inheritdoc/>
    public AssemblyDefinition Resolve(AssemblyNameReference name, ReaderParameters parameters)
    {
        // The security attributes name some enumerations without a usable assembly name; they are all in mscorlib.
        var simpleName = name.Name == "System.Security.Permissions" ? "mscorlib" : name.Name;
        if (!_loaded.TryGetValue(simpleName, out var assembly))
        {
            var path = Path.Combine(folder, simpleName + ".dll");
            if (!File.Exists(path))
            {
                throw new AssemblyResolutionException(name);
            }

            assembly = AssemblyDefinition.ReadAssembly(path, new ReaderParameters { AssemblyResolver = this });
            _loaded.Add(simpleName, assembly);
        }

        return assembly;
    }

    /// <summary>Loads a reference assembly by its simple name.</summary>
    public ModuleDefinition Open(string simpleName) => Resolve(new AssemblyNameReference(simpleName, null)).MainModule;

    /// <summary>Opens an assembly that references these. In memory, so that a build can replace the file meanwhile.</summary>
    public ModuleDefinition OpenFile(string path) =>
        ModuleDefinition.ReadModule(path, new ReaderParameters(ReadingMode.Immediate) { AssemblyResolver = this, InMemory = true });

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var assembly in _loaded.Values)
        {
            assembly.Dispose();
        }

        _loaded.Clear();
    }
}
