using System.Text;

namespace SsdClr.Database.Tests.Texts;

/// <summary>The comments of C# and the values of its strings. What is put into an interpolated string stays as it is written.</summary>
internal static class CSharpTexts
{
    /// <summary>Each of them, in the order of the source.</summary>
    public static IEnumerable<string> In(string source)
    {
        for (var at = 0; at < source.Length;)
        {
            if (Starts(source, at, "//"))
            {
                var end = EndOf(source, "\n", at);
                yield return source[at..end];
                at = end;
            }
            else if (Starts(source, at, "/*"))
            {
                var end = EndOf(source, "*/", at + 2);
                yield return source[at..end];
                at = end;
            }
            else if (source[at] == '\'')
            {
                at += source[at + 1] == '\\' ? 4 : 3;
            }
            else if (Starts(source, at, "\"\"\""))
            {
                var end = EndOf(source, "\"\"\"", at + 3);
                yield return source[(at + 3)..(end - 3)];
                at = end;
            }
            else if (source[at] == '"')
            {
                var isVerbatim = at > 0 && (source[at - 1] == '@' || (at > 1 && source[at - 1] == '$' && source[at - 2] == '@'));
                yield return Literal(source, isVerbatim, ref at);
            }
            else
            {
                at++;
            }
        }
    }

    private static string Literal(string source, bool isVerbatim, ref int at)
    {
        var value = new StringBuilder();
        for (at++; at < source.Length; at++)
        {
            if (isVerbatim && Starts(source, at, "\"\""))
            {
                value.Append('"');
                at++;
            }
            else if (source[at] == '"')
            {
                break;
            }
            else if (!isVerbatim && source[at] == '\\')
            {
                at++;
                value.Append(source[at] switch { 'n' or 'r' => '\n', 't' => '\t', var other => other });
            }
            else
            {
                value.Append(source[at]);
            }
        }

        at++;
        return value.ToString();
    }

    private static bool Starts(string source, int at, string text) => string.CompareOrdinal(source, at, text, 0, text.Length) == 0;

    private static int EndOf(string source, string text, int from)
    {
        var found = source.IndexOf(text, from, StringComparison.Ordinal);
        return found < 0 ? source.Length : found + text.Length;
    }
}
