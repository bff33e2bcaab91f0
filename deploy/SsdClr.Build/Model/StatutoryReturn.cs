namespace SsdClr.Build.Model;

/// <summary>What an item of the specification is wanted for.</summary>
/// <param name="Name">Name in the YAML files.</param>
/// <param name="Title">What the name stands for.</param>
/// <param name="IsReturn">Whether data is returned to somebody; the others only say how an item stands in the specification.</param>
internal sealed record StatutoryReturn(string Name, string Title, bool IsReturn)
{
    /// <summary>Everything that items are wanted for, in the order of the documentation.</summary>
    public static readonly IReadOnlyList<StatutoryReturn> All =
    [
        new("SSDA903", "Return on looked-after children (SSDA903)", true),
        new("CIN", "Children in need census", true),
        new("AnnexA", "Child-level lists for an inspection of children's services (Annex A)", true),
        new("RIIA", "Quarterly data of the regional improvement and innovation alliances (RIIA)", true),
        new("SEN2", "Census of education, health and care plans (SEN2)", true),
        new("ASGLB", "Data of the adoption and special guardianship leadership board (ASGLB)", true),
        new("CSCWF", "Children's social work workforce census (CSCWF)", true),
        new("ADCS_SP", "Safeguarding pressures survey of the Association of Directors of Children's Services (ADCS)", true),
        new("NEETandparticipation", "Participation of young people in education, employment and training", true),
        new("Local", "In no return: authorities use it themselves, or it ties tables together", false),
        new("1aNotInCMS", "Release 1a, commonly not in the case-management system", false),
        new("1aDraft", "Release 1a, a draft", false),
        new("1bSpecified", "Release 1b, specified", false),
        new("1bDraft", "Release 1b, a draft", false),
    ];
}
