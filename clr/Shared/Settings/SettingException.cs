using System;

namespace SsdClr.Settings;

/// <summary>A setting is missing or malformed. The message names the setting and the remedy, never the value.</summary>
internal sealed class SettingException(string message) : Exception(message);
