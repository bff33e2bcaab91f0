using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>Reads from the reference assemblies what the runtime asks of code that calls a type or member: host protection,
/// permission demands, security-critical marks. Demands that a method makes in its body are not in a reference assembly.</summary>
internal static class SecurityAnnotations
{
    // Every resource of HostProtectionResource; SQL Server refuses all of them in SAFE and EXTERNAL_ACCESS.
    private static readonly string[] s_refusedResources =
    [
        "ExternalProcessMgmt", "ExternalThreading", "MayLeakOnAbort", "SecurityInfrastructure", "SelfAffectingProcessMgmt",
        "SelfAffectingThreading", "SharedState", "Synchronization", "UI",
    ];

    // What the two permission sets grant of SecurityPermission.
    private static readonly Dictionary<PermissionSet, SecurityPermissionFlag> s_grantedFlags = new()
    {
        [PermissionSet.Safe] = SecurityPermissionFlag.Execution,
        [PermissionSet.ExternalAccess] = SecurityPermissionFlag.Execution | SecurityPermissionFlag.Assertion
            | SecurityPermissionFlag.ControlPrincipal | SecurityPermissionFlag.SerializationFormatter,
    };

    /// <summary>The refused host-protection resources that this type or member itself carries, in the order of their names.</summary>
    public static IReadOnlyList<string> HostProtection(ISecurityDeclarationProvider target) =>
    [
        .. target.SecurityDeclarations
            .SelectMany(declaration => declaration.SecurityAttributes)
            .Where(attribute => attribute.AttributeType.Name == "HostProtectionAttribute")
            .SelectMany(attribute => s_refusedResources.Where(resource => Demands(attribute, resource)))
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>The permissions this type or member itself demands of its caller and <paramref name="granted"/> does not include.</summary>
    public static IReadOnlyList<string> UngrantedDemands(ISecurityDeclarationProvider target, PermissionSet granted) =>
    [
        .. target.SecurityDeclarations
            .Where(declaration => declaration.Action is SecurityAction.Demand or SecurityAction.LinkDemand or SecurityAction.NonCasDemand or SecurityAction.NonCasLinkDemand)
            .SelectMany(declaration => declaration.SecurityAttributes)
            .Where(attribute => attribute.AttributeType.Name != "HostProtectionAttribute" && !IsGranted(attribute, granted))
            .Select(attribute => attribute.AttributeType.Name.Replace("Attribute", "", StringComparison.Ordinal)
                + "(" + string.Join(", ", attribute.Properties.Select(property => $"{property.Name} = {property.Argument.Value}")) + ")")
            .Distinct(StringComparer.Ordinal),
    ];

    /// <summary>Whether only fully trusted code may use it.</summary>
    public static bool IsSecurityCritical(ICustomAttributeProvider target) =>
        target.CustomAttributes.Any(attribute => attribute.AttributeType.FullName == "System.Security.SecurityCriticalAttribute");

    private static bool Demands(SecurityAttribute attribute, string resource)
    {
        foreach (var property in attribute.Properties)
        {
            if (property.Name == resource && property.Argument.Value is true)
            {
                return true;
            }

            // HostProtection can also be written as one combined value.
            if (property.Name == "Resources" && property.Argument.Value is int combined
                && ((HostProtectionResource)combined).HasFlag(Enum.Parse<HostProtectionResource>(resource)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGranted(SecurityAttribute attribute, PermissionSet granted)
    {
        if (attribute.AttributeType.Name != "SecurityPermissionAttribute")
        {
            // The permission sets of EXTERNAL_ACCESS name these; a named PermissionSet is FullTrust.
            return granted == PermissionSet.ExternalAccess
                && attribute.AttributeType.Name is "EnvironmentPermissionAttribute" or "FileIOPermissionAttribute" or "DnsPermissionAttribute"
                    or "WebPermissionAttribute" or "SocketPermissionAttribute" or "StorePermissionAttribute" or "KeyContainerPermissionAttribute";
        }

        var demanded = SecurityPermissionFlag.NoFlags;
        foreach (var property in attribute.Properties)
        {
            if (property.Name == "Flags" && property.Argument.Value is int flags)
            {
                demanded |= (SecurityPermissionFlag)flags;
            }
            else if (property.Argument.Value is true && Enum.TryParse<SecurityPermissionFlag>(property.Name, out var flag))
            {
                demanded |= flag;
            }
            else if (property.Name == "Unrestricted" && property.Argument.Value is true)
            {
                return false;
            }
        }

        return s_grantedFlags[granted].HasFlag(demanded);
    }

    // Values of the .NET Framework's System.Security.Permissions.HostProtectionResource.
    [Flags]
    private enum HostProtectionResource
    {
        None = 0,
        Synchronization = 0x1,
        SharedState = 0x2,
        ExternalProcessMgmt = 0x4,
        SelfAffectingProcessMgmt = 0x8,
        ExternalThreading = 0x10,
        SelfAffectingThreading = 0x20,
        SecurityInfrastructure = 0x40,
        UI = 0x80,
        MayLeakOnAbort = 0x100,
    }

    // Values of the .NET Framework's System.Security.Permissions.SecurityPermissionFlag.
    [Flags]
    private enum SecurityPermissionFlag
    {
        NoFlags = 0,
        Assertion = 0x1,
        UnmanagedCode = 0x2,
        SkipVerification = 0x4,
        Execution = 0x8,
        ControlThread = 0x10,
        ControlEvidence = 0x20,
        ControlPolicy = 0x40,
        SerializationFormatter = 0x80,
        ControlDomainPolicy = 0x100,
        ControlPrincipal = 0x200,
        ControlAppDomain = 0x400,
        RemotingConfiguration = 0x800,
        Infrastructure = 0x1000,
        BindingRedirects = 0x2000,
    }
}
