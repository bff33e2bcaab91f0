namespace SsdClr.Submission.Http;

/// <summary>The way out of this process: one POST, one answer. Over the network for real; something else in a simulation.</summary>
internal interface IHttpTransport
{
    /// <summary>
    /// Posts once: nothing is repeated, no redirect is followed. Troubles of the network are an answer too, never an exception.
    /// </summary>
    HttpAnswer Post(HttpPost post);
}
