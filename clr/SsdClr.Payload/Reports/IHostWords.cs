namespace SsdClr.Payload.Reports;

/// <summary>Puts what a person is to do into the words of the host in hand. Texts name procedures and views of the schema csc.</summary>
internal interface IHostWords
{
    /// <summary>The text, with whatever it names as it is called here.</summary>
    /// <param name="text">A text of ours.</param>
    /// <param name="personId">Whom it is about; null for nobody.</param>
    string Say(string text, string? personId);

    /// <summary>Where the page of one child is to be had.</summary>
    /// <param name="personId">The child.</param>
    string ChildPage(string personId);
}
