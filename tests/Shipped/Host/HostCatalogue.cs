using System;
using System.Collections;
using System.Collections.Generic;
using System.Data.Common;
using System.Runtime.Remoting.Messaging;
using System.Runtime.Remoting.Proxies;

namespace SsdClr.Shipped.Host;

/// <summary>
/// Stands for the catalogue views of SQL Server, which SQLite does not have: answers the questions of the shipped assembly's own interface with what
/// SQLite says of the tables attached as <c>dbo</c>.
/// </summary>
internal sealed class HostCatalogue : RealProxy
{
    private readonly ShippedAssembly _payload;
    private readonly DbConnection _connection;

    internal HostCatalogue(ShippedAssembly payload, DbConnection connection)
        : base(payload.Type("SsdClr.Payload.DataQuality.ISsdCatalogue"))
    {
        _payload = payload;
        _connection = connection;
    }

    /// <inheritdoc/>
    public override IMessage Invoke(IMessage msg)
    {
        var call = (IMethodCallMessage)msg;
        object result = call.MethodName switch
        {
            "Columns" => Columns((string)call.Args[0], (IEnumerable<string>)call.Args[1]),
            "IsSynonym" => false,
            "MaySelect" => true,
            _ => throw new MissingMethodException("ISsdCatalogue", call.MethodName),
        };
        return new ReturnMessage(result, outArgs: null, 0, call.LogicalCallContext, call);
    }

    // Names are compared as a database that takes upper and lower case for the same would.
    private IDictionary Columns(string table, IEnumerable<string> columns)
    {
        Type column = _payload.Type("SsdClr.Payload.DataQuality.CatalogueColumn");
        var found = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(typeof(string), column), StringComparer.Ordinal)!;
        using DbCommand command = _connection.CreateCommand();
        command.CommandText =
            "SELECT c.name, c.type, c.pk = 1 OR EXISTS (SELECT 1 FROM pragma_index_list(@table, 'dbo') AS i, pragma_index_info(i.name, 'dbo') AS k "
            + "WHERE k.seqno = 0 AND k.name = c.name) FROM pragma_table_info(@table, 'dbo') AS c";
        DbParameter parameter = command.CreateParameter();
        parameter.ParameterName = "@table";
        parameter.Value = table;
        command.Parameters.Add(parameter);
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            foreach (string name in columns)
            {
                if (string.Equals(name, reader.GetString(0), StringComparison.OrdinalIgnoreCase))
                {
                    found[name] = _payload.New(column.FullName!, ("type", reader.GetString(1)), ("isIndexed", reader.GetInt64(2) == 1));
                }
            }
        }

        return found;
    }
}
