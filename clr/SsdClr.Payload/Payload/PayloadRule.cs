namespace SsdClr.Payload;

/// <summary>A rule over what is to be sent (payload section 4).</summary>
internal sealed class PayloadRule
{
    internal static readonly PayloadRule ChildIdMissing = Error("id_missing", "The child has no id in the column that la_child_id is taken from. Fill it in.");
    internal static readonly PayloadRule ChildIdTooLong = Error("id_too_long", "la_child_id is longer than 36 characters, and is never shortened. Shorten it at its source.");
    internal static readonly PayloadRule ChildIdCharacters = Error("id_characters", "la_child_id holds a character other than letters, digits, hyphen and underscore. Correct it at its source.");
    internal static readonly PayloadRule ChildIdNotUnique = Error("id_not_unique", "Two persons have this la_child_id, or the same person id. Merge or correct them.");
    internal static readonly PayloadRule PersonIdTooLong = Error("person_id_too_long", "The person id is longer than 48 characters, more than csc.staging can hold: the child is left out. Shorten it at its source.");
    internal static readonly PayloadRule DateUnreadable = Error("date_unreadable", "The column holds something else where a date belongs. Give it type date or datetime, or ISO text (YYYY-MM-DD).");
    internal static readonly PayloadRule RecordIdMissing = Warning("id_missing", "A record without an id is left out. Give it one.");
    internal static readonly PayloadRule RecordIdTooLong = Warning("id_too_long", "A record whose id is too long is left out (36 characters; 12 for a worker). Shorten it at its source.");
    internal static readonly PayloadRule RecordIdCharacters = Warning("id_characters", "A record whose id holds a character other than letters, digits, hyphen and underscore is left out. Correct it at its source.");
    internal static readonly PayloadRule MisChildIdUnusable = Warning("id_characters", "mis_child_id is longer than 36 characters or holds a character other than letters, digits, hyphen and underscore. It is left out.");
    internal static readonly PayloadRule IdHoldsHexPrefix = Warning("id_contains_0x", "The id contains 0x, which a web firewall in front of the receiver may refuse.");
    internal static readonly PayloadRule UniquePupilNumberFormat = Warning("upn_format", "A unique pupil number has 13 letters and digits.");
    internal static readonly PayloadRule UniquePupilNumberOrReason = Warning("upn_or_reason", "Either a unique pupil number or a reason why there is none (UN1 to UN10) should be held, and not both.");
    internal static readonly PayloadRule CodeUnknown = Warning("code_unknown", "The code is not in the list for this field. It is sent as it is.");
    internal static readonly PayloadRule CodeShortened = Warning("code_shortened", "The source holds more than the code; only its beginning is sent.");
    internal static readonly PayloadRule PostcodeFormat = Warning("postcode_format", "This is not the shape of a UK postcode.");
    internal static readonly PayloadRule EndBeforeStart = Warning("end_before_start", "The end date is before the start date.");
    internal static readonly PayloadRule ClosedBeforeReferral = Warning("closed_before_referral", "The closure date is before the referral date.");
    internal static readonly PayloadRule ConferenceBeforeEnquiry = Warning("icpc_before_s47", "The initial child protection conference is before the start of its section 47 enquiry.");
    internal static readonly PayloadRule DateOutOfRange = Warning("date_out_of_range", "The date is before 1900 or more than nine months ahead.");
    internal static readonly PayloadRule SdqScoreInvalid = Warning("sdq_score", "An SDQ score is a whole number from 0 to 40; one that is no whole number is left out.");
    internal static readonly PayloadRule TooManyFactors = Warning("too_many_factors", "More than 41 factors; the first 41 are sent.");
    internal static readonly PayloadRule FactorsNotJson = Warning("factors_not_json", "The factors are not a JSON array of texts. None are sent from this row.");
    internal static readonly PayloadRule OutcomeNotJson = Warning("s47_outcome_not_json", "The section 47 outcome is not a JSON object. The conference flag is left out.");
    internal static readonly PayloadRule NoBirthDate = Warning("no_birth_date", "Neither a date of birth nor an expected date of birth is held.");
    internal static readonly PayloadRule NoName = Warning("no_name", "Neither a forename nor a surname is held.");
    internal static readonly PayloadRule NoEpisode = Warning("no_episode", "The child is in the cohort, but no CIN episode can be sent.");
    internal static readonly PayloadRule PlacementWithoutReferral = Warning("placement_without_referral", "A placement cannot be sent: none of its care episodes names a referral of this child.");
    internal static readonly PayloadRule CareLeaverAge = Warning("care_leaver_age", "A care leaver is 16 to 25 years old.");
    internal static readonly PayloadRule CrossPersonLink = Warning("cross_person_link", "The record names one child and hangs on a record of another. It is sent for neither.");
    internal static readonly PayloadRule AdoptionAmbiguous = Warning("adoption_ambiguous", "The adoption record points at two children. It is sent for neither.");
    internal static readonly PayloadRule DuplicateRecord = Warning("duplicate_record", "The id occurs more than once; the first is sent.");

    internal static readonly PayloadRule ClearedValueNotSent = Warning("cleared_value_not_sent", "The receiver was sent a value that is no longer held, and what is sent just leaves it out: it may still hold it. Setting clear_with_null clears it, where the receiver takes nulls.");

    private PayloadRule(string name, bool isError, string message)
    {
        Name = name;
        IsError = isError;
        Message = message;
    }

    /// <summary>The rule's name, as listed and counted.</summary>
    internal string Name { get; }

    /// <summary>True: the child is withheld. False: sent, and listed.</summary>
    internal bool IsError { get; }

    /// <summary>What is wrong and what to do, without the value it is about.</summary>
    internal string Message { get; }

    private static PayloadRule Error(string name, string message) => new(name, isError: true, message);

    private static PayloadRule Warning(string name, string message) => new(name, isError: false, message);
}
