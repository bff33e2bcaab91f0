using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;
using SsdClr.Data;
using SsdClr.Json;
using SsdClr.Payload.Building;
using SsdClr.Payload.Holding;
using SsdClr.Settings;

namespace SsdClr.Payload.Scrambling;

/// <summary>
/// Makes of a payload the same payload of a child that does not exist (docs/scrambling.md): its keys, records and flags stay, every value is replaced by the rule of
/// its key. The same payload and key give the same bytes. Pure.
/// </summary>
internal sealed class PayloadScrambler
{
    private readonly int _mostRecords;
    private readonly IdPermutation _ids;
    private readonly ChildDraws _draws;
    private readonly ScramblingRules _rules = new();
    private readonly ScrambledShape _child;
    private readonly PayloadCursor _payload = new();
    private readonly ScrambledText _text = new();
    private readonly List<string> _codes = [];

    // From here on the payload is to be copied as it is.
    private int _from;

    /// <param name="key">The key.</param>
    /// <param name="mostRecords">How many items of an array are sent at most, so that rare counts become commoner ones; 0: as many as there are.</param>
    internal PayloadScrambler(ScramblingKey key, int mostRecords)
    {
        _mostRecords = mostRecords;
        _ids = new IdPermutation(key.Ids);
        _draws = new ChildDraws(key.Children);
        _child = new ScrambledShape(PayloadShape.Child, _rules);
        Sent = new SentForm(Id, _draws.Moved, Score);
    }

    /// <param name="key">The key.</param>
    /// <param name="settings">The settings in force.</param>
    internal PayloadScrambler(ScramblingKey key, SettingValues settings)
        : this(key, settings.WholeNumber("scramble_max_records"))
    {
    }

    /// <summary>Scrambles a payload. What is returned holds it until the next call.</summary>
    /// <param name="payload">A canonical payload, as the builder makes it. It is used up: nothing can be read from it afterwards.</param>
    internal ScrambledText Scramble(JsonWriter payload)
    {
        _payload.Begin(payload.Buffer, payload.Length);
        BeginChild();
        _payload.Rewind();
        _text.Reset();
        _from = 0;
        WriteObject(_child);
        CopyUpTo(_payload.At);
        return _text;
    }

    /// <summary>What an id becomes.</summary>
    internal string Id(string id)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(id);
        _ids.Apply(bytes, 0, bytes.Length);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>What values of the child scrambled last are sent as.</summary>
    internal SentForm Sent { get; }

    private int Score(int score) => _rules.Scores.Of(_draws, score);

    // The draws of a child are begun by its own id, which comes first; a child without one is held back.
    private void BeginChild()
    {
        _payload.Take((byte)'{');
        int start = _payload.At;
        int end = start;
        int next = 0;
        if (_payload.TakeKey(_child, ref next) is { } key && ReferenceEquals(key.Name, PayloadNames.LaChildId))
        {
            start = _payload.At + 1;
            end = _payload.TakeString();
        }

        _draws.Begin(_payload.Bytes, start, end - start);
    }

    private void WriteObject(ScrambledShape shape)
    {
        _payload.Take((byte)'{');
        int next = 0;
        while (_payload.TakeKey(shape, ref next) is { } key)
        {
            switch (key.Scrambling)
            {
                case FieldScrambling.Flag:
                    _payload.TakeFlag();
                    break;
                case FieldScrambling.Date:
                    _payload.MoveDate(_draws.Days);
                    break;
                case FieldScrambling.Score:
                    WriteScore();
                    break;
                case FieldScrambling.Codes:
                    WriteCodes(key.Codes);
                    break;
                case FieldScrambling.Members:
                    WriteObject(key.Content);
                    break;
                case FieldScrambling.Items:
                    WriteObjects(key.Content);
                    break;
                default:
                    int start = _payload.At + 1;
                    WriteText(key, _payload.Bytes, start, _payload.TakeString());
                    break;
            }
        }
    }

    private void WriteObjects(ScrambledShape shape)
    {
        _payload.Take((byte)'[');
        for (int count = 0; !_payload.TryTake((byte)']'); count++)
        {
            int end = _payload.At;
            _payload.TryTake((byte)',');
            if (_mostRecords > 0 && count >= _mostRecords)
            {
                CopyUpTo(end);
                _payload.SkipObject();
                _from = _payload.At;
            }
            else
            {
                WriteObject(shape);
            }
        }
    }

    private void WriteCodes(CodeScrambling codes)
    {
        _payload.Take((byte)'[');
        int from = _payload.At;
        for (int count = 0; !_payload.TryTake((byte)']'); count++)
        {
            int before = _payload.At;
            _payload.TryTake((byte)',');
            int start = _payload.At + 1;
            int end = _payload.TakeString();
            bool isSent = _mostRecords == 0 || count < _mostRecords;
            if (isSent && codes.IsSorted)
            {
                _codes.Add(codes.Of(_draws, _payload.Bytes, start, end - start));
            }
            else if (isSent)
            {
                Replace(start, end, codes.Of(_draws, _payload.Bytes, start, end - start));
            }
            else if (!codes.IsSorted)
            {
                CopyUpTo(before);
                _from = _payload.At;
            }
        }

        if (codes.IsSorted)
        {
            CopyUpTo(from);
            WriteSortedCodes();
            _from = _payload.At - 1;
        }
    }

    private void WriteSortedCodes()
    {
        if (_codes.Count > 1)
        {
            _codes.Sort(StringComparer.Ordinal);
        }

        for (int index = 0; index < _codes.Count; index++)
        {
            _text.Item(_codes[index], isFirst: index == 0);
        }

        _codes.Clear();
    }

    private void WriteScore()
    {
        CopyUpTo(_payload.At);
        int score = int.Parse(_payload.TakeNumber(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        _text.Ascii(InvariantText.Of(Score(score)));
        _from = _payload.At;
    }

    private void WriteText(ScrambledKey key, byte[] bytes, int start, int end)
    {
        int length = end - start;
        switch (key.Scrambling)
        {
            case FieldScrambling.Id:
                _ids.Apply(bytes, start, length);
                return;
            case FieldScrambling.Code:
                Replace(start, end, key.Codes.Of(_draws, bytes, start, length));
                return;
            case FieldScrambling.Postcode:
                Replace(start, end, PostcodeOfNoPlace.Of(_draws.Of(ScramblingRules.Postcode, bytes, start, length), Encoding.UTF8.GetString(bytes, start, length)));
                return;
        }

        CopyUpTo(start);
        _from = end;
        switch (key.Scrambling)
        {
            case FieldScrambling.FirstName:
                MadeUpNames.WriteFirst(_text, _draws.Of(ScramblingRules.FirstName, bytes, start, length), bytes, start, length);
                break;
            case FieldScrambling.Surname:
                MadeUpNames.WriteSurname(_text, _draws.Of(ScramblingRules.Surname, bytes, start, length), bytes, start, length);
                break;
            case FieldScrambling.PupilNumber:
                MadeUpPupilNumber.Write(_text, _draws.Of(ScramblingRules.PupilNumber, bytes, start, length), bytes, start, length);
                break;
            default:
                throw new InvalidOperationException("A text is scrambled by a rule for other values.");
        }
    }

    private void Replace(int start, int end, string other)
    {
        if (other.Length == end - start)
        {
            _payload.Replace(start, other);
            return;
        }

        CopyUpTo(start);
        _text.Ascii(other);
        _from = end;
    }

    private void CopyUpTo(int end)
    {
        _text.Copy(_payload.Bytes, _from, end - _from);
        _from = end;
    }
}
