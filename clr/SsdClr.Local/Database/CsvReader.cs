using System.Buffers;
using System.Text;

namespace SsdClr.Local.Database;

/// <summary>
/// Reads comma-separated values as RFC 4180 describes them: fields in double quotes may hold commas, line ends and doubled quotes; lines end in
/// CRLF or LF; a byte order mark is skipped. Semicolons or tabs may stand for the commas, as the first line shows. One rule goes beyond the RFC and is why
/// this class exists: <b>a field without any character is NULL, a field of two quotes (<c>""</c>) is the empty string</b>. A database distinguishes the
/// two; CSV libraries drop the difference.
/// </summary>
internal sealed class CsvReader
{
    // No column of the SSD comes near these; without them one lost quote reads a file of any size into one field.
    internal const int LongestField = 1_000_000;
    internal const int MostFields = 10_000;

    private const string Separators = ",;\t";
    private static readonly SearchValues<char>[] s_plainEnds = [.. Separators.Select(separator => SearchValues.Create(separator + "\r\n\"" + CsvText.NotText))];
    private static readonly SearchValues<char> s_quotedEnds = SearchValues.Create("\"\n" + CsvText.NotText);

    private readonly TextReader _reader;
    private readonly string _encoding;
    private readonly char[] _buffer = new char[65536];
    private readonly StringBuilder _carried = new();
    private int _position;
    private int _length;
    private int _line = 1;
    private int _field;
    private int _opened;
    private bool _started;
    private SearchValues<char> _plainEnds = s_plainEnds[0];

    /// <summary>Reads from text.</summary>
    public CsvReader(TextReader reader)
        : this(reader, "utf-8")
    {
    }

    /// <summary>Reads a file; bytes that are no text in its encoding are refused.</summary>
    public CsvReader(CsvText text)
        : this(text.Reader, text.Encoding)
    {
    }

    private CsvReader(TextReader reader, string encoding)
    {
        _reader = reader;
        _encoding = encoding;
    }

    /// <summary>What separates fields: a comma, a semicolon or a tab. Known when the first record has been read.</summary>
    public char Separator { get; private set; } = Separators[0];

    /// <summary>The line on which the record last read begins, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Reads the next record into <paramref name="fields"/>; false at the end of the text.</summary>
    /// <exception cref="CsvFormatException">A quote out of place, an unclosed quote, a lone carriage return, bytes that are no text.</exception>
    public bool Read(List<string?> fields)
    {
        fields.Clear();
        if (!_started)
        {
            _started = true;
            if (Available() && _buffer[_position] == '\uFEFF')
            {
                _position++;
            }

            FindSeparator();
        }

        if (!Available())
        {
            return false;
        }

        Line = _line;
        bool more;
        do
        {
            _field = fields.Count + 1;
            if (_field > MostFields)
            {
                throw Fault("more fields than any table has columns");
            }

            _opened = _line;
            fields.Add(Available() && _buffer[_position] == '"' ? Quoted() : Plain());
            more = EndField();
        }
        while (more);

        return true;
    }

    // The first of them outside quotes on the first line: it names columns, and no column's name holds one.
    private void FindSeparator()
    {
        var quoted = false;
        for (var at = _position; Available() && at < _length && (quoted || _buffer[at] is not ('\r' or '\n')); at++)
        {
            quoted ^= _buffer[at] == '"';
            var separator = Separators.IndexOf(_buffer[at], StringComparison.Ordinal);
            if (!quoted && separator >= 0)
            {
                Separator = Separators[separator];
                _plainEnds = s_plainEnds[separator];
                return;
            }
        }
    }

    private bool Available()
    {
        if (_position < _length)
        {
            return true;
        }

        _position = 0;
        _length = _reader.ReadBlock(_buffer, 0, _buffer.Length);
        return _length > 0;
    }

    /// <summary>A field without quotes: null when it has no character.</summary>
    private string? Plain()
    {
        _carried.Clear();
        while (Available())
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(_plainEnds);
            if (end < 0)
            {
                Carry(rest);
                _position = _length;
                continue;
            }

            _position += end;
            switch (rest[end])
            {
                case '"':
                    throw Fault("a double quote inside a field that does not begin with one (put the field in quotes and double each quote in it)");
                case CsvText.NotText:
                    throw NotText();
                default:
                    if (_carried.Length == 0)
                    {
                        return end == 0 ? null : new string(rest[..end]);
                    }

                    return _carried.Append(rest[..end]).ToString();
            }
        }

        return _carried.Length == 0 ? null : _carried.ToString();
    }

    /// <summary>A field in quotes: never null, empty when there is nothing between them.</summary>
    private string Quoted()
    {
        _position++;
        _carried.Clear();
        while (Available())
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(s_quotedEnds);
            if (end < 0)
            {
                Carry(rest);
                _position = _length;
                continue;
            }

            Carry(rest[..end]);
            _position += end + 1;
            switch (rest[end])
            {
                case '\n':
                    _line++;
                    _carried.Append('\n');
                    break;
                case CsvText.NotText:
                    throw NotText();
                default:
                    if (!Available() || _buffer[_position] != '"')
                    {
                        return _carried.ToString();
                    }

                    _carried.Append('"');
                    _position++;
                    break;
            }
        }

        throw new CsvFormatException(_opened, _field, "a double quote opens the field and none closes it");
    }

    private void Carry(ReadOnlySpan<char> text)
    {
        if (_carried.Length + text.Length > LongestField)
        {
            throw new CsvFormatException(_opened, _field, "a field of more than a million characters (a double quote that nothing closes, most often)");
        }

        _carried.Append(text);
    }

    /// <summary>Steps over what ends a field; true when another field of the same record follows.</summary>
    private bool EndField()
    {
        if (!Available())
        {
            return false;
        }

        switch (_buffer[_position++])
        {
            case var end when end == Separator:
                return true;
            case '\n':
                _line++;
                return false;
            case '\r' when Available() && _buffer[_position] == '\n':
                _position++;
                _line++;
                return false;
            case '\r':
                throw Fault("a carriage return without a line feed (end lines in CRLF or LF)");
            case var _ when _opened < _line:
                // The next quote of the file, most often: it opens a field of its own.
                throw new CsvFormatException(_opened, _field, $"a double quote opens the field, and text follows the quote on line {_line} that would close it (close the first one, and double each quote inside a field)");
            default:
                throw Fault("text after the closing double quote (double each quote inside a field)");
        }
    }

    private CsvFormatException NotText() =>
        Fault($"bytes that are not {_encoding} (save the file as UTF-8, or say what it is: --encoding windows-1252)");

    private CsvFormatException Fault(string message) => new(_line, _field, message);
}
