namespace SsdClr.Hostile.Behaviours;

/// <summary>Status 200, with any body.</summary>
internal static class Bodies
{
    private const string One = "\"2026-05-04_03:02:01.23_00000000-0000-4000-8000-000000000001.json\"";
    private const string Two = "\"2026-05-04_03:02:01.23_00000000-0000-4000-8000-000000000002\"";

    /// <summary>All of them.</summary>
    internal static IEnumerable<Behaviour> All()
    {
        foreach (var (name, body) in Right())
        {
            yield return new("body " + name, Place.Receiver, Behaviour.Accepted, Http.Sends(Http.Answer(200, body)));
        }

        foreach (var (name, body) in Wrong())
        {
            yield return new("body " + name, Place.Receiver, Behaviour.Unknown, Http.Sends(Http.Answer(200, body)));
        }
    }

    private static IEnumerable<(string Name, string Body)> Right() =>
    [
        ("of receipts", $"[{One},{Two}]"),
        ("of receipts over lines", $"\r\n [\n\t{One} ,\n {Two}\r\n]\n "),
        ("with a byte order mark", "\u00ef\u00bb\u00bf" + $"[{One},{Two}]"),
        ("with one receipt twice", $"[{One},{One}]"),
        ("with escapes", $"[{One.Replace("2026", "\\u0032026", StringComparison.Ordinal)},{Two}]"),
        ("with capital letters", $"[{One.Replace("0000-4000", "00AB-4C00", StringComparison.Ordinal)},{Two}]"),
        ("with six digits of a second", $"[{One.Replace(".23_", ".123456_", StringComparison.Ordinal)},{Two}]"),
    ];

    private static IEnumerable<(string Name, string Body)> Wrong() =>
    [
        ("empty", ""),
        ("of blanks", "   \r\n"),
        ("null", "null"),
        ("true", "true"),
        ("a number", "2"),
        ("a text", One),
        ("an object", "{}"),
        ("an object of receipts", $"{{\"a\":{One},\"b\":{Two}}}"),
        ("an empty array", "[]"),
        ("one receipt", $"[{One}]"),
        ("three receipts", $"[{One},{Two},{One}]"),
        ("an array in an array", $"[[{One},{Two}]]"),
        ("two arrays", $"[{One},{Two}][{One},{Two}]"),
        ("receipts and nulls", $"[{One},null]"),
        ("receipts and numbers", $"[{One},7]"),
        ("empty receipts", "[\"\",\"\"]"),
        ("blank around a receipt", $"[{One.Replace("\"2026", "\" 2026", StringComparison.Ordinal)},{Two}]"),
        ("an impossible day", $"[{One.Replace("05-04", "02-31", StringComparison.Ordinal)},{Two}]"),
        ("no digit of a second", $"[{One.Replace(".23_", "._", StringComparison.Ordinal)},{Two}]"),
        ("seven digits of a second", $"[{One.Replace(".23_", ".1234567_", StringComparison.Ordinal)},{Two}]"),
        ("another ending", $"[{One.Replace(".json", ".xml", StringComparison.Ordinal)},{Two}]"),
        ("a short id", $"[{One.Replace("000000000001", "00000000001", StringComparison.Ordinal)},{Two}]"),
        ("no comma", $"[{One}{Two}]"),
        ("a comma too many", $"[{One},{Two},]"),
        ("no end", $"[{One},{Two}"),
        ("no end of a text", $"[{One},\"2026"),
        ("single quotes", $"[{One},{Two}]".Replace('"', '\'')),
        ("a comment", $"[{One},/* */{Two}]"),
        ("NUL before it", "\0" + $"[{One},{Two}]"),
        ("NUL after it", $"[{One},{Two}]\0"),
        ("NUL in a receipt", $"[{One.Replace("_0", "\0_0", StringComparison.Ordinal)},{Two}]"),
        ("no UTF-8", $"[{One.Replace("json", "\u00ff", StringComparison.Ordinal)},{Two}]"),
        ("UTF-16", string.Concat($"[{One},{Two}]".Select(character => character + "\0"))),
        ("HTML", "<html><body>Welcome to the network</body></html>"),
        ("XML", "<?xml version=\"1.0\"?><r/>"),
        ("receipts in HTML", $"<html>[{One},{Two}]</html>"),
        ("a hundred thousand brackets", new string('[', 100000)),
        ("a hundred thousand objects", string.Concat(Enumerable.Repeat("{\"a\":", 100000))),
        ("a text of 900 kB", "[\"" + new string('x', 900000) + "\"]"),
        ("a million digits", new string('9', 1000000)),
        ("more than a megabyte", new string(' ', 1024 * 1024) + $"[{One},{Two}]"),
        ("the children themselves", "[{},{}]"),
        ("an error in JSON", "{\"error\":\"[0] is wrong\"}"),
        ("a lone surrogate", $"[{One},\"\\ud800\"]"),
        ("a bad escape", $"[{One},\"\\x41\"]"),
        ("an end of line in a receipt", $"[{One},\"2026\n\"]"),
    ];
}
