using System.Buffers;
using System.Text;

namespace SsdClr.Local.Database;

/// <summary>
/// Reads comma-separated values as RFC 4180 describes them: fields in double quotes may hold commas, line ends and doubled quotes; lines end in
/// CRLF or LF; a byte order mark is skipped. One rule goes beyond the RFC and is why this class exists: <b>a field without any character is
/// NULL, a field of two quotes (<c>""</c>) is the empty string</b>. A database distinguishes the two; CSV libraries drop the difference.
/// </summary>
internal sealed class CsvReader
{
    // The decoder puts this noncharacter where bytes were not UTF-8, so that the fault is found at its own line and field.
    private const char NotUtf8 = '\uFFFF';
    private static readonly SearchValues<char> s_plainEnds = SearchValues.Create(",\r\n\"" + NotUtf8);
    private static readonly SearchValues<char> s_quotedEnds = SearchValues.Create("\"\n" + NotUtf8);

    private readonly TextReader _reader;
    private readonly char[] _buffer = new char[65536];
    private readonly StringBuilder _carried = new();
    private int _position;
    private int _length;
    private int _line = 1;
    private int _field;
    private bool _started;

    /// <summary>Reads from text. Use <see cref="OpenText"/> to read a file, so that bytes which are not UTF-8 are refused.</summary>
    public CsvReader(TextReader reader) => _reader = reader;

    /// <summary>The line on which the record last read begins, counted from 1.</summary>
    public int Line { get; private set; }

    /// <summary>Text of a stream that is UTF-8, with or without byte order mark; the reader refuses it where it is not.</summary>
    public static TextReader OpenText(Stream stream) => new StreamReader(
        stream,
        Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, new DecoderReplacementFallback(NotUtf8.ToString())),
        detectEncodingFromByteOrderMarks: false,
        bufferSize: 65536);

    /// <summary>Reads the next record into <paramref name="fields"/>; false at the end of the text.</summary>
    /// <exception cref="CsvFormatException">A quote out of place, an unclosed quote, a lone carriage return, bytes that are not UTF-8.</exception>
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
            fields.Add(Available() && _buffer[_position] == '"' ? Quoted() : Plain());
            more = EndField();
        }
        while (more);

        return true;
    }

    private bool Available()
    {
        if (_position < _length)
        {
            return true;
        }

        _position = 0;
        _length = _reader.Read(_buffer, 0, _buffer.Length);
        return _length > 0;
    }

    /// <summary>A field without quotes: null when it has no character.</summary>
    private string? Plain()
    {
        _carried.Clear();
        while (Available())
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(s_plainEnds);
            if (end < 0)
            {
                _carried.Append(rest);
                _position = _length;
                continue;
            }

            _position += end;
            switch (rest[end])
            {
                case '"':
                    throw Fault("a double quote inside a field that does not begin with one (put the field in quotes and double each quote in it)");
                case NotUtf8:
                    throw Fault("bytes that are not UTF-8 (save the file as UTF-8)");
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
        var opened = _line;
        _position++;
        _carried.Clear();
        while (Available())
        {
            var rest = _buffer.AsSpan(_position, _length - _position);
            var end = rest.IndexOfAny(s_quotedEnds);
            if (end < 0)
            {
                _carried.Append(rest);
                _position = _length;
                continue;
            }

            _carried.Append(rest[..end]);
            _position += end + 1;
            switch (rest[end])
            {
                case '\n':
                    _line++;
                    _carried.Append('\n');
                    break;
                case NotUtf8:
                    throw Fault("bytes that are not UTF-8 (save the file as UTF-8)");
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

        throw new CsvFormatException(opened, _field, "a double quote opens the field and none closes it");
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
            case ',':
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
            default:
                throw Fault("text after the closing double quote (double each quote inside a field)");
        }
    }

    private CsvFormatException Fault(string message) => new(_line, _field, message);
}
