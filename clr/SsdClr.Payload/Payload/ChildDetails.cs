using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Ssd;

namespace SsdClr.Payload;

/// <summary>The block child_details (fields 3 to 15).</summary>
internal sealed class ChildDetails
{
    private const int MaximumDisabilities = 12;
    private const int UniquePupilNumberLength = 13;

    private readonly FieldWriter _fields;
    private readonly Window _window;
    private readonly string[] _uascStatuses;
    private readonly List<string> _disabilities = [];

    internal ChildDetails(FieldWriter fields, Window window, PayloadSettings settings)
    {
        _fields = fields;
        _window = window;
        _uascStatuses = settings.UascStatuses;
    }

    /// <summary>Writes the block.</summary>
    internal void Write(ChildRecords child)
    {
        Person person = child.Person;
        JsonWriter json = _fields.Json;
        json.Name(PayloadNames.ChildDetails);
        json.StartObject();
        _fields.Issues.Enter(PayloadNames.ChildDetails);
        WriteUniquePupilNumbers(child);
        _fields.Text(PayloadNames.FirstName, person.Forename);
        _fields.Text(PayloadNames.Surname, person.Surname);
        if (person.Forename is null && person.Surname is null)
        {
            _fields.Issues.Add(PayloadRule.NoName, name: null, "ssd_person.pers_surname");
        }

        _fields.Date(PayloadNames.DateOfBirth, person.DateOfBirth, "ssd_person.pers_dob");
        _fields.Date(PayloadNames.ExpectedDateOfBirth, person.ExpectedDateOfBirth, "ssd_person.pers_expected_dob");
        if (person.DateOfBirth is null && person.ExpectedDateOfBirth is null)
        {
            _fields.Issues.Add(PayloadRule.NoBirthDate, name: null, "ssd_person.pers_dob");
        }

        _fields.Text(PayloadNames.Sex, Sex(person.Sex));
        _fields.Code(PayloadNames.Ethnicity, person.Ethnicity, 4, CodeList.Ethnicity, "ssd_person.pers_ethnicity");
        WriteDisabilities(child.DisabilityCodes);
        _fields.Postcode(LatestAddress(child.Addresses)?.Postcode, "ssd_address.addr_address_postcode");
        WriteUasc(child.ImmigrationStatuses);
        _fields.NotPurged();
        _fields.Issues.Leave();
        json.EndObject();
    }

    // Fields 3, 4 and 5. Some systems hold the reason code in the number's column, others the number in the reason's.
    private void WriteUniquePupilNumbers(ChildRecords child)
    {
        Person person = child.Person;
        string? reasonInNumber = UnknownReason(person.UniquePupilNumber);
        string? number = reasonInNumber is null ? person.UniquePupilNumber : null;
        string? reason = UnknownReason(person.UniquePupilNumberUnknown) ?? reasonInNumber;
        if (number is not null && !IsUniquePupilNumber(number))
        {
            _fields.Issues.Add(PayloadRule.UniquePupilNumberFormat, PayloadNames.UniquePupilNumber, "ssd_person.pers_upn");
        }

        if ((number is null) == (reason is null))
        {
            _fields.Issues.Add(PayloadRule.UniquePupilNumberOrReason, PayloadNames.UniquePupilNumberUnknownReason, "ssd_person.pers_upn_unknown");
        }

        // Some systems repeat the number in the reason's column: that is no code, and nothing to mend.
        if (person.UniquePupilNumberUnknown is { } held
            && UnknownReason(held) is null
            && !string.Equals(held, person.UniquePupilNumber, StringComparison.OrdinalIgnoreCase))
        {
            _fields.Issues.Add(PayloadRule.CodeUnknown, PayloadNames.UniquePupilNumberUnknownReason, "ssd_person.pers_upn_unknown");
        }

        _fields.Text(PayloadNames.UniquePupilNumber, number);
        WriteFormerUniquePupilNumber(child.LinkedIdentifiers);
        _fields.Text(PayloadNames.UniquePupilNumberUnknownReason, reason);
    }

    private static string? UnknownReason(string? text)
    {
        string? upper = text?.ToUpperInvariant();
        return upper is not null && CodeList.UniquePupilNumberUnknown.Contains(upper) ? upper : null;
    }

    private static bool IsUniquePupilNumber(string number)
    {
        foreach (char character in number)
        {
            if (character is not ((>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9')))
            {
                return false;
            }
        }

        return number.Length == UniquePupilNumberLength;
    }

    private void WriteFormerUniquePupilNumber(List<LinkedIdentifier> identifiers)
    {
        LinkedIdentifier? latest = null;
        foreach (LinkedIdentifier identifier in identifiers)
        {
            if (string.Equals(identifier.Type, "Former Unique Pupil Number", StringComparison.Ordinal)
                && (latest is null || IsLater(identifier, latest)))
            {
                latest = identifier;
            }
        }

        if (latest?.Value is not { } value)
        {
            return;
        }

        if (!IsUniquePupilNumber(value))
        {
            _fields.Issues.Add(PayloadRule.UniquePupilNumberFormat, PayloadNames.FormerUniquePupilNumber, "ssd_linked_identifiers.link_identifier_value");
        }

        if (value.Length == UniquePupilNumberLength)
        {
            _fields.Text(PayloadNames.FormerUniquePupilNumber, value);
        }
    }

    private static bool IsLater(LinkedIdentifier candidate, LinkedIdentifier latest)
    {
        DateTime from = candidate.ValidFrom ?? DateTime.MinValue;
        DateTime latestFrom = latest.ValidFrom ?? DateTime.MinValue;
        return from != latestFrom ? from > latestFrom : CompareTexts(candidate.Value, latest.Value) < 0;
    }

    // Where nothing else decides, the text that sorts first, and any text before none.
    private static int CompareTexts(string? left, string? right) =>
        left is null ? (right is null ? 0 : 1)
        : right is null ? -1
        : string.CompareOrdinal(left, right);

    private static string Sex(string? text)
    {
        string? upper = text?.ToUpperInvariant();
        return upper is not null && CodeList.Sex.Contains(upper) ? upper : "U";
    }

    private void WriteDisabilities(List<string> codes)
    {
        foreach (string code in codes)
        {
            string sent = _fields.Shortened(PayloadNames.Disabilities, code.ToUpperInvariant(), 4, "ssd_disability.disa_disability_code");
            if (!_disabilities.Contains(sent))
            {
                _disabilities.Add(sent);
                if (!CodeList.Disability.Contains(sent))
                {
                    _fields.Issues.Add(PayloadRule.CodeUnknown, PayloadNames.Disabilities, "ssd_disability.disa_disability_code");
                }
            }
        }

        if (_disabilities.Count == 0)
        {
            _disabilities.Add("NONE");
        }

        _disabilities.Sort(StringComparer.Ordinal);
        JsonWriter json = _fields.Json;
        json.Name(PayloadNames.Disabilities);
        json.StartArray();
        for (int index = 0; index < _disabilities.Count && index < MaximumDisabilities; index++)
        {
            json.Text(_disabilities[index]);
        }

        json.EndArray();
        _disabilities.Clear();
    }

    // Latest start; of those an open one before the ended; of those the highest row id.
    private static Address? LatestAddress(List<Address> addresses)
    {
        Address? latest = null;
        foreach (Address address in addresses)
        {
            if (latest is null || CompareAddresses(address, latest) > 0)
            {
                latest = address;
            }
        }

        return latest;
    }

    private static int CompareAddresses(Address left, Address right)
    {
        int byStart = (left.Start ?? DateTime.MinValue).CompareTo(right.Start ?? DateTime.MinValue);
        if (byStart != 0)
        {
            return byStart;
        }

        int byOpen = (left.End is null).CompareTo(right.End is null);
        if (byOpen != 0)
        {
            return byOpen;
        }

        int byRow = RecordId.CompareRowIds(left.RowId, right.RowId);
        return byRow != 0 ? byRow : CompareTexts(right.Postcode, left.Postcode);
    }

    private void WriteUasc(List<ImmigrationStatus> statuses)
    {
        ImmigrationStatus? latest = null;
        foreach (ImmigrationStatus status in statuses)
        {
            if (IsUasc(status) && (latest is null || IsLater(status, latest)))
            {
                latest = status;
            }
        }

        _fields.Flag(PayloadNames.UascFlag, latest is not null);
        _fields.Date(PayloadNames.UascEndDate, latest?.End, "ssd_immigration_status.immi_immigration_status_end_date");
    }

    private bool IsUasc(ImmigrationStatus status)
    {
        if (status.End < _window.Start)
        {
            return false;
        }

        foreach (string uascStatus in _uascStatuses)
        {
            if (string.Equals(status.Status, uascStatus, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsLater(ImmigrationStatus candidate, ImmigrationStatus latest)
    {
        DateTime start = candidate.Start ?? DateTime.MinValue;
        DateTime latestStart = latest.Start ?? DateTime.MinValue;
        return start != latestStart ? start > latestStart : (candidate.End ?? DateTime.MaxValue) > (latest.End ?? DateTime.MaxValue);
    }
}
