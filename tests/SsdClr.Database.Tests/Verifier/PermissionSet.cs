namespace SsdClr.Database.Tests.Verifier;

/// <summary>Permission set an assembly is created with; see CREATE ASSEMBLY. UNSAFE is not verified and not used here.</summary>
internal enum PermissionSet
{
    /// <summary>Computation and the context connection only.</summary>
    Safe,

    /// <summary>The same verification, with files, network, registry and environment permitted.</summary>
    ExternalAccess,
}
