using System.Net;

namespace SsdClr.Forbidden;

/// <summary>Code of its own that judges certificates.</summary>
[Breaks("BodyDemand", "OutsideSafe")]
public sealed class OwnCertificateValidation(bool trusts)
{
    public void Trust(HttpWebRequest request) => request.ServerCertificateValidationCallback = (_, _, _, _) => trusts;
}
