using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace SsdClr.Tests.Submission;

/// <summary>An authority of one test, and the certificates it issues.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly X509Certificate2 _certificate;

    internal CertificateAuthority()
    {
        var request = new CertificateRequest("CN=SsdClr test authority", _key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, critical: true));
        _certificate = request.CreateSelfSigned(Now.AddDays(-10), Now.AddDays(10));
    }

    private static DateTimeOffset Now => DateTimeOffset.UtcNow;

    /// <summary>The authority's certificate as text, for a client to trust.</summary>
    internal string Pem => _certificate.ExportCertificatePem();

    /// <summary>A server's certificate.</summary>
    /// <param name="name">The one name it is for.</param>
    /// <param name="from">Good from so many days from now.</param>
    /// <param name="until">Good until so many days from now.</param>
    internal X509Certificate2 Issue(string name, double from = -1, double until = 1)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, pathLengthConstraint: 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        using X509Certificate2 certificate = request.Create(_certificate, Now.AddDays(from), Now.AddDays(until), RandomNumberGenerator.GetBytes(8));
        return certificate.CopyWithPrivateKey(key);
    }

    public void Dispose()
    {
        _certificate.Dispose();
        _key.Dispose();
    }
}
