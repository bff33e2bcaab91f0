using System;
using System.Collections.Generic;
using System.IO;
using System.Reflection;

namespace SsdClr.Shipped.Host;

/// <summary>
/// A shipped assembly, called by name as SQL Server does. Arguments are given by the name of their parameter; one that is not given is null,
/// zero or false.
/// </summary>
internal sealed class ShippedAssembly
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private readonly Assembly _assembly;

    internal ShippedAssembly(string folder, string name) => _assembly = Assembly.LoadFrom(Path.Combine(folder, name + ".dll"));

    /// <summary>The type of that full name.</summary>
    internal Type Type(string name) => _assembly.GetType(name, throwOnError: true)!;

    /// <summary>Makes an object by the first constructor that has all these parameters.</summary>
    internal object New(string type, params (string Name, object? Value)[] arguments)
    {
        foreach (ConstructorInfo constructor in Type(type).GetConstructors(Any))
        {
            if (!constructor.IsStatic && Fits(constructor, arguments))
            {
                return constructor.Invoke(Values(constructor, arguments));
            }
        }

        throw new MissingMethodException(type, ".ctor");
    }

    /// <summary>Calls the first static method of that name that has all these parameters.</summary>
    internal object? CallStatic(string type, string method, params (string Name, object? Value)[] arguments) =>
        Call(Type(type), target: null, method, arguments);

    /// <summary>Calls the first method of that name that has all these parameters.</summary>
    internal static object? Call(object target, string method, params (string Name, object? Value)[] arguments) =>
        Call(target.GetType(), target, method, arguments);

    private static object? Call(Type type, object? target, string method, (string Name, object? Value)[] arguments)
    {
        foreach (MethodInfo candidate in type.GetMethods(Any))
        {
            if (string.Equals(candidate.Name, method, StringComparison.Ordinal) && Fits(candidate, arguments))
            {
                return candidate.Invoke(target, Values(candidate, arguments));
            }
        }

        throw new MissingMethodException(type.FullName, method);
    }

    private static bool Fits(MethodBase method, (string Name, object? Value)[] arguments)
    {
        var names = new List<string>();
        foreach (ParameterInfo parameter in method.GetParameters())
        {
            names.Add(parameter.Name!);
        }

        return Array.TrueForAll(arguments, argument => names.Contains(argument.Name));
    }

    private static object?[] Values(MethodBase method, (string Name, object? Value)[] arguments)
    {
        ParameterInfo[] parameters = method.GetParameters();
        var values = new object?[parameters.Length];
        foreach (ParameterInfo parameter in parameters)
        {
            (string Name, object? Value) given = Array.Find(arguments, argument => string.Equals(argument.Name, parameter.Name, StringComparison.Ordinal));
            values[parameter.Position] = given.Name is not null ? given.Value
                : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
                : null;
        }

        return values;
    }
}
