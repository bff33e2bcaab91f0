using System.Text;

namespace SsdClr.Json;

/// <summary>A property name, encoded once: <c>"name":</c> in UTF-8.</summary>
/// <param name="text">Lower-case ASCII letters, digits and underscores: a name of the payload, which needs no escapes.</param>
internal sealed class JsonName(string text)
{
    /// <summary>The name itself.</summary>
    internal string Text { get; } = text;

    /// <summary>The name in quotes with its colon.</summary>
    internal byte[] Encoded { get; } = Encoding.ASCII.GetBytes("\"" + text + "\":");
}
