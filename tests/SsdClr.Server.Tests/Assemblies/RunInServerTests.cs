using System.Security.Cryptography.X509Certificates;
using System.Text;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.SampleData;
using SsdClr.Local.Server;
using SsdClr.Payload.Reading;
using SsdClr.Server.Tests.Engine;

namespace SsdClr.Server.Tests.Assemblies;

/// <summary>
/// <c>EXEC csc.run</c> inside the server, to a rehearsal receiver on the same machine. The receiver's certificate is put into the machine's store for the
/// time of the test, as docs/rehearsal.md says: so the machine must be disposable too.
/// </summary>
[TestClass]
[OnServer(Need.Network)]
public sealed class RunInServerTests
{
    private static readonly SampleOptions s_options = new(Children: 60, Seed: 42, SampleOptions.DefaultAsOf);

    [TestMethod]
    public async Task The_receiver_holds_what_the_server_sent()
    {
        Assert.IsEmpty(ServerTrust.Trust(withSubmission: true).Errors);
        using var database = ScratchDatabase.Create();
        database.RunScript(Product.Script("SsdClr.install.sql"));
        using var local = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(local, replace: true))
        {
            new SampleGenerator(s_options).Write(output, new Progress<double>());
            output.Complete();
        }

        var options = new ReceiverOptions();
        await using var receiver = await RehearsalReceiver.StartAsync(options, TimeProvider.System);
        using var certificate = X509Certificate2.CreateFromPem(receiver.CertificatePem);
        using var trusted = new X509Store(StoreName.Root, StoreLocation.LocalMachine);
        trusted.Open(OpenFlags.ReadWrite);
        trusted.Add(certificate);
        try
        {
            Configure(database, local, receiver, options);
            database.Execute($"SET ROWCOUNT 5; SET XACT_ABORT ON; SET NOCOUNT ON; EXECUTE [csc].[run] @as_of = '{s_options.AsOf:yyyyMMdd}', @confirm_first_run = 1");
            Agree(database, receiver);

            // A second run has nothing to send.
            var batches = receiver.State.Arrived;
            database.Execute($"EXECUTE [csc].[run] @as_of = '{s_options.AsOf:yyyyMMdd}'");
            Assert.AreEqual(batches, receiver.State.Arrived);
            Agree(database, receiver);
        }
        finally
        {
            trusted.Remove(certificate);
        }
    }

    private static void Configure(ScratchDatabase database, LocalDatabase local, RehearsalReceiver receiver, ReceiverOptions options)
    {
        using (var server = ServerDatabase.Open(database.ConnectionString, new Dictionary<string, string>(StringComparer.Ordinal)))
        {
            new TestDatabase(server, _ => { }).Replace(local, [.. local.SsdTables().Select(table => table.Name)], new Progress<double>());
        }

        using var connection = database.Open();
        connection.Run($"EXECUTE [csc].[allow_host] @host = N'{receiver.BaseUrl.Authority}', @purpose = N'receiver'");
        foreach (var (procedure, name, value) in new[]
        {
            ("set_setting", "base_url", receiver.BaseUrl.ToString()),
            ("set_setting", "la_code", options.LaCode),
            ("set_setting", "token_endpoint", receiver.TokenEndpoint.ToString()),
            ("set_setting", "client_id", options.ClientId),
            ("set_setting", "scope", options.Scope),
            ("set_setting", "min_interval_ms", "0"),
            ("set_setting", "max_as_of_days", "36500"),
            ("set_setting", "empty_tables", string.Join(';', ChildQuery.Tables)),
            ("set_secret", "client_secret", options.ClientSecret),
            ("set_secret", "supplier_key", options.SupplierKey),
        })
        {
            using var command = connection.CreateCommand();
            command.CommandText = $"EXECUTE [csc].[{procedure}] @name = @name, @value = @value";
            command.Parameters.AddWithValue("@name", name);
            command.Parameters.AddWithValue("@value", value);
            command.ExecuteNonQuery();
        }
    }

    private static void Agree(ScratchDatabase database, RehearsalReceiver receiver)
    {
        using var connection = database.Open();
        var acknowledged = connection.Rows("SELECT [la_child_id], [acknowledged_payload] FROM [csc].[staging] WHERE [state] = N'accepted'").Order(StringComparer.Ordinal).ToList();
        var held = receiver.State.Held.Select(child => child.Key + "|" + Encoding.UTF8.GetString(child.Value.Json.Span)).Order(StringComparer.Ordinal).ToList();
        Assert.IsNotEmpty(held);
        CollectionAssert.AreEqual(acknowledged, held);
    }
}
