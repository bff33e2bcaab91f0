using System;
using System.Collections;
using System.Collections.Generic;
using System.Data.Common;

namespace SsdClr.StandIn;

/// <summary>The parameters of a <see cref="ContextCommand"/>.</summary>
internal sealed class ContextParameters : DbParameterCollection
{
    private readonly List<ContextParameter> _parameters = new();

    /// <inheritdoc/>
    public override int Count => _parameters.Count;

    /// <inheritdoc/>
    public override object SyncRoot => _parameters;

#if NETFRAMEWORK
    /// <inheritdoc/>
    public override bool IsFixedSize => false;

    /// <inheritdoc/>
    public override bool IsReadOnly => false;

    /// <inheritdoc/>
    public override bool IsSynchronized => false;
#endif

    /// <summary>The parameters in their order.</summary>
    internal List<ContextParameter> All => _parameters;

    /// <inheritdoc/>
    public override int Add(object value)
    {
        _parameters.Add((ContextParameter)value);
        return _parameters.Count - 1;
    }

    /// <inheritdoc/>
    public override void AddRange(Array values)
    {
        foreach (ContextParameter parameter in values)
        {
            _parameters.Add(parameter);
        }
    }

    /// <inheritdoc/>
    public override void Clear() => _parameters.Clear();

    /// <inheritdoc/>
    public override bool Contains(object value) => _parameters.Contains((ContextParameter)value);

    /// <inheritdoc/>
    public override bool Contains(string value) => IndexOf(value) >= 0;

    /// <inheritdoc/>
    public override void CopyTo(Array array, int index) => ((ICollection)_parameters).CopyTo(array, index);

    /// <inheritdoc/>
    public override IEnumerator GetEnumerator() => _parameters.GetEnumerator();

    /// <inheritdoc/>
    public override int IndexOf(object value) => _parameters.IndexOf((ContextParameter)value);

    /// <inheritdoc/>
    public override int IndexOf(string parameterName)
    {
        for (int index = 0; index < _parameters.Count; index++)
        {
            if (string.Equals(_parameters[index].ParameterName, parameterName, StringComparison.OrdinalIgnoreCase))
            {
                return index;
            }
        }

        return -1;
    }

    /// <inheritdoc/>
    public override void Insert(int index, object value) => _parameters.Insert(index, (ContextParameter)value);

    /// <inheritdoc/>
    public override void Remove(object value) => _parameters.Remove((ContextParameter)value);

    /// <inheritdoc/>
    public override void RemoveAt(int index) => _parameters.RemoveAt(index);

    /// <inheritdoc/>
    public override void RemoveAt(string parameterName) => _parameters.RemoveAt(Existing(parameterName));

    /// <inheritdoc/>
    protected override DbParameter GetParameter(int index) => _parameters[index];

    /// <inheritdoc/>
    protected override DbParameter GetParameter(string parameterName) => _parameters[Existing(parameterName)];

    /// <inheritdoc/>
    protected override void SetParameter(int index, DbParameter value) => _parameters[index] = (ContextParameter)value;

    /// <inheritdoc/>
    protected override void SetParameter(string parameterName, DbParameter value) => _parameters[Existing(parameterName)] = (ContextParameter)value;

    private int Existing(string name)
    {
        int index = IndexOf(name);
        return index >= 0 ? index : throw new ArgumentException("There is no parameter " + name + ".", nameof(name));
    }
}
