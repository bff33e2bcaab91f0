using System.Collections;
using System.Data.Common;

namespace SsdClr.Simulation.Database;

/// <summary>The parameters of a <see cref="SimulatedCommand"/>.</summary>
internal sealed class SimulatedParameters : DbParameterCollection
{
    private readonly List<DbParameter> _parameters = [];

    /// <inheritdoc/>
    public override int Count => _parameters.Count;

    /// <inheritdoc/>
    public override object SyncRoot => _parameters;

    /// <summary>The value of a parameter.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="probably">Where it may well be.</param>
    internal object? ValueOf(string name, int probably)
    {
        var index = probably < _parameters.Count && _parameters[probably].ParameterName == name ? probably : IndexOf(name);
        return index >= 0 ? _parameters[index].Value : throw new InvalidOperationException($"The parameter {name} has no value.");
    }

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _parameters.Add((DbParameter)value);
        return _parameters.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        foreach (DbParameter parameter in values)
        {
            _parameters.Add(parameter);
        }
    }

    /// <inheritdoc/>
    public override void Clear() => _parameters.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => _parameters.Contains((DbParameter)value);

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_parameters).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => _parameters.IndexOf((DbParameter)value);

    /// <inheritdoc/>
    public override int IndexOf(string parameterName)
    {
        for (var index = 0; index < _parameters.Count; index++)
        {
            if (_parameters[index].ParameterName == parameterName)
            {
                return index;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _parameters.Insert(index, (DbParameter)value);

    /// <inheritdoc/>
    public override void Remove(object value) => _parameters.Remove((DbParameter)value);

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(IndexOf(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _parameters[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _parameters[IndexOf(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = value;

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) => _parameters[IndexOf(parameterName)] = value;
}
