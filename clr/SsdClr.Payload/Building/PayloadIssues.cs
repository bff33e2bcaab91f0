using System.Collections.Generic;
using System.Text;
using SsdClr.Data;
using SsdClr.Json;

namespace SsdClr.Payload.Building;

/// <summary>Collects what the rules find about the child being built, and knows where in the payload the builder stands.</summary>
/// <param name="keep">True to keep each finding; false to count only, which is all a refresh needs.</param>
/// <param name="tally">Counts the findings of all children together; null for nobody.</param>
internal sealed class PayloadIssues(bool keep, IssueTally? tally = null)
{
    private const int MaximumDepth = 8;

    private readonly List<PayloadIssue>? _found = keep ? new List<PayloadIssue>() : null;
    private readonly IssueTally? _tally = tally;
    private readonly JsonName[] _names = new JsonName[MaximumDepth];
    private readonly int[] _indexes = new int[MaximumDepth];
    private readonly string?[] _recordIds = new string?[MaximumDepth];
    private int _depth;
    private int _muted;
    private StringBuilder? _heard;
    private PayloadRule? _firstError;
    private string _firstErrorSource = string.Empty;

    /// <summary>Findings that withhold the child.</summary>
    internal int Errors { get; private set; }

    /// <summary>Findings that are only listed.</summary>
    internal int Warnings { get; private set; }

    /// <summary>Why the child is withheld, without a value: the rule of the first error, what to do and the column. Null where nothing withholds it.</summary>
    internal string? WithheldFor()
    {
        if (_firstError is null)
        {
            return null;
        }

        string others = Errors switch
        {
            1 => string.Empty,
            2 => " There is 1 more error.",
            _ => " There are " + InvariantText.Of(Errors - 1) + " more errors.",
        };
        return _firstError.Name + ": " + _firstError.Problem + " " + _firstError.Remedy + " Column: " + _firstErrorSource + "." + others;
    }

    /// <summary>The findings, where they are kept.</summary>
    internal IReadOnlyList<PayloadIssue> Found => _found ?? (IReadOnlyList<PayloadIssue>)[];

    /// <summary>Starts on another child.</summary>
    internal void Reset()
    {
        _found?.Clear();
        _tally?.NextChild();
        _depth = 0;
        _muted = 0;
        _heard = null;
        Errors = 0;
        Warnings = 0;
        _firstError = null;
    }

    /// <summary>Goes into an object.</summary>
    internal void Enter(JsonName name) => Enter(name, -1, recordId: null);

    /// <summary>Goes into an item of an array.</summary>
    /// <param name="name">The key of the array.</param>
    /// <param name="index">Which item.</param>
    /// <param name="recordId">The id of its record; null where it has none.</param>
    internal void Enter(JsonName name, int index, string? recordId)
    {
        _names[_depth] = name;
        _recordIds[_depth] = recordId;
        _indexes[_depth++] = index;
    }

    /// <summary>Goes back out.</summary>
    internal void Leave() => _depth--;

    /// <summary>True between <see cref="Mute"/> and <see cref="Unmute"/>.</summary>
    internal bool IsMuted => _muted > 0;

    /// <summary>What is found until <see cref="Unmute"/> is not counted: the builder writes something only to compare it.</summary>
    internal void Mute() => _muted++;

    /// <summary>Ends <see cref="Mute"/>.</summary>
    internal void Unmute() => _muted--;

    /// <summary>Mutes, and notes which findings there would be: of two records that are sent alike, only these may differ.</summary>
    /// <returns>What was noted so far for a comparison around this one, which goes on after it: a record that is compared may hold records that are.</returns>
    internal StringBuilder? MuteAndHear()
    {
        Mute();
        StringBuilder? around = _heard;
        _heard = new StringBuilder();
        return around;
    }

    /// <summary>Ends <see cref="MuteAndHear"/>.</summary>
    /// <param name="around">What that gave.</param>
    /// <returns>The findings since then, as one text; empty where there were none.</returns>
    internal string UnmuteAndTell(StringBuilder? around)
    {
        Unmute();
        string heard = _heard!.ToString();
        _heard = around;
        return heard;
    }

    /// <summary>Adds a finding about a key of where the builder stands.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="outcome">What became of the value or record.</param>
    /// <param name="name">The key; null: the object itself.</param>
    /// <param name="source">The column, table.column.</param>
    internal void Add(PayloadRule rule, IssueOutcome outcome, JsonName? name, string source)
    {
        _heard?.Append(rule.Name).Append(' ').Append(source).Append('\n');
        if (Count(rule, source))
        {
            _found!.Add(new PayloadIssue(rule, outcome, Path(name), source, _depth > 0 ? _recordIds[_depth - 1] : null));
        }
    }

    /// <summary>Adds a finding about a record that is not where the builder stands.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="outcome">What became of the record.</param>
    /// <param name="name">The key of its array; null: the object where the builder stands.</param>
    /// <param name="source">The column, table.column.</param>
    /// <param name="recordId">The id of the record; null where it has none.</param>
    internal void AddRecord(PayloadRule rule, IssueOutcome outcome, JsonName? name, string source, string? recordId)
    {
        _heard?.Append(rule.Name).Append(' ').Append(source).Append(' ').Append(recordId).Append('\n');
        if (Count(rule, source))
        {
            _found!.Add(new PayloadIssue(rule, outcome, Path(name), source, recordId));
        }
    }

    // True where the finding is to be kept too.
    private bool Count(PayloadRule rule, string source)
    {
        if (_muted > 0)
        {
            return false;
        }

        _tally?.Add(rule, source);
        if (rule.IsError)
        {
            Errors++;
            if (_firstError is null)
            {
                _firstError = rule;
                _firstErrorSource = source;
            }
        }
        else
        {
            Warnings++;
        }

        return _found is not null;
    }

    private string Path(JsonName? name)
    {
        var path = new StringBuilder("$");
        for (int level = 0; level < _depth; level++)
        {
            path.Append('.').Append(_names[level].Text);
            if (_indexes[level] >= 0)
            {
                path.Append('[').Append(InvariantText.Of(_indexes[level])).Append(']');
            }
        }

        if (name is not null)
        {
            path.Append('.').Append(name.Text);
        }

        return path.ToString();
    }
}
