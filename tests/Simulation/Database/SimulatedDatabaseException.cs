using System.Data.Common;

namespace SsdClr.Simulation.Database;

/// <summary>The database refused a statement, as with a deadlock or a full log. As under XACT_ABORT the transaction is gone.</summary>
internal sealed class SimulatedDatabaseException() : DbException("The database refused the statement.");
