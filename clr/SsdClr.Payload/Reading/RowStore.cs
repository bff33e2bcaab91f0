using System;
using System.Collections.Generic;

namespace SsdClr.Payload.Reading;

/// <summary>
/// The rows of one range of persons, packed one behind the other into blocks of characters that serve range after range: a range
/// costs no garbage, so that memory does not depend on how many there are. A row is known by its address.
/// </summary>
/// <remarks>
/// A row: the address of the next row of the same child (two characters), its kind, its columns. A text is its length and its
/// characters, none where it is absent; a date the number of days since 0001-01-01 in two characters; a flag one character.
/// </remarks>
internal sealed class RowStore
{
    /// <summary>The address of no row.</summary>
    internal const int None = -1;

    /// <summary>The length that says: the real one follows, in two characters.</summary>
    internal const char LongText = char.MaxValue;

    private const int OffsetBits = 16;
    private const int BlockLength = 1 << OffsetBits;
    private const int KindAt = 2;
    private const int ColumnsAt = 3;

    private readonly List<char[]> _blocks = [];
    private char[] _row = new char[256];
    private int _rowLength;
    private int _block = -1;
    private int _blockUsed = BlockLength;

    /// <summary>Forgets all rows, and keeps the blocks for others.</summary>
    internal void Clear()
    {
        _block = -1;
        _blockUsed = BlockLength;
    }

    /// <summary>Starts on a row; its columns are added in their order.</summary>
    internal void StartRow(RecordKind kind)
    {
        _rowLength = 0;
        AddNumber(None);
        _row[_rowLength++] = (char)kind;
    }

    /// <summary>Adds a text; null where it is absent.</summary>
    internal void AddText(string? text)
    {
        int length = text?.Length ?? 0;
        Reserve(length + 3);
        if (length < LongText)
        {
            _row[_rowLength++] = (char)length;
        }
        else
        {
            _row[_rowLength++] = LongText;
            AddNumber(length);
        }

        text?.CopyTo(0, _row, _rowLength, length);
        _rowLength += length;
    }

    /// <summary>Adds a number of 32 bits.</summary>
    internal void AddNumber(int number)
    {
        Reserve(2);
        _row[_rowLength++] = (char)(number & 0xFFFF);
        _row[_rowLength++] = (char)((number >> 16) & 0xFFFF);
    }

    /// <summary>Adds a flag.</summary>
    internal void AddFlag(bool flag)
    {
        Reserve(1);
        _row[_rowLength++] = flag ? '\u0001' : '\0';
    }

    /// <summary>Keeps the row, and gives its address.</summary>
    internal int EndRow()
    {
        // A row longer than a block has one to itself, so that an offset always fits its bits.
        if (_blockUsed + _rowLength > BlockLength)
        {
            _block++;
            _blockUsed = 0;
            if (_block == _blocks.Count)
            {
                _blocks.Add(new char[Math.Max(BlockLength, _rowLength)]);
            }
            else if (_blocks[_block].Length < _rowLength)
            {
                _blocks[_block] = new char[_rowLength];
            }
        }

        int address = (_block << OffsetBits) | _blockUsed;
        Array.Copy(_row, 0, _blocks[_block], _blockUsed, _rowLength);
        _blockUsed += _rowLength;
        return address;
    }

    /// <summary>Says which row of the same child comes after one.</summary>
    internal void Link(int address, int next)
    {
        char[] block = Block(address);
        int offset = Offset(address);
        block[offset] = (char)(next & 0xFFFF);
        block[offset + 1] = (char)((next >> 16) & 0xFFFF);
    }

    /// <summary>The row of the same child that comes after one; <see cref="None"/> after the last.</summary>
    internal int Next(int address) => Number(Block(address), Offset(address));

    /// <summary>The kind of a row.</summary>
    internal RecordKind Kind(int address) => (RecordKind)Block(address)[Offset(address) + KindAt];

    /// <summary>The block a row is in.</summary>
    internal char[] Block(int address) => _blocks[address >> OffsetBits];

    /// <summary>Where in its block the columns of a row start.</summary>
    internal static int Columns(int address) => Offset(address) + ColumnsAt;

    /// <summary>The number at a place in a block.</summary>
    internal static int Number(char[] block, int at) => block[at] | (block[at + 1] << 16);

    private static int Offset(int address) => address & (BlockLength - 1);

    private void Reserve(int characters)
    {
        if (_rowLength + characters > _row.Length)
        {
            Array.Resize(ref _row, Math.Max(_row.Length * 2, _rowLength + characters));
        }
    }
}
