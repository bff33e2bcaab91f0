using System;
using System.Collections.Generic;
using SsdClr.Json;
using SsdClr.Payload.Cohort;
using SsdClr.Payload.Reading;

namespace SsdClr.Payload.Building;

/// <summary>The block child_details (fields 3 to 15).</summary>
internal sealed class ChildDetails(FieldWriter fields, Window window, PayloadSettings settings)
{
    private const int MaximumDisabilities = 12;
    internal const string NoDisability = "NONE";
    private const int UniquePupilNumberLength = 13;

    private readonly FieldWriter _fields = fields;
    private readonly Window _window = window;
    private readonly UascStatuses _uascStatuses = settings.UascStatuses;
    private readonly List<string> _disabilities = [];

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
            _fields.Issues.Add(PayloadRule.NoName, IssueOutcome.ChildSent, name: null, "ssd_person.pers_surname");
        }

        WriteBirth(person);
        _fields.Text(PayloadNames.Sex, _fields.Find(CodedField.Sex, person.Sex, IssueOutcome.SentAsUnknown) ?? "U");
        _fields.Code(CodedField.Ethnicity, person.Ethnicity);
        WriteDisabilities(child.DisabilityCodes);
        _fields.Postcode(LatestAddress(child.Addresses, _window.End)?.Postcode, "ssd_address.addr_address_postcode");
        WriteUasc(child.ImmigrationStatuses);
        _fields.NotPurged();
        _fields.Issues.Leave();
        json.EndObject();
    }

    /// <summary>True for 13 letters and digits.</summary>
    internal static bool IsUniquePupilNumber(string number)
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

    private void WriteBirth(Person person)
    {
        Birth birth = Birth.Of(person, _window.AsOf);
        if (birth.IsDueDate)
        {
            _fields.Issues.Add(PayloadRule.BornInFuture, person.ExpectedDateOfBirth is null ? IssueOutcome.SentAsDueDate : IssueOutcome.LeftOut, PayloadNames.DateOfBirth, "ssd_person.pers_dob");
        }
        else if (birth.IsImpossible)
        {
            _fields.Issues.Add(PayloadRule.BirthDateImpossible, IssueOutcome.ChildWithheld, PayloadNames.DateOfBirth, "ssd_person.pers_dob");
        }
        else if (birth.Date is null && birth.Expected is null)
        {
            _fields.Issues.Add(PayloadRule.NoBirthDate, IssueOutcome.ChildSent, name: null, "ssd_person.pers_dob");
        }

        else if (birth.IsOverdue(_window.AsOf))
        {
            _fields.Issues.Add(PayloadRule.ExpectedDatePast, IssueOutcome.Sent, PayloadNames.ExpectedDateOfBirth, "ssd_person.pers_expected_dob");
        }

        _fields.Date(PayloadNames.DateOfBirth, birth.Date, "ssd_person.pers_dob");
        _fields.Date(PayloadNames.ExpectedDateOfBirth, birth.Expected, person.ExpectedDateOfBirth is null ? "ssd_person.pers_dob" : "ssd_person.pers_expected_dob");
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
            _fields.Issues.Add(PayloadRule.UniquePupilNumberFormat, IssueOutcome.Sent, PayloadNames.UniquePupilNumber, "ssd_person.pers_upn");
        }

        if ((number is null) == (reason is null))
        {
            _fields.Issues.Add(PayloadRule.UniquePupilNumberOrReason, number is null ? IssueOutcome.NothingToSend : IssueOutcome.Sent, PayloadNames.UniquePupilNumberUnknownReason, "ssd_person.pers_upn_unknown");
        }

        // Some systems repeat the number, or its beginning, in the reason's column: that is no code, and nothing to mend.
        if (person.UniquePupilNumberUnknown is { } held
            && UnknownReason(held) is null
            && person.UniquePupilNumber?.StartsWith(held, StringComparison.OrdinalIgnoreCase) != true)
        {
            _fields.Issues.Add(PayloadRule.CodeOutsideList, IssueOutcome.LeftOut, PayloadNames.UniquePupilNumberUnknownReason, "ssd_person.pers_upn_unknown");
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

    private void WriteFormerUniquePupilNumber(List<LinkedIdentifier> identifiers)
    {
        LinkedIdentifier? latest = null;
        foreach (LinkedIdentifier identifier in identifiers)
        {
            if (string.Equals(identifier.Type, "Former Unique Pupil Number", StringComparison.OrdinalIgnoreCase)
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
            _fields.Issues.Add(PayloadRule.UniquePupilNumberFormat, value.Length == UniquePupilNumberLength ? IssueOutcome.Sent : IssueOutcome.LeftOut, PayloadNames.FormerUniquePupilNumber, "ssd_linked_identifiers.link_identifier_value");
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

    private void WriteDisabilities(List<string> codes)
    {
        // A child whose disabilities have no code is sent as one without any. The finding says so.
        IssueOutcome unknown = HasCode(codes) ? IssueOutcome.LeftOut : IssueOutcome.SentAsNone;
        foreach (string code in codes)
        {
            if (_fields.Find(CodedField.Disability, code, unknown) is { } sent && !_disabilities.Contains(sent))
            {
                _disabilities.Add(sent);
            }
        }

        if (_disabilities.Count == 0)
        {
            _disabilities.Add(NoDisability);
        }
        else if (_disabilities.Count > 1 && _disabilities.Remove(NoDisability))
        {
            _fields.Issues.Add(PayloadRule.NoneBesideDisabilities, IssueOutcome.NoneLeftOut, PayloadNames.Disabilities, CodedField.Disability.Source);
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

    private bool HasCode(List<string> disabilities)
    {
        foreach (string held in disabilities)
        {
            if (CodedField.Disability.Find(held, _fields.CodeMap, out _) is not null)
            {
                return true;
            }
        }

        return false;
    }

    // Latest start that is not after the window; of those an open one before the ended; of those the highest row id.
    private static Address? LatestAddress(List<Address> addresses, DateTime windowEnd)
    {
        Address? latest = null;
        foreach (Address address in addresses)
        {
            if (!(address.Start > windowEnd) && (latest is null || CompareAddresses(address, latest) > 0))
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
            if (status.Status is not { } text || status.End < _window.Start)
            {
                continue;
            }

            if (!_uascStatuses.Match(text))
            {
                ListUnmatched(text, status);
            }
            else if (latest is null || IsLater(status, latest))
            {
                latest = status;
            }
        }

        _fields.Flag(PayloadNames.UascFlag, latest is not null);
        _fields.Date(PayloadNames.UascEndDate, latest?.End, "ssd_immigration_status.immi_immigration_status_end_date");
    }

    private void ListUnmatched(string text, ImmigrationStatus status)
    {
        if (UascStatuses.SpeaksOfOne(text))
        {
            _fields.Issues.AddRecord(
                PayloadRule.UascStatusUnmatched, IssueOutcome.NotUnaccompanied, PayloadNames.UascFlag, "ssd_immigration_status.immi_immigration_status", status.RowId);
        }
    }

    private static bool IsLater(ImmigrationStatus candidate, ImmigrationStatus latest)
    {
        DateTime start = candidate.Start ?? DateTime.MinValue;
        DateTime latestStart = latest.Start ?? DateTime.MinValue;
        return start != latestStart ? start > latestStart : (candidate.End ?? DateTime.MaxValue) > (latest.End ?? DateTime.MaxValue);
    }
}
