using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace SsdClr.Simulation.Database;

/// <summary>A parameter of a <see cref="SimulatedCommand"/>.</summary>
internal sealed class SimulatedParameter : DbParameter
{
    /// <inheritdoc/>
    public override DbType DbType { get; set; }

    /// <inheritdoc/>
    public override ParameterDirection Direction { get; set; } = ParameterDirection.Input;

    /// <inheritdoc/>
    public override bool IsNullable { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string ParameterName { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override int Size { get; set; }

    /// <inheritdoc/>
    [AllowNull]
    public override string SourceColumn { get; set; } = string.Empty;

    /// <inheritdoc/>
    public override bool SourceColumnNullMapping { get; set; }

    /// <inheritdoc/>
    public override object? Value { get; set; }

    /// <inheritdoc/>
    public override void ResetDbType() => DbType = DbType.String;
}
