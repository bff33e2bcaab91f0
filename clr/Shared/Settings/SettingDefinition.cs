using System;
using System.Collections.Generic;
using System.Globalization;
using SsdClr.Data;

namespace SsdClr.Settings;

/// <summary>One setting: its name, default, meaning, and what its text must look like.</summary>
/// <param name="name">The name.</param>
/// <param name="kind">What the text must look like.</param>
/// <param name="defaultValue">The value where none is set.</param>
/// <param name="meaning">What it does.</param>
internal sealed class SettingDefinition(string name, SettingKind kind, string defaultValue, string meaning)
{
    private const int LongestSetting = 4000;

    // Encrypted it is longer, and ENCRYPTBYKEY gives at most 8,000 bytes.
    private const int LongestSecret = 2000;

    /// <summary>The name, as in csc.setting: lower case with underscores, compared exactly.</summary>
    internal string Name { get; } = name;

    /// <summary>What the text must look like.</summary>
    internal SettingKind Kind { get; } = kind;

    /// <summary>The value where csc.setting holds none. Empty: there is no safe default, it has to be set before a submission.</summary>
    internal string DefaultValue { get; } = defaultValue;

    /// <summary>What it does, for an analyst or a DBA.</summary>
    internal string Meaning { get; } = meaning;

    /// <summary>True for what csc.set_secret writes and nobody reads back.</summary>
    internal bool IsSecret { get; private set; }

    /// <summary>Lowest whole number allowed; of a list, the fewest items.</summary>
    internal int Minimum { get; private set; }

    /// <summary>Highest whole number allowed; of a list, the most items.</summary>
    internal int Maximum { get; private set; } = int.MaxValue;

    /// <summary>Texts a <see cref="SettingKind.Choice"/> may be, and that a list may hold; a list without any takes every text.</summary>
    internal string[] Choices { get; private set; } = [];

    /// <summary>A secret.</summary>
    internal static SettingDefinition Secret(string name, string meaning) =>
        new(name, SettingKind.Text, string.Empty, meaning) { IsSecret = true };

    /// <summary>A whole number within bounds.</summary>
    internal static SettingDefinition WholeNumber(string name, string defaultValue, int minimum, int maximum, string meaning) =>
        new(name, SettingKind.WholeNumber, defaultValue, meaning) { Minimum = minimum, Maximum = maximum };

    /// <summary>One of several texts, the first of which is the default.</summary>
    internal static SettingDefinition Choice(string name, string[] choices, string meaning) =>
        new(name, SettingKind.Choice, choices[0], meaning) { Choices = choices };

    /// <summary>One to so many texts, separated by semicolons.</summary>
    internal static SettingDefinition List(string name, string defaultValue, int maximum, string meaning) =>
        new(name, SettingKind.List, defaultValue, meaning) { Minimum = 1, Maximum = maximum };

    /// <summary>Texts of a few, separated by semicolons.</summary>
    internal static SettingDefinition ListOf(string name, string[] choices, string meaning) => new(name, SettingKind.List, string.Empty, meaning) { Choices = choices };

    /// <summary>What a value must look like, in words.</summary>
    internal string ValidValues => DefaultValue.Length == 0 && !IsSecret ? "empty, or " + Expected() : Expected();

    /// <summary>Reads the name of a schema; null where it is none.</summary>
    internal static SqlName? ParseSchema(string value) => SqlName.Parse(value, leastParts: 1, mostParts: 2);

    /// <summary>Reads the name of a column with its table and schema; null where it is none.</summary>
    internal static SqlName? ParseColumn(string value) => SqlName.Parse(value, leastParts: 3, mostParts: 4);

    /// <summary>The items of a list, trimmed, blanks left out.</summary>
    internal static string[] Items(string value)
    {
        var items = new List<string>();
        foreach (string item in value.Split(';'))
        {
            string trimmed = item.Trim();
            if (trimmed.Length > 0)
            {
                items.Add(trimmed);
            }
        }

        return items.ToArray();
    }

    /// <summary>What is wrong with a value, in one line that never repeats the value; null when it is right.</summary>
    internal string? Fault(string value)
    {
        if (value.Length == 0)
        {
            return DefaultValue.Length == 0 && !IsSecret ? null : "Setting " + Name + " cannot be empty.";
        }

        if (value.Length > (IsSecret ? LongestSecret : LongestSetting))
        {
            return "Setting " + Name + (IsSecret ? " is longer than 2,000 characters." : " is longer than 4,000 characters.");
        }

        if (Kind == SettingKind.HttpsAddress && value.Length > DeclaredLength.BaseUrl)
        {
            return "Setting " + Name + " is longer than 400 characters.";
        }

        return IsWellFormed(value) ? null : "Setting " + Name + " must be " + Expected() + ".";
    }

    private bool IsWellFormed(string value) => Kind switch
    {
        SettingKind.WholeNumber => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= Minimum && number <= Maximum,
        SettingKind.Flag => value is "0" or "1",
        SettingKind.Choice => Array.IndexOf(Choices, value) >= 0,
        SettingKind.HttpsAddress => HttpsAddress.Parse(value) is not null,
        SettingKind.ProxyAddress => IsProxyAddress(value),
        SettingKind.HostList => AreHosts(Items(value)),
        SettingKind.LocalAuthorityCode => value.Length == 3 && IsDigit(value[0]) && IsDigit(value[1]) && IsDigit(value[2]),
        SettingKind.Schema => ParseSchema(value)?.Bracketed.Length <= DeclaredLength.SsdSchema,
        SettingKind.Column => ParseColumn(value) is not null,

        // A list of blanks is no list: it would read as empty, which for a restriction means none.
        SettingKind.List => Items(value).Length >= Minimum && Items(value).Length <= Maximum && AreAllChoices(Items(value)),
        SettingKind.Text => value.Trim().Length == value.Length,
        _ => false,
    };

    private string Expected() => Kind switch
    {
        SettingKind.WholeNumber => "a whole number from " + InvariantText.Of(Minimum) + " to " + InvariantText.Of(Maximum),
        SettingKind.Flag => "1 (on) or 0 (off)",
        SettingKind.Choice => "one of " + string.Join(", ", Choices),
        SettingKind.HttpsAddress => "an https:// address without user name, query or fragment",
        SettingKind.ProxyAddress => "an address as http://host:port, without user name or path",
        SettingKind.HostList => "names of hosts separated by semicolons, without ports; a leading dot or *. means all names that end so",
        SettingKind.LocalAuthorityCode => "three digits",
        SettingKind.Schema => "a schema name, or database.schema",
        SettingKind.Column => "a column as schema.table.column or database.schema.table.column",
        SettingKind.List when Choices.Length > 0 => "texts separated by semicolons, each one of " + string.Join(", ", Choices),
        SettingKind.List when Maximum == int.MaxValue => "texts separated by semicolons",
        SettingKind.List => "from " + InvariantText.Of(Minimum) + " to " + InvariantText.Of(Maximum) + " texts separated by semicolons",
        _ => "a text without blanks at either end",
    };

    private bool AreAllChoices(string[] items)
    {
        foreach (string item in items)
        {
            if (Choices.Length > 0 && Array.IndexOf(Choices, item) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsDigit(char character) => character is >= '0' and <= '9';

    // Uri takes outer blanks off and escapes inner ones.
    private static bool HoldsBlank(string value)
    {
        foreach (char character in value)
        {
            if (char.IsWhiteSpace(character))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsProxyAddress(string value) =>
        !HoldsBlank(value)
        && Uri.TryCreate(value, UriKind.Absolute, out Uri? address)
        && string.Equals(address.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal)
        && address.UserInfo.Length == 0
        && string.Equals(address.PathAndQuery, "/", StringComparison.Ordinal)
        && address.Fragment.Length == 0;

    private static bool AreHosts(string[] hosts)
    {
        foreach (string host in hosts)
        {
            int dot = host.StartsWith("*.", StringComparison.Ordinal) ? 2 : host[0] == '.' ? 1 : 0;
            if (Uri.CheckHostName(host.Substring(dot)) == UriHostNameType.Unknown)
            {
                return false;
            }
        }

        return hosts.Length > 0;
    }
}
