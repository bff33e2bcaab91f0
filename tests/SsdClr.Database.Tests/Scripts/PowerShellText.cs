using System.Globalization;
using System.Text;

namespace SsdClr.Database.Tests.Scripts;

/// <summary>As much of PowerShell's grammar as it takes to tell code from comments and strings, and to see that brackets and quotes are closed.</summary>
internal static class PowerShellText
{
    /// <summary>The first bracket or quote without its other half, with its place; empty when there is none.</summary>
    public static string Unclosed(string script) => Read(script, new StringBuilder());

    /// <summary>The script without its comments. Strings stay, for code may stand in them.</summary>
    public static string Code(string script)
    {
        var code = new StringBuilder();
        Read(script, code);
        return code.ToString();
    }

    private static string Read(string script, StringBuilder code)
    {
        // What is open: a bracket, or the double quote of a string whose $(...) is being read.
        var open = new Stack<(char Mark, int Place)>();
        var inString = false;
        for (var place = 0; place < script.Length; place++)
        {
            var character = script[place];
            if (inString)
            {
                code.Append(character);
                switch (character)
                {
                    case '`':
                        place++;
                        break;
                    case '"':
                        open.Pop();
                        inString = false;
                        break;
                    case '$' when place + 1 < script.Length && script[place + 1] == '(':
                        place++;
                        open.Push(('(', place));
                        inString = false;
                        break;
                    default:
                        break;
                }

                continue;
            }

            if (character == '#' || (character == '<' && place + 1 < script.Length && script[place + 1] == '#'))
            {
                var end = character == '#' ? script.IndexOf('\n', place) : script.IndexOf("#>", place, StringComparison.Ordinal) + 1;
                place = end <= 0 ? script.Length : character == '#' ? end - 1 : end;
                continue;
            }

            code.Append(character);
            switch (character)
            {
                case '`':
                    place++;
                    break;
                case '\'':
                    var close = script.IndexOf('\'', place + 1);
                    if (close < 0)
                    {
                        return At('\'', place);
                    }

                    code.Append(script, place + 1, close - place);
                    place = close;
                    break;
                case '"' when open.Any(mark => mark.Mark == '"'):
                    return At(character, place);
                case '"':
                    open.Push((character, place));
                    inString = true;
                    break;
                case '(' or '{' or '[':
                    open.Push((character, place));
                    break;
                case ')' or '}' or ']':
                    if (!open.TryPop(out var opened) || opened.Mark != (character == ')' ? '(' : character == '}' ? '{' : '['))
                    {
                        return At(character, place);
                    }

                    inString = open.TryPeek(out var outer) && outer.Mark == '"';
                    break;
                default:
                    break;
            }
        }

        return open.TryPop(out var left) ? At(left.Mark, left.Place) : string.Empty;
    }

    private static string At(char mark, int place) => string.Create(CultureInfo.InvariantCulture, $"{mark} at {place}");
}
