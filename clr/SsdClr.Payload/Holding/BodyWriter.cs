using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Building;

namespace SsdClr.Payload.Holding;

/// <summary>Writes one body: the current payload, whole or only what changed, with what is gone named in its place.</summary>
internal sealed class BodyWriter
{
    private readonly JsonWriter _json = new();
    private readonly List<string> _clearedNotSent = [];
    private readonly bool _onlyChanges;
    private readonly bool _namesGone;
    private readonly bool _clearsWithNull;

    private BodyWriter(bool onlyChanges, bool namesGone, bool clearsWithNull)
    {
        _onlyChanges = onlyChanges;
        _namesGone = namesGone;
        _clearsWithNull = clearsWithNull;
    }

    /// <summary>The current payload whole, and what the baseline holds beyond it.</summary>
    internal static ChildBody Full(ChildPayload current, JsonValue baseline, BodySettings settings)
    {
        ChildBody body = new BodyWriter(onlyChanges: false, settings.FullIncludesPurges, settings.ClearsWithNull).Body(current.Root, baseline);
        return string.Equals(body.Text, current.Text, System.StringComparison.Ordinal) ? new ChildBody(text: null, body.ClearedValuesNotSent) : body;
    }

    /// <summary>The child's ids and details, and what differs from the baseline or from what the receiver surely has.</summary>
    internal static ChildBody Partial(ChildPayload current, JsonValue baseline, JsonValue? certain, BodySettings settings) =>
        new BodyWriter(onlyChanges: true, namesGone: true, settings.ClearsWithNull).Body(current.Root, baseline, certain);

    private ChildBody Body(JsonValue current, JsonValue baseline, JsonValue? certain = null)
    {
        WriteObject(PayloadShape.Child, current, baseline, certain, "$");
        return new ChildBody(_json.ToText(), _clearedNotSent);
    }

    private void WriteObject(ObjectShape shape, JsonValue current, JsonValue? before, JsonValue? certain, string path)
    {
        _json.StartObject();
        foreach (KeyShape key in shape.Keys)
        {
            WriteKey(key, current.Find(key.Name), before?.Find(key.Name), certain?.Find(key.Name), path);
        }

        _json.EndObject();
    }

    private void WriteKey(KeyShape key, JsonValue? now, JsonValue? before, JsonValue? certain, string path)
    {
        if (now is null && before is null)
        {
            return;
        }

        bool isPart = key.Kind is KeyKind.Block or KeyKind.Records or KeyKind.Items;
        if (_onlyChanges && isPart && IsKnown(now, before, certain))
        {
            return;
        }

        if (key.Kind == KeyKind.Records)
        {
            WriteRecords(key, now, before, certain, path);
        }
        else if (now is null)
        {
            WriteGone(key, path);
        }
        else
        {
            _json.Name(key.Name);
            if (key.Kind is KeyKind.Details or KeyKind.Block)
            {
                WriteObject(key.Content, now, before, certain, key.PathIn(path));
            }
            else
            {
                now.Write(_json);
            }
        }
    }

    // What may be held decides what has to go; only what surely is there need not be sent again.
    private static bool IsKnown(JsonValue? now, JsonValue? before, JsonValue? certain) => JsonValue.Same(now, before) && JsonValue.Same(now, certain);

    private void WriteGone(KeyShape key, string path)
    {
        if (key.Kind == KeyKind.Items)
        {
            if (_namesGone)
            {
                _json.Name(key.Name);
                _json.StartArray();
                _json.EndArray();
            }
        }
        else if (key.Kind is KeyKind.Block or KeyKind.Details)
        {
            if (_namesGone)
            {
                _json.Name(key.Name);
                _json.StartObject();
                WritePurged();
                _json.EndObject();
            }
        }
        else if (_clearsWithNull)
        {
            _json.Name(key.Name);
            _json.Null();
        }
        else
        {
            _clearedNotSent.Add(key.PathIn(path));
        }
    }

    private void WriteRecords(KeyShape key, JsonValue? now, JsonValue? before, JsonValue? certain, string path)
    {
        bool isOpen = false;
        if (now is not null)
        {
            foreach (JsonValue record in now.Items)
            {
                string id = key.Content.IdOf(record);
                JsonValue? held = key.Content.FindRecord(before, id);
                JsonValue? had = key.Content.FindRecord(certain, id);
                if (!_onlyChanges || !IsKnown(record, held, had))
                {
                    Open(key, ref isOpen);
                    WriteObject(key.Content, record, held, had, key.PathIn(path, id));
                }
            }
        }

        if (before is not null && _namesGone)
        {
            foreach (JsonValue record in before.Items)
            {
                string id = key.Content.IdOf(record);
                if (key.Content.FindRecord(now, id) is null)
                {
                    Open(key, ref isOpen);
                    _json.StartObject();
                    _json.Name(key.Content.IdName);
                    _json.Text(id);
                    WritePurged();
                    _json.EndObject();
                }
            }
        }

        if (isOpen)
        {
            _json.EndArray();
        }
    }

    private void Open(KeyShape key, ref bool isOpen)
    {
        if (!isOpen)
        {
            _json.Name(key.Name);
            _json.StartArray();
            isOpen = true;
        }
    }

    private void WritePurged()
    {
        _json.Name(PayloadNames.Purge);
        _json.Flag(true);
    }
}
