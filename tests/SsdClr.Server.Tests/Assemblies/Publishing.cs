using Microsoft.SqlServer.Dac;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>Publishes a dacpac with DacFx, as SqlPackage and a pipeline do.</summary>
internal static class Publishing
{
    /// <summary>Publishes with the options of docs/install.md: nothing is dropped that is not ours, and data loss blocks.</summary>
    public static void Publish(ScratchDatabase database, string dacpac)
    {
        using var bytes = new MemoryStream(Product.File(dacpac));
        using var package = DacPackage.Load(bytes);
        new DacServices(database.ConnectionString).Deploy(package, database.Name, upgradeExisting: true, new DacDeployOptions { BlockOnPossibleDataLoss = true, DropObjectsNotInSource = false });
    }
}
