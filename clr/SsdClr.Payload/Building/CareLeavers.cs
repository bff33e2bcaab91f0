using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>The block care_leavers (fields 50 to 52), the same under every episode sent.</summary>
internal sealed class CareLeavers(FieldWriter fields, Window window)
{
    private readonly FieldWriter _fields = fields;
    private readonly Window _window = window;

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

        if (latest is null)
        {
            return;
        }

        _fields.Issues.Enter(PayloadNames.CareLeavers, -1, latest.RowId);
        string? activity = _fields.Find(CodedField.Activity, latest.Activity, IssueOutcome.LeftOut);
        string? accommodation = _fields.Find(CodedField.Accommodation, latest.Accommodation, IssueOutcome.LeftOut);
        if (latest.LatestContact is not null || activity is not null || accommodation is not null)
        {
            Write(child, latest, activity, accommodation);
        }

        _fields.Issues.Leave();
    }

    private void Write(ChildRecords child, CareLeaver latest, string? activity, string? accommodation)
    {
        JsonWriter json = _fields.Json;
        json.Name(PayloadNames.CareLeavers);
        json.StartObject();
        if (Birth.Of(child.Person, _window.AsOf).Date is { } dateOfBirth
            && (Window.Birthday(dateOfBirth, 16) > _window.AsOf || Window.Birthday(dateOfBirth, 26) <= _window.AsOf))
        {
            _fields.Issues.Add(PayloadRule.CareLeaverAge, IssueOutcome.Sent, name: null, "ssd_person.pers_dob");
        }

        _fields.Date(PayloadNames.ContactDate, latest.LatestContact, "ssd_care_leavers.clea_care_leaver_latest_contact");
        _fields.Text(PayloadNames.Activity, activity);
        _fields.Text(PayloadNames.Accommodation, accommodation);
        _fields.NotPurged();
        json.EndObject();
    }

    private bool IsLater(CareLeaver candidate, CareLeaver latest)
    {
        DateTime contact = candidate.LatestContact ?? DateTime.MinValue;
        DateTime latestContact = latest.LatestContact ?? DateTime.MinValue;
        if (contact != latestContact)
        {
            return contact > latestContact;
        }

        int byBytes = string.CompareOrdinal(AsWritten(candidate), AsWritten(latest));
        return byBytes != 0 ? byBytes < 0 : CompareHeld(candidate, latest) > 0;
    }

    // Rows that are sent alike may hold other values without a code: the finding must not hang on the order of the rows.
    private static int CompareHeld(CareLeaver left, CareLeaver right)
    {
        int byActivity = string.CompareOrdinal(left.Activity, right.Activity);
        int byAccommodation = byActivity != 0 ? byActivity : string.CompareOrdinal(left.Accommodation, right.Accommodation);
        return byAccommodation != 0 ? byAccommodation : string.CompareOrdinal(left.RowId, right.RowId);
    }

    // The part of the block that differs where the contacts are of one day, as its bytes sort.
    private string AsWritten(CareLeaver careLeaver) =>
        Key(CodedField.Activity, careLeaver.Activity)
        + Key(CodedField.Accommodation, careLeaver.Accommodation)
        + PayloadNames.Purge.Text;

    private string Key(CodedField field, string? value) =>
        value is not null && field.Find(value, _fields.CodeMap, out _) is { } code ? field.Name.Text + "\":\"" + code + "\",\"" : string.Empty;
}
