using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Makes the certificate of one run of the receiver: for this machine's loopback names only, signed by itself, short-lived.
/// Nobody trusts it; a client pins it by its SHA-256.
/// </summary>
internal static class LoopbackCertificate
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromDays(7);

    /// <summary>Makes a new key and certificate. The caller disposes it.</summary>
    /// <remarks>
    /// Validity is counted from the system's clock whatever clock the receiver runs on, because clients compare it with theirs.
    /// </remarks>
    public static X509Certificate2 Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);

        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));

        var now = TimeProvider.System.GetUtcNow();
        var certificate = request.CreateSelfSigned(now.AddMinutes(-5), now + s_lifetime);
        if (!OperatingSystem.IsWindows())
        {
            return certificate;
        }

        // Windows' TLS cannot use a key that is only in memory: a round trip through PKCS#12 gives one in the user's key store until disposal.
        using (certificate)
        {
            return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), password: null);
        }
    }
}
