namespace SsdClr.Payload.Building;

/// <summary>A rule over what is to be sent (docs/payload.md, section 10). What became of the value is <see cref="IssueOutcome"/>'s to say.</summary>
internal sealed class PayloadRule
{
    internal static readonly PayloadRule ChildIdMissing = Error("id_missing", "The child has no id in the column that la_child_id is taken from.", "Fill it in at its source.");
    internal static readonly PayloadRule ChildIdTooLong = Error("id_too_long", "la_child_id is longer than 20 characters, and is never shortened.", "Shorten it at its source, or set la_child_id_column.");
    internal static readonly PayloadRule ChildIdCharacters = Error("id_characters", "la_child_id holds a character other than letters, digits, hyphen and underscore.", "Correct it at its source.");
    internal static readonly PayloadRule ChildIdNotUnique = Error("id_not_unique", "Two persons have this la_child_id, or the same person id.", "Merge or correct them.");
    internal static readonly PayloadRule PersonIdTooLong = Error("person_id_too_long", "The person id is longer than 48 characters, more than csc.staging can hold.", "Shorten it at its source.");
    internal static readonly PayloadRule DateUnreadable = Error("date_unreadable", "The column holds something else where a date belongs.", "Give it type date or datetime, or ISO text (YYYY-MM-DD).");
    internal static readonly PayloadRule BirthDateImpossible = Error("birth_date_impossible", "The date of birth is more than ten months after the run date, or after the run date and more than ten months from the expected date.", "Correct it at its source.");
    internal static readonly PayloadRule LeavesByAnEnd = Error("end_before_start", "A record that starts in the window ends before it starts, and without it the child would leave the cohort.", "Correct the date that is wrong at its source.");
    internal static readonly PayloadRule RecordIdMissing = Warning("id_missing", "The record has no id.", "Give it one at its source.");
    internal static readonly PayloadRule RecordIdTooLong = Warning("id_too_long", "The id of the record is too long (36 characters at most; 12 for a worker).", "Shorten it at its source.");
    internal static readonly PayloadRule RecordIdCharacters = Warning("id_characters", "The id of the record holds a character other than letters, digits, hyphen and underscore.", "Correct it at its source.");
    internal static readonly PayloadRule MisChildIdUnusable = Warning("id_characters", "mis_child_id is longer than 36 characters, or holds a character other than letters, digits, hyphen and underscore.", "");
    internal static readonly PayloadRule IdHoldsHexPrefix = Warning("id_contains_0x", "The id contains 0x, which a web firewall in front of the receiver may refuse.", "");
    internal static readonly PayloadRule SentinelDate = Warning("sentinel_date", "A date up to 1900-01-01, or from 2900-01-01 on, stands for none.", "Setting sentinel_dates says whether such dates stand for none.");
    internal static readonly PayloadRule SentinelId = Warning("sentinel_id", "The id -1 or 0 stands for none.", "Give the record an id at its source.");
    internal static readonly PayloadRule NullWord = Warning("null_word", "The column holds a word such as NULL or N/A in place of a value.", "Load the table again with NULL in its place.");
    internal static readonly PayloadRule BornInFuture = Warning("born_in_future", "The date of birth is after the run date, within ten months: a due date.", "");
    internal static readonly PayloadRule UniquePupilNumberFormat = Warning("upn_format", "A unique pupil number has 13 letters and digits, and this has not.", "");
    internal static readonly PayloadRule UniquePupilNumberOrReason = Warning("upn_or_reason", "Either a unique pupil number or a reason why there is none (UN1 to UN10) should be held, and not both.", "");
    internal static readonly PayloadRule CodeUnknown = Warning("code_unknown", "No code of the list for this field was found in what is held.", "csc.unmapped_values lists such values; csc.set_code gives one a code.");
    internal static readonly PayloadRule CodeOutsideList = Warning("code_unknown", "The code is not in the list for this field.", "");
    internal static readonly PayloadRule CodeShortened = Warning("code_shortened", "The column holds more than the code.", "");
    internal static readonly PayloadRule NoneBesideDisabilities = Warning("none_with_disabilities", "NONE is held beside other disabilities.", "Remove it, or the others, at its source.");
    internal static readonly PayloadRule UascStatusUnmatched = Warning("uasc_status_unmatched", "The immigration status speaks of an unaccompanied child or UASC, and is none of setting uasc_statuses.", "Add it to uasc_statuses if it means one.");
    internal static readonly PayloadRule PostcodeFormat = Warning("postcode_format", "This is not the shape of a UK postcode.", "");
    internal static readonly PayloadRule EndBeforeStart = Warning("end_before_start", "The end date is before the start date.", "");
    internal static readonly PayloadRule ClosedBeforeReferral = Warning("closed_before_referral", "The closure date is before the referral date.", "");
    internal static readonly PayloadRule ConferenceBeforeEnquiry = Warning("icpc_before_s47", "The initial child protection conference is before the start of its section 47 enquiry.", "");
    internal static readonly PayloadRule DateOutOfRange = Warning("date_out_of_range", "The date is before 1900 or more than nine months ahead.", "");
    internal static readonly PayloadRule DateMissing = Warning("date_missing", "The record has no date that could place it in the window.", "Fill in its date at its source.");
    internal static readonly PayloadRule SdqScoreInvalid = Warning("sdq_score", "An SDQ score is a whole number from 0 to 40, and this is not.", "");
    internal static readonly PayloadRule TooManyFactors = Warning("too_many_factors", "The assessment has more than 41 factors.", "");
    internal static readonly PayloadRule FactorsNotJson = Warning("factors_not_json", "The factors of this row are not a JSON array of texts.", "");
    internal static readonly PayloadRule OutcomeNotJson = Warning("s47_outcome_not_json", "The section 47 outcome is not a JSON object, so it holds no conference flag.", "");
    internal static readonly PayloadRule NoBirthDate = Warning("no_birth_date", "Neither a date of birth nor an expected date of birth is held.", "");
    internal static readonly PayloadRule ExpectedDatePast = Warning("expected_date_past", "No date of birth is held, and the child was expected more than six weeks before the run date.", "Fill in the date of birth at its source.");
    internal static readonly PayloadRule NoName = Warning("no_name", "Neither a forename nor a surname is held.", "");
    internal static readonly PayloadRule NoEpisode = Warning("no_episode", "The child is in the cohort, but no CIN episode can be sent.", "");
    internal static readonly PayloadRule GroupWithoutRecord = Warning("group_without_record", "The child is in the cohort by a group none of whose records is sent.", "csc.cohort names the group and its records.");
    internal static readonly PayloadRule PlacementWithoutReferral = Warning("placement_without_referral", "None of the care episodes of the placement names a referral of this child.", "");
    internal static readonly PayloadRule PlacementWithoutPeriod = Warning("placement_without_period", "The care episode names a placement that is in no period of care of this child.", "Correct clap_cla_id of that placement at its source.");
    internal static readonly PayloadRule AssessmentShared = Warning("assessment_shared", "Another child has an assessment of the same id, so the factors may be of that child.", "Give each assessment an id of its own at its source.");
    internal static readonly PayloadRule RecordWithoutEpisode = Warning("record_without_episode", "The referral of the record is blank, or no CIN episode of this child has it.", "Correct the referral id at its source.");
    internal static readonly PayloadRule EpisodeNotSent = Warning("episode_not_sent", "The dates of the record are in the window, but its CIN episode is not sent: it is outside the window, or its referral id cannot be sent.", "Correct the dates or the id at their source.");
    internal static readonly PayloadRule ConferenceWithoutEnquiry = Warning("icpc_without_s47", "The initial child protection conference belongs to no section 47 enquiry of this child.", "Correct the enquiry id at its source.");
    internal static readonly PayloadRule CareLeaverAge = Warning("care_leaver_age", "A care leaver is 16 to 25 years old, and this child is not.", "");
    internal static readonly PayloadRule CrossPersonLink = Warning("cross_person_link", "The record names one child and hangs on a record of another.", "Correct one of the two at its source.");
    internal static readonly PayloadRule AdoptionAmbiguous = Warning("adoption_ambiguous", "The adoption record points at two children.", "Correct it at its source.");
    internal static readonly PayloadRule DuplicateRecord = Warning("duplicate_record", "The record occurs more than once: by its id, or as the same care worker from the same day.", "");
    internal static readonly PayloadRule ClearedValueNotSent = Warning("cleared_value_not_sent", "The receiver was sent a value that is no longer held, and may still hold it.", "Setting clear_with_null clears it, where the receiver takes nulls.");
    internal static readonly PayloadRule Census1103 = Warning("cin_1103", "The assessment starts before the referral date.", "Rule 1103 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census1510 = Warning("cin_1510", "The unique pupil number does not begin with its check letter.", "Rule 1510 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census1520 = Warning("cin_1520", "Another person has the same unique pupil number.", "Rule 1520 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census4004 = Warning("cin_4004", "The CIN episode has more than one CIN plan without an end date.", "Rule 4004 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census4015 = Warning("cin_4015", "The CIN plan starts before the referral date.", "Rule 4015 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census4016 = Warning("cin_4016", "The CIN plan starts while a child protection plan of the episode is open.", "Rule 4016 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8606 = Warning("cin_8606", "The referral date is more than 40 weeks before the date of birth, held or expected.", "Rule 8606 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8750 = Warning("cin_8750", "The child is unborn, and a sex is held.", "Rule 8750 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8805 = Warning("cin_8805", "The CIN episode has a closure date and no reason for closure.", "Rule 8805 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8810 = Warning("cin_8810", "The CIN episode has a reason for closure and no closure date.", "Rule 8810 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8815 = Warning("cin_8815", "The child has more than one open CIN episode, not counting referrals with no further action.", "Rule 8815 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8820 = Warning("cin_8820", "The CIN episode starts while another of this child goes on.", "Rule 8820 of the children in need census; setting census_rules lists it.");
    internal static readonly PayloadRule Census8869 = Warning("cin_8869", "Factor 21, no factors identified, is held beside other factors.", "Rule 8869 of the children in need census; setting census_rules lists it.");

    private PayloadRule(string name, bool isError, string problem, string remedy)
    {
        Name = name;
        IsError = isError;
        Problem = problem;
        Remedy = remedy;
    }

    /// <summary>The rule's name, as listed and counted.</summary>
    internal string Name { get; }

    /// <summary>True: the child is withheld. False: sent, and listed.</summary>
    internal bool IsError { get; }

    /// <summary>What is wrong, without the value it is about.</summary>
    internal string Problem { get; }

    /// <summary>What to do; empty where the problem says it.</summary>
    internal string Remedy { get; }

    private static PayloadRule Error(string name, string problem, string remedy) => new(name, isError: true, problem, remedy);

    private static PayloadRule Warning(string name, string problem, string remedy) => new(name, isError: false, problem, remedy);
}
