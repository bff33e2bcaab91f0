using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload;

/// <summary>The block care_leavers (fields 50 to 52), the same under every episode sent.</summary>
internal sealed class CareLeavers
{
    private const int ActivityLength = 2;
    private const int AccommodationLength = 1;

    private readonly FieldWriter _fields;
    private readonly Window _window;

    internal CareLeavers(FieldWriter fields, Window window)
    {
        _fields = fields;
        _window = window;
    }

    /// <summary>Writes the block of the row with the latest contact; nothing where that row holds nothing.</summary>
    internal void Write(ChildRecords child)
    {
        CareLeaver? latest = null;
        foreach (CareLeaver careLeaver in child.CareLeavers)
        {
            if (latest is null || IsLater(careLeaver, latest))
            {
                latest = careLeaver;
            }
        }

        if (latest is null || (latest.LatestContact is null && latest.Activity is null && latest.Accommodation is null))
        {
            return;
        }

        JsonWriter json = _fields.Json;
        json.Name(PayloadNames.CareLeavers);
        json.StartObject();
        _fields.Issues.Enter(PayloadNames.CareLeavers);
        if (child.Person.DateOfBirth is { } dateOfBirth
            && (Window.Birthday(dateOfBirth, 16) > _window.AsOf || Window.Birthday(dateOfBirth, 26) <= _window.AsOf))
        {
            _fields.Issues.Add(PayloadRule.CareLeaverAge, name: null, "ssd_person.pers_dob");
        }

        _fields.Date(PayloadNames.ContactDate, latest.LatestContact, "ssd_care_leavers.clea_care_leaver_latest_contact");
        _fields.Code(PayloadNames.Activity, latest.Activity, ActivityLength, CodeList.Activity, "ssd_care_leavers.clea_care_leaver_activity");
        _fields.Code(PayloadNames.Accommodation, latest.Accommodation, AccommodationLength, CodeList.Accommodation, "ssd_care_leavers.clea_care_leaver_accommodation");
        _fields.NotPurged();
        _fields.Issues.Leave();
        json.EndObject();
    }

    private static bool IsLater(CareLeaver candidate, CareLeaver latest)
    {
        DateTime contact = candidate.LatestContact ?? DateTime.MinValue;
        DateTime latestContact = latest.LatestContact ?? DateTime.MinValue;
        if (contact != latestContact)
        {
            return contact > latestContact;
        }

        return string.CompareOrdinal(AsWritten(candidate), AsWritten(latest)) < 0;
    }

    // The part of the block that differs where the contacts are of one day, as its bytes sort.
    private static string AsWritten(CareLeaver careLeaver) =>
        Key(PayloadNames.Activity, careLeaver.Activity, ActivityLength)
        + Key(PayloadNames.Accommodation, careLeaver.Accommodation, AccommodationLength)
        + PayloadNames.Purge.Text;

    private static string Key(JsonName name, string? value, int length) =>
        value is null ? string.Empty : name.Text + "\":\"" + value.Substring(0, Math.Min(length, value.Length)).TrimEnd() + "\",\"";
}
