using System.Text;
using SsdClr.Json;
using SsdClr.Payload.Holding;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Local.Scrambling;

/// <summary>The values of a payload, and what is left of it without them.</summary>
internal sealed class PayloadContent
{
    private readonly ScramblingRules _rules;
    private readonly StringBuilder _structure = new();
    private readonly List<PayloadValue> _values = [];

    private PayloadContent(ScramblingRules rules) => _rules = rules;

    /// <summary>Keys, arrays with their lengths and flags, in their order.</summary>
    public string Structure => _structure.ToString();

    /// <summary>The values, in their order; flags are no values.</summary>
    public IReadOnlyList<PayloadValue> Values => _values;

    /// <summary>The dates of the child, each once, in order.</summary>
    public string Dates => string.Join(' ', _values.Where(value => value.Scrambling == FieldScrambling.Date).Select(value => value.Text).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>Reads a payload.</summary>
    public static PayloadContent Of(string payload, ScramblingRules rules)
    {
        var content = new PayloadContent(rules);
        content.Read(JsonValue.Parse(payload), PayloadShape.Child);
        return content;
    }

    private void Read(JsonValue value, ObjectShape shape)
    {
        _structure.Append('{');
        foreach (var member in value.Members)
        {
            var key = shape.Find(member.Name);
            _structure.Append(member.Name);
            switch (key.Kind)
            {
                case KeyKind.Details or KeyKind.Block:
                    Read(member.Value, key.Content);
                    break;
                case KeyKind.Records or KeyKind.Items:
                    foreach (var item in member.Value.Items)
                    {
                        Read(item, key.Content);
                    }

                    break;
                case KeyKind.Codes:
                    foreach (var item in member.Value.Items)
                    {
                        _structure.Append('.');
                        _values.Add(new PayloadValue(FieldScrambling.Code, item.Text));
                    }

                    break;
                case var _ when member.Value.Type is JsonTokenType.True or JsonTokenType.False:
                    _structure.Append(member.Value.Type is JsonTokenType.True ? '+' : '-');
                    break;
                default:
                    _structure.Append('.');
                    _values.Add(new PayloadValue(_rules.Find(key)!.Scrambling, member.Value.Text));
                    break;
            }
        }

        _structure.Append('}');
    }
}
