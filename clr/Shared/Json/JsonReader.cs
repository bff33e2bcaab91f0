using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace SsdClr.Json;

/// <summary>
/// Reads JSON token by token, strictly by RFC 8259: one value, no comments, no trailing commas, no byte order mark, bounded depth.
/// Names may repeat within an object (RFC 8259 section 4 leaves that to the reader's caller). Surrogates without their partner,
/// escaped or plain, are handed over as they stand (section 8.2): whoever writes them as UTF-8 decides what becomes of them.
/// After a <see cref="JsonFormatException"/> the reader is of no further use.
/// </summary>
internal sealed class JsonReader
{
    private readonly string _text;
    private readonly int _maximumDepth;

    // One entry an open container: true for an array.
    private readonly List<bool> _containers = new();

    private int _position;
    private Expected _expected = Expected.Value;

    // Where the content of the string or number just read is, and its text once asked for.
    private int _contentStart;
    private int _contentEnd;
    private bool _hasEscapes;
    private string? _content;

    /// <summary>Stands before the first token.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="maximumDepth">How many objects and arrays may be open within each other.</param>
    internal JsonReader(string text, int maximumDepth = 64)
    {
        _text = text;
        _maximumDepth = maximumDepth;
    }

    /// <summary>What comes next by the grammar.</summary>
    private enum Expected
    {
        Value,
        ValueOrEndOfArray,
        NameOrEndOfObject,
        CommaOrEnd,
        End,
    }

    /// <summary>The token the reader stands on.</summary>
    internal JsonTokenType TokenType { get; private set; }

    /// <summary>How many objects and arrays are open around the token; a container's start and end have the same depth.</summary>
    internal int Depth { get; private set; }

    /// <summary>A string or name without its quotes and escapes, or a number exactly as written; empty on every other token.</summary>
    internal string Text => _content ??= TokenType is JsonTokenType.String or JsonTokenType.PropertyName or JsonTokenType.Number
        ? Content()
        : string.Empty;

    /// <summary>Goes to the next token; false after the last one.</summary>
    /// <exception cref="JsonFormatException">The text is not JSON, or deeper than the bound.</exception>
    internal bool Read()
    {
        _content = null;
        SkipBlanks();
        if (_expected == Expected.CommaOrEnd)
        {
            return ReadCommaOrEnd();
        }

        if (_expected == Expected.End)
        {
            TokenType = JsonTokenType.None;
            Depth = 0;
            return _position == _text.Length ? false : throw Fault("Text after the end of the value");
        }

        char character = Next();
        switch (_expected)
        {
            case Expected.ValueOrEndOfArray when character == ']':
            case Expected.NameOrEndOfObject when character == '}':
                Close();
                break;
            case Expected.NameOrEndOfObject:
                ReadName(character);
                break;
            default:
                ReadValue(character);
                break;
        }

        return true;
    }

    /// <summary>
    /// Goes to the last token of the value just begun: from a start to its end, from a name over its value. On any other token it stays.
    /// </summary>
    /// <exception cref="JsonFormatException">The text is not JSON, or deeper than the bound.</exception>
    internal void Skip()
    {
        if (TokenType == JsonTokenType.PropertyName)
        {
            Read();
        }

        if (TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
        {
            int depth = Depth;
            do
            {
                Read();
            }
            while (Depth > depth);
        }
    }

    private bool ReadCommaOrEnd()
    {
        bool isArray = _containers[_containers.Count - 1];
        char character = Next();
        if (character == (isArray ? ']' : '}'))
        {
            Close();
            return true;
        }

        if (character != ',')
        {
            throw Fault(isArray ? "Expected a comma or the end of the array" : "Expected a comma or the end of the object");
        }

        _position++;
        SkipBlanks();
        if (isArray)
        {
            ReadValue(Next());
        }
        else
        {
            ReadName(Next());
        }

        return true;
    }

    private void ReadValue(char character)
    {
        switch (character)
        {
            case '{':
                Open(JsonTokenType.StartObject, isArray: false);
                break;
            case '[':
                Open(JsonTokenType.StartArray, isArray: true);
                break;
            case '"':
                ReadString();
                EndValue(JsonTokenType.String);
                break;
            case 't':
                ReadLiteral("true", JsonTokenType.True);
                break;
            case 'f':
                ReadLiteral("false", JsonTokenType.False);
                break;
            case 'n':
                ReadLiteral("null", JsonTokenType.Null);
                break;
            case '-':
            case >= '0' and <= '9':
                ReadNumber();
                EndValue(JsonTokenType.Number);
                break;
            default:
                throw Fault("Expected a value");
        }
    }

    private void ReadName(char character)
    {
        if (character != '"')
        {
            throw Fault("Expected the name of a member in double quotes");
        }

        ReadString();
        SkipBlanks();
        if (Next() != ':')
        {
            throw Fault("Expected a colon after the name of a member");
        }

        _position++;
        TokenType = JsonTokenType.PropertyName;
        Depth = _containers.Count;
        _expected = Expected.Value;
    }

    private void ReadString()
    {
        _position++;
        _contentStart = _position;
        _hasEscapes = false;
        while (true)
        {
            char character = Next();
            if (character == '"')
            {
                _contentEnd = _position++;
                return;
            }

            if (character < ' ')
            {
                throw Fault("A control character in a string has to be escaped; found one");
            }

            _position++;
            if (character == '\\')
            {
                ReadEscape();
            }
        }
    }

    private void ReadEscape()
    {
        _hasEscapes = true;
        switch (Next())
        {
            case '"' or '\\' or '/' or 'b' or 'f' or 'n' or 'r' or 't':
                _position++;
                break;
            case 'u':
                _position++;
                for (int digit = 0; digit < 4; digit++)
                {
                    if (!IsHexDigit(Next()))
                    {
                        throw Fault("Expected four hexadecimal digits after \\u");
                    }

                    _position++;
                }

                break;
            default:
                throw Fault("Unknown escape in a string");
        }
    }

    private void ReadNumber()
    {
        _contentStart = _position;
        if (_text[_position] == '-')
        {
            _position++;
        }

        if (IsHere('0'))
        {
            _position++;
            if (IsDigitHere())
            {
                throw Fault("A number with a leading zero");
            }
        }
        else
        {
            ReadDigits();
        }

        if (IsHere('.'))
        {
            _position++;
            ReadDigits();
        }

        if (IsHere('e') || IsHere('E'))
        {
            _position++;
            if (IsHere('+') || IsHere('-'))
            {
                _position++;
            }

            ReadDigits();
        }

        _contentEnd = _position;
    }

    private void ReadDigits()
    {
        if (!IsDigitHere())
        {
            throw _position == _text.Length ? Fault("The text ends within a value") : Fault("Expected a digit");
        }

        while (IsDigitHere())
        {
            _position++;
        }
    }

    private void ReadLiteral(string literal, JsonTokenType type)
    {
        if (string.CompareOrdinal(_text, _position, literal, 0, literal.Length) != 0)
        {
            throw Fault("Expected a value");
        }

        _position += literal.Length;
        EndValue(type);
    }

    private void Open(JsonTokenType type, bool isArray)
    {
        if (_containers.Count >= _maximumDepth)
        {
            throw Fault("Objects and arrays nested deeper than " + _maximumDepth.ToString(CultureInfo.InvariantCulture));
        }

        Depth = _containers.Count;
        _containers.Add(isArray);
        _position++;
        TokenType = type;
        _expected = isArray ? Expected.ValueOrEndOfArray : Expected.NameOrEndOfObject;
    }

    private void Close()
    {
        int last = _containers.Count - 1;
        bool isArray = _containers[last];
        _containers.RemoveAt(last);
        _position++;
        EndValue(isArray ? JsonTokenType.EndArray : JsonTokenType.EndObject);
    }

    /// <summary>A value is complete, be it a scalar or a container just closed.</summary>
    private void EndValue(JsonTokenType type)
    {
        TokenType = type;
        Depth = _containers.Count;
        _expected = _containers.Count == 0 ? Expected.End : Expected.CommaOrEnd;
    }

    private string Content()
    {
        if (TokenType == JsonTokenType.Number || !_hasEscapes)
        {
            return _text.Substring(_contentStart, _contentEnd - _contentStart);
        }

        var content = new StringBuilder(_contentEnd - _contentStart);
        int position = _contentStart;
        while (position < _contentEnd)
        {
            int escape = _text.IndexOf('\\', position, _contentEnd - position);
            if (escape < 0)
            {
                break;
            }

            content.Append(_text, position, escape - position);
            position = escape + 2;
            char character = _text[escape + 1];
            if (character == 'u')
            {
                content.Append((char)((HexValue(position) << 12) | (HexValue(position + 1) << 8) | (HexValue(position + 2) << 4) | HexValue(position + 3)));
                position += 4;
            }
            else
            {
                content.Append(Unescaped(character));
            }
        }

        return content.Append(_text, position, _contentEnd - position).ToString();
    }

    private int HexValue(int position)
    {
        char digit = _text[position];
        return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
    }

    private static char Unescaped(char character) => character switch
    {
        'b' => '\b',
        'f' => '\f',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        _ => character,
    };

    private void SkipBlanks()
    {
        while (_position < _text.Length && (_text[_position] is ' ' or '\t' or '\n' or '\r'))
        {
            _position++;
        }
    }

    private char Next() => _position < _text.Length ? _text[_position] : throw Fault("The text ends within a value");

    private bool IsHere(char character) => _position < _text.Length && _text[_position] == character;

    private bool IsDigitHere() => _position < _text.Length && _text[_position] is >= '0' and <= '9';

    private static bool IsHexDigit(char character) => character is (>= '0' and <= '9') or (>= 'a' and <= 'f') or (>= 'A' and <= 'F');

    private JsonFormatException Fault(string fault) => new(fault, _position);
}
