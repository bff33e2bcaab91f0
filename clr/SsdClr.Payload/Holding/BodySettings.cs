using System;
using SsdClr.Settings;

namespace SsdClr.Payload.Holding;

/// <summary>The settings that decide whether a child is sent, and shape its body.</summary>
internal sealed class BodySettings
{
    /// <param name="fullIncludesPurges">Setting full_includes_purges: what is gone is named in a whole body too. With mode partial it always is.</param>
    /// <param name="clearsWithNull">Setting clear_with_null: a value that was acknowledged and is now absent is sent as null.</param>
    /// <param name="sendsPartial">Setting mode is partial.</param>
    /// <param name="ignoresRecordIds">Setting change_detection is ignore_record_ids.</param>
    /// <param name="careWorkerRoles">Setting care_worker_roles.</param>
    internal BodySettings(
        bool fullIncludesPurges = true, bool clearsWithNull = false, bool sendsPartial = false, bool ignoresRecordIds = false, string[]? careWorkerRoles = null)
    {
        CareWorkerRoles = careWorkerRoles ?? [];

        // What follows a part that may have arrived has to be right for a receiver that merges: what only the part removed would stay there, and be known as gone here.
        FullIncludesPurges = fullIncludesPurges || sendsPartial;
        ClearsWithNull = clearsWithNull;
        IgnoresRecordIds = ignoresRecordIds;
        SendsPartial = sendsPartial && !ignoresRecordIds;
    }

    internal BodySettings(SettingValues settings)
        : this(
            settings.Flag("full_includes_purges"),
            settings.Flag("clear_with_null"),
            string.Equals(settings.Text("mode"), "partial", StringComparison.Ordinal),
            string.Equals(settings.Text("change_detection"), "ignore_record_ids", StringComparison.Ordinal),
            settings.List("care_worker_roles"))
    {
    }

    internal bool FullIncludesPurges { get; }

    internal bool ClearsWithNull { get; }

    /// <summary>Only what changed is sent where it is certain what the receiver holds. Never while record ids are ignored: a partial body finds records by them.</summary>
    internal bool SendsPartial { get; }

    /// <summary>A child of whom nothing but ids of nested records changed is not sent.</summary>
    internal bool IgnoresRecordIds { get; }

    /// <summary>The roles whose involvements stand behind care workers that were sent.</summary>
    internal string[] CareWorkerRoles { get; }
}
