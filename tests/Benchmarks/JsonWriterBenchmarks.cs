using System.Text.Encodings.Web;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using SsdClr.Json;
using SsdClr.Local.Database;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;
using JsonTokenType = System.Text.Json.JsonTokenType;

namespace SsdClr.Benchmarks;

/// <summary>Our writer against System.Text.Json's on the same document: the tokens of 100 payloads, written one after the other.</summary>
public class JsonWriterBenchmarks : IDisposable
{
    private readonly JsonWriter _ours = new();
    private readonly MemoryStream _stream = new(1 << 20);
    private readonly Dictionary<string, JsonName> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<string, JsonEncodedText> _theirNames = new(StringComparer.Ordinal);
    private readonly List<(JsonTokenType Type, string Text, JsonName? Name, JsonEncodedText TheirName)> _tokens = [];
    private Utf8JsonWriter? _theirs;

    /// <summary>Takes the tokens of 100 payloads of the sample.</summary>
    [GlobalSetup]
    public void Setup()
    {
        using LocalDatabase database = SampleDatabase.Create(400);
        var preview = new PreviewReader(database.Connection, SettingValues.Read(database.Connection), SampleDatabase.AsOf);
        _tokens.Add((JsonTokenType.StartArray, string.Empty, null, default));
        foreach (PayloadPreview payload in preview.Payloads(new PersonRange(null, null)).Take(100))
        {
            var reader = new Utf8JsonReader(payload.Payload);
            while (reader.Read())
            {
                string text = reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String ? WithoutSurrogates(reader.GetString()!) : string.Empty;
                if (reader.TokenType == JsonTokenType.PropertyName && !_names.ContainsKey(text))
                {
                    _names.Add(text, new JsonName(text));
                    _theirNames.Add(text, JsonEncodedText.Encode(text));
                }

                _tokens.Add((
                    reader.TokenType,
                    reader.TokenType == JsonTokenType.Number ? reader.GetInt32().ToString(System.Globalization.CultureInfo.InvariantCulture) : text,
                    reader.TokenType == JsonTokenType.PropertyName ? _names[text] : null,
                    reader.TokenType == JsonTokenType.PropertyName ? _theirNames[text] : default));
            }
        }

        _tokens.Add((JsonTokenType.EndArray, string.Empty, null, default));
        _theirs = new Utf8JsonWriter(_stream, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        if (Ours() != Theirs())
        {
            throw new InvalidOperationException("The two writers give texts of different length: there is nothing to compare.");
        }
    }

    // System.Text.Json escapes these, and we do not: without them the two texts are the same.
    private static string WithoutSurrogates(string text) => new([.. text.Where(unit => !char.IsSurrogate(unit))]);

    /// <summary>System.Text.Json.</summary>
    [Benchmark(Baseline = true)]
    public long Theirs()
    {
        Utf8JsonWriter writer = _theirs!;
        _stream.SetLength(0);
        writer.Reset(_stream);
        foreach (var token in _tokens)
        {
            switch (token.Type)
            {
                case JsonTokenType.StartObject: writer.WriteStartObject(); break;
                case JsonTokenType.EndObject: writer.WriteEndObject(); break;
                case JsonTokenType.StartArray: writer.WriteStartArray(); break;
                case JsonTokenType.EndArray: writer.WriteEndArray(); break;
                case JsonTokenType.PropertyName: writer.WritePropertyName(token.TheirName); break;
                case JsonTokenType.String: writer.WriteStringValue(token.Text); break;
                case JsonTokenType.Number: writer.WriteRawValue(token.Text, skipInputValidation: true); break;
                default: writer.WriteBooleanValue(token.Type == JsonTokenType.True); break;
            }
        }

        writer.Flush();
        return _stream.Length;
    }

    /// <summary>SsdClr.</summary>
    [Benchmark]
    public long Ours()
    {
        JsonWriter writer = _ours;
        writer.Reset();
        foreach (var token in _tokens)
        {
            switch (token.Type)
            {
                case JsonTokenType.StartObject: writer.StartObject(); break;
                case JsonTokenType.EndObject: writer.EndObject(); break;
                case JsonTokenType.StartArray: writer.StartArray(); break;
                case JsonTokenType.EndArray: writer.EndArray(); break;
                case JsonTokenType.PropertyName: writer.Name(token.Name!); break;
                case JsonTokenType.String: writer.Text(token.Text); break;
                case JsonTokenType.Number: writer.NumberLiteral(token.Text); break;
                default: writer.Flag(token.Type == JsonTokenType.True); break;
            }
        }

        return writer.Length;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _theirs?.Dispose();
        _stream.Dispose();
        GC.SuppressFinalize(this);
    }
}
