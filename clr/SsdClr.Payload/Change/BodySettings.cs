namespace SsdClr.Payload.Change;

/// <summary>The settings that shape a body.</summary>
internal sealed class BodySettings
{
    /// <param name="fullIncludesPurges">Setting full_includes_purges: what is gone is named in a full body too.</param>
    /// <param name="clearsWithNull">Setting clear_with_null: a value that was acknowledged and is now absent is sent as null.</param>
    internal BodySettings(bool fullIncludesPurges = true, bool clearsWithNull = false)
    {
        FullIncludesPurges = fullIncludesPurges;
        ClearsWithNull = clearsWithNull;
    }

    internal bool FullIncludesPurges { get; }

    internal bool ClearsWithNull { get; }
}
