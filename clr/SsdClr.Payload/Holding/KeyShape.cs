using System;
using SsdClr.Json;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>A key of an object of the payload.</summary>
internal sealed class KeyShape
{
    private readonly ObjectShape? _content;

    private KeyShape(JsonName name, KeyKind kind, ObjectShape? content = null, string? source = null, ValueForm form = ValueForm.Text)
    {
        Source = source;
        Form = form;
        Name = name;
        Kind = kind;
        _content = content;
    }

    internal JsonName Name { get; }

    internal KeyKind Kind { get; }

    /// <summary>The column of SSD a scalar comes from, table.column, the one to look at first where there are several; null for all else.</summary>
    internal string? Source { get; }

    /// <summary>What a value of it is; for codes, of each.</summary>
    internal ValueForm Form { get; }

    /// <summary>What the object, or each item of the array, looks like.</summary>
    /// <exception cref="InvalidOperationException">The key holds no objects.</exception>
    internal ObjectShape Content => _content ?? throw new InvalidOperationException("Key " + Name.Text + " holds no objects.");

    /// <summary>True for a block that one row of SSD stands behind, which is known by the values that are sent of it.</summary>
    internal bool IsOneRow => ReferenceEquals(_content, PayloadShape.Adoption);

    /// <summary>True for the child's id in the case-management system, which a purge names.</summary>
    internal bool IsIdOfChild => ReferenceEquals(Name, PayloadNames.MisChildId);

    /// <summary>The path of the key in the object at a path, such as <c>$.child_details.postcode</c>.</summary>
    internal string PathIn(string path) => path + "." + Name.Text;

    /// <summary>The path of a record in the array of the key, such as <c>$.social_care_episodes[id=R1]</c>.</summary>
    internal string PathIn(string path, string id) => PathIn(path) + "[id=" + id + "]";

    internal static KeyShape Id(JsonName name) => new(name, KeyKind.Id, form: ValueForm.Id);

    internal static KeyShape Scalar(JsonName name, string source, ValueForm form) => new(name, KeyKind.Scalar, content: null, source, form);

    internal static KeyShape Codes(JsonName name) => new(name, KeyKind.Codes);

    internal static KeyShape Details(JsonName name, ObjectShape content) => new(name, KeyKind.Details, content);

    internal static KeyShape Block(JsonName name, ObjectShape content) => new(name, KeyKind.Block, content);

    internal static KeyShape Records(JsonName name, ObjectShape content) => new(name, KeyKind.Records, content);

    internal static KeyShape Items(JsonName name, ObjectShape content) => new(name, KeyKind.Items, content);

    internal static KeyShape Purge() => new(PayloadNames.Purge, KeyKind.Purge);
}
