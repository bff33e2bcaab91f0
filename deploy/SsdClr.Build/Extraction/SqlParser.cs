using System.Text.RegularExpressions;

namespace SsdClr.Build.Extraction;

/// <summary>
/// Reads an expression of the mapping language: columns, constants, comparisons, a fixed set of functions and look-ups in other tables. It is small on
/// purpose, so that each part can be written for SQL Server and for SQLite.
/// </summary>
internal sealed partial class SqlParser
{
    // Least and greatest number of arguments.
    private static readonly Dictionary<string, (int Least, int Most)> s_functions = new(StringComparer.Ordinal)
    {
        ["add_days"] = (2, 2), ["add_years"] = (2, 2), ["coalesce"] = (2, 9), ["codes"] = (2, 2), ["contains"] = (2, 2), ["date"] = (1, 1), ["day_of"] = (1, 1), ["days"] = (2, 2),
        ["earlier"] = (2, 2), ["id"] = (1, 1), ["for_person"] = (2, 2), ["iif"] = (3, 3), ["integer"] = (1, 1), ["join"] = (2, 9), ["json"] = (1, 30), ["key"] = (2, 4), ["later"] = (2, 2), ["left"] = (2, 2),
        ["nullif"] = (2, 2), ["number"] = (1, 1), ["one_blank"] = (1, 1), ["only"] = (2, 2), ["recent"] = (1, 1), ["slashed"] = (1, 1), ["squeeze"] = (1, 1), ["stamp"] = (1, 1), ["starts"] = (2, 2),
        ["text"] = (1, 1), ["trim"] = (1, 1),
        ["upper"] = (1, 1), ["whole"] = (1, 1), ["yes"] = (1, 1), ["yes_no"] = (1, 1),
    };

    private static readonly string[] s_lookups = ["exists", "first", "max", "min", "sum", "count", "json_list"];
    private static readonly string[] s_comparisons = ["=", "<>", "<", "<=", ">", ">="];

    private readonly List<string> _tokens = [];
    private readonly Dictionary<string, string> _scope;
    private int _position;

    private SqlParser(string text, IReadOnlyDictionary<string, string> scope)
    {
        this._scope = new Dictionary<string, string>(scope, StringComparer.Ordinal);
        var end = 0;
        foreach (Match match in Token().Matches(text))
        {
            if (text[end..match.Index].Trim().Length > 0)
            {
                break;
            }

            _tokens.Add(match.Value);
            end = match.Index + match.Length;
        }

        if (text[end..].Trim() is { Length: > 0 } rest)
        {
            throw new FormatException($"cannot read '{rest}'");
        }
    }

    /// <summary>Names of all functions and look-ups.</summary>
    public static IEnumerable<string> Names => s_functions.Keys.Concat(s_lookups).Order(StringComparer.Ordinal);

    /// <summary>Reads an expression.</summary>
    /// <param name="text">The expression.</param>
    /// <param name="scope">Tables by their aliases.</param>
    /// <exception cref="FormatException">It is not one; the message says why.</exception>
    public static SqlTerm Read(string text, IReadOnlyDictionary<string, string> scope)
    {
        var parser = new SqlParser(text, scope);
        var term = parser.Or();
        return parser._position == parser._tokens.Count ? term : throw new FormatException($"'{parser._tokens[parser._position]}' is not expected there");
    }

    [GeneratedRegex(@"'(?:[^']|'')*'|@[a-z_]+|[0-9]+|[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)?|<>|<=|>=|[-=<>+(),]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Token();

    private string Next() => _position < _tokens.Count ? _tokens[_position++] : throw new FormatException("something is missing at the end");

    private string Peek(int ahead = 0) => _position + ahead < _tokens.Count ? _tokens[_position + ahead] : string.Empty;

    private bool Take(string token)
    {
        var found = Peek() == token;
        _position += found ? 1 : 0;
        return found;
    }

    private void Expect(string token)
    {
        if (!Take(token))
        {
            throw new FormatException($"'{token}' is expected {(Peek().Length > 0 ? $"before '{Peek()}'" : "at the end")}");
        }
    }

    private SqlTerm Or() => Chain("or", And);

    private SqlTerm And() => Chain("and", Negation);

    private SqlTerm Chain(string word, Func<SqlTerm> operand)
    {
        var term = operand();
        while (Take(word))
        {
            term = new SqlTerm(SqlTermKind.Binary, word, term, operand());
        }

        return term;
    }

    private SqlTerm Negation() => Take("not") ? new SqlTerm(SqlTermKind.Not, "not", Negation()) : Comparison();

    private SqlTerm Comparison()
    {
        var left = Sum();
        if (s_comparisons.Contains(Peek()))
        {
            return new SqlTerm(SqlTermKind.Binary, Next(), left, Sum());
        }

        if (Take("is"))
        {
            var isNot = Take("not");
            Expect("null");
            return Opposite(isNot, new SqlTerm(SqlTermKind.IsNull, "is null", left));
        }

        var negated = Peek() == "not" && Peek(1) == "in" && Take("not");
        if (!Take("in"))
        {
            return left;
        }

        if (Peek().StartsWith('@'))
        {
            return Opposite(negated, new SqlTerm(SqlTermKind.InList, Next()[1..], left));
        }

        Expect("(");
        var values = new List<SqlTerm> { left };
        do
        {
            values.Add(Primary());
        }
        while (Take(","));
        Expect(")");
        return Opposite(negated, new SqlTerm(SqlTermKind.In, "in", values));

        static SqlTerm Opposite(bool opposite, SqlTerm term) => opposite ? new SqlTerm(SqlTermKind.Not, "not", term) : term;
    }

    private SqlTerm Sum()
    {
        var term = Primary();
        while (Peek() is "+" or "-")
        {
            term = new SqlTerm(SqlTermKind.Binary, Next(), term, Primary());
        }

        return term;
    }

    private SqlTerm Primary()
    {
        var token = Next();
        switch (token[0])
        {
            case '(':
                var inside = Or();
                Expect(")");
                return inside;
            case '\'':
                return new SqlTerm(SqlTermKind.Text, token[1..^1].Replace("''", "'", StringComparison.Ordinal));
            case '-' when Peek() is [>= '0' and <= '9', ..]:
                return new SqlTerm(SqlTermKind.Number, "-" + Next());
            case >= '0' and <= '9':
                return new SqlTerm(SqlTermKind.Number, token);
            case '@':
                return token is "@today" or "@from" ? new SqlTerm(SqlTermKind.Parameter, token[1..]) : throw new FormatException($"{token} is no value of a run: there are @today and @from");
        }

        if (token == "null")
        {
            return new SqlTerm(SqlTermKind.Null, token);
        }

        return Peek() == "(" ? Call(token) : Column(token);
    }

    private SqlTerm Column(string token)
    {
        if (token.Split('.') is not [var alias, var name])
        {
            throw new FormatException($"'{token}' is no column with its alias");
        }

        return _scope.TryGetValue(alias, out var table)
            ? new SqlTerm(SqlTermKind.Column, name) { Alias = alias, Table = table }
            : throw new FormatException($"no table is called '{alias}' here; known are {string.Join(", ", _scope.Keys)}");
    }

    private SqlTerm Call(string name)
    {
        Expect("(");
        if (s_lookups.Contains(name))
        {
            return Lookup(name);
        }

        if (!s_functions.TryGetValue(name, out var count))
        {
            throw new FormatException($"there is no function '{name}'; known are {string.Join(", ", Names)}");
        }

        var parts = new List<SqlTerm>();
        do
        {
            parts.Add(name == "json" ? Member() : Or());
        }
        while (Take(","));
        Expect(")");
        return parts.Count >= count.Least && parts.Count <= count.Most ? new SqlTerm(SqlTermKind.Call, name, parts) : throw new FormatException($"{name} has another number of arguments");
    }

    private SqlTerm Member()
    {
        var key = Next();
        Expect("=");
        return new SqlTerm(SqlTermKind.Member, key, Or());
    }

    /// <summary><c>first(VALUE from TABLE ALIAS where CONDITION order VALUE desc, VALUE)</c>; exists and count have no value. The alias is known in the value too.</summary>
    private SqlTerm Lookup(string name)
    {
        // The value may be a look-up itself, in parentheses with a from of its own.
        var start = _position;
        for (var depth = 0; depth > 0 || Peek() != "from";)
        {
            depth += Next() switch { "(" => 1, ")" => -1, _ => 0 };
        }

        _position++;
        var table = Next();
        var alias = Next();
        if (_scope.ContainsKey(alias))
        {
            throw new FormatException($"'{alias}' stands for another table already");
        }

        _scope.Add(alias, table);
        var afterTable = _position;
        _position = start;
        List<SqlTerm> value = Peek() == "from" ? [] : [Or()];
        if (_position != afterTable - 3 || (value.Count == 0) != name is "exists" or "count")
        {
            throw new FormatException(name is "exists" or "count" ? $"{name} begins with from" : $"{name} begins with one value");
        }

        _position = afterTable;
        Expect("where");
        var where = Or();
        var order = new List<(SqlTerm By, bool Descending)>();
        if (name == "first")
        {
            Expect("order");
            do
            {
                var by = Sum();
                order.Add((by, Take("desc")));
            }
            while (Take(","));
        }

        Expect(")");
        _scope.Remove(alias);
        return new SqlTerm(SqlTermKind.Lookup, name, value) { Rows = new SqlRows(table, alias, where, order) };
    }
}
