using System;
using System.Globalization;
using SsdClr.Json;

namespace SsdClr.Submission.OAuth;

/// <summary>A token as the token endpoint gives it (RFC 6749 section 5.1).</summary>
internal sealed class TokenAnswer
{
    // RFC 6749 only recommends expires_in: without it a token is used for as long as hardly any endpoint makes them shorter.
    private static readonly TimeSpan s_unstatedLifetime = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan s_longestLifetime = TimeSpan.FromDays(1);

    private TokenAnswer(string token, TimeSpan lifetime)
    {
        Token = token;
        Lifetime = lifetime;
    }

    /// <summary>The access token.</summary>
    internal string Token { get; }

    /// <summary>How long it is good for, from when it was asked for; at most a day.</summary>
    internal TimeSpan Lifetime { get; }

    /// <summary>Reads the body of a token answer; null where it holds no bearer token that a header can carry.</summary>
    internal static TokenAnswer? Read(string body)
    {
        string token = string.Empty;
        string type = "Bearer";
        TimeSpan lifetime = s_unstatedLifetime;
        try
        {
            var reader = new JsonReader(body);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                string name = reader.Text;
                reader.Read();
                bool isText = reader.TokenType == JsonTokenType.String;
                switch (name)
                {
                    case "access_token" when isText:
                        token = reader.Text;
                        break;
                    case "token_type" when isText:
                        type = reader.Text;
                        break;
                    case "expires_in" when isText || reader.TokenType == JsonTokenType.Number:
                        lifetime = ReadLifetime(reader.Text);
                        break;
                    default:
                        reader.Skip();
                        break;
                }
            }

            // To the end: a text that goes on is no JSON.
            reader.Read();
        }
        catch (JsonFormatException)
        {
            return null;
        }

        bool isBearer = string.Equals(type, "Bearer", StringComparison.OrdinalIgnoreCase);
        return isBearer && IsTokenText(token) ? new TokenAnswer(token, lifetime) : null;
    }

    /// <summary>Seconds; some endpoints write them as a string.</summary>
    private static TimeSpan ReadLifetime(string seconds)
    {
        if (!double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double count) || !(count > 0))
        {
            return s_unstatedLifetime;
        }

        return count < s_longestLifetime.TotalSeconds ? TimeSpan.FromSeconds(count) : s_longestLifetime;
    }

    private static bool IsTokenText(string token)
    {
        foreach (char character in token)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }

        return token.Length > 0;
    }
}
