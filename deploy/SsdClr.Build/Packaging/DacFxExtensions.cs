using System.Collections;
using System.Reflection;
using Microsoft.SqlServer.Dac.Model;

namespace SsdClr.Build.Packaging;

/// <summary>
/// Makes DacFx usable on .NET: its extension loader scans every assembly it finds and stops at <c>AssemblyName.KeyPair</c>, which .NET no longer has.
/// So its list of extensions is filled here, by the loader's own methods, from the two DacFx assemblies that hold them.
/// </summary>
internal static class DacFxExtensions
{
    private const BindingFlags AnyStatic = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic;
    private static readonly Lazy<bool> Loaded = new(Load);

    /// <summary>Has to run before the first model or package is opened; further calls do nothing.</summary>
    public static void Prime() => _ = Loaded.Value;

    private static bool Load()
    {
        var schema = System.Reflection.Assembly.Load("Microsoft.Data.Tools.Schema.Sql");
        var loader = schema.GetType("Microsoft.Data.Tools.Schema.Extensibility.ExtensionTypeLoader", throwOnError: true)!;

        Field(loader, "_initialized").SetValue(null, null);
        Call(loader, "LoadDecoratedAssembly", schema);
        Call(loader, "LoadDecoratedAssembly", typeof(TSqlModel).Assembly);
        Call(loader, "ReEvaluateUnmatchedTypes");
        Call(loader, "LoadEnabledTypes");
        ((IDictionary)Field(loader, "_loadedExtensions").GetValue(null)!).Clear();
        Call(loader, "FilterExtensionsWithLoadedDsp", Field(loader, "_allExtensions").GetValue(null)!);
        Call(loader, "AssignDefaultExtension");
        Field(loader, "_extensionsLoaded").SetValue(null, 1);
        return true;
    }

    private static FieldInfo Field(Type loader, string name) =>
        loader.GetField(name, AnyStatic) ?? throw new MissingFieldException(loader.FullName, name);

    private static void Call(Type loader, string name, params object[] arguments) =>
        (loader.GetMethod(name, AnyStatic) ?? throw new MissingMethodException(loader.FullName, name)).Invoke(null, arguments);
}
