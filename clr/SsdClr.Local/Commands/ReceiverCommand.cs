using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.Options;
using SsdClr.Local.Database;
using SsdClr.Local.Receiver;
using SsdClr.Local.Reports;

namespace SsdClr.Local.Commands;

/// <summary><c>ssdclr receiver</c>: the rehearsal receiver, until Ctrl+C.</summary>
internal static class ReceiverCommand
{
    /// <summary>Makes the command.</summary>
    public static Command Create(CommandContext context)
    {
        var port = CommandOptions.Number("--port", "TCP port on this machine alone; 0 takes a free one.", "N", 0, 65535, 8443);
        var laCode = new Option<string>("--la-code") { Description = "The local authority's code, three digits.", HelpName = "CODE", DefaultValueFactory = _ => "999" };
        var semantics = CommandOptions.Choice("--semantics", "What becomes of held keys that an accepted child leaves out.", ReceiverSemantics.Replace);
        var faults = new Option<string[]>("--fault")
        {
            Description = "A fault to commit, such as 503,retry-after=5,times=3, slow=10, cut-after or wrong-count; may be given several times. The page lists all.",
            HelpName = "FAULT",
        };
        var chance = new Option<double?>("--fault-chance")
        {
            Description = "How likely a request meets a fault, 0 to 1: one of those given, or else any there is. [default: always the first given]",
            HelpName = "P",
        };
        var seed = CommandOptions.Number("--seed", "Draws which request meets which fault.", "N", 0, int.MaxValue, 1);
        var takesNulls = new Option<bool>("--takes-nulls") { Description = "Let null clear a value (setting clear_with_null); otherwise a child that holds null is refused." };
        var settings = new Option<string?>("--write-settings") { Description = "Write what 'ssdclr run --settings' needs into this file, secrets among it.", HelpName = "FILE" };
        var certificate = new Option<string?>("--write-certificate") { Description = "Write the certificate into this file (PEM), for SQL Server's machine to trust.", HelpName = "FILE" };
        var command = new ExampleCommand("receiver", "Stand in for the Department's receiver: the same checks over real HTTPS, on this machine only.")
        {
            Remarks =
            [
                "What it accepts stays in memory until it stops (Ctrl+C). Its certificate and credentials are made at the start;",
                "SSDCLR_CLIENT_SECRET and SSDCLR_SUPPLIER_KEY set the secrets instead. It prints why it refuses; its page shows more.",
                "Faults can be changed while it runs: on its page, or by a POST of one fault a line to /faults.",
            ],
            Examples =
            [
                "ssdclr receiver --port 8443 --write-settings rehearsal.json",
                "ssdclr run --database children.db --as-of 2026-03-31 --settings rehearsal.json --confirm-first-run",
                "ssdclr receiver --fault 429,retry-after=2,times=3 --fault wrong-count,times=1",
                "ssdclr receiver --fault refused-child=10000000",
                "ssdclr receiver --fault-chance 0.2 --seed 7",
            ],
            Options = { port, laCode, semantics, takesNulls, faults, chance, seed, settings, certificate },
        };
        command.SetAction((parsed, cancellation) => RunAsync(
            context,
            new ReceiverOptions
            {
                Port = parsed.GetValue(port),
                LaCode = parsed.GetValue(laCode)!,
                Semantics = CommandOptions.Chosen<ReceiverSemantics>(parsed.GetValue(semantics)!),
                TakesNulls = parsed.GetValue(takesNulls),
                Faults = Faults(parsed.GetValue(faults) ?? [], parsed.GetValue(chance)),
                FaultChance = parsed.GetValue(chance),
                Seed = parsed.GetValue(seed),
                ClientSecret = context.Environment("SSDCLR_CLIENT_SECRET") ?? ReceiverOptions.NewCredential(),
                SupplierKey = context.Environment("SSDCLR_SUPPLIER_KEY") ?? ReceiverOptions.NewCredential(),
                OnRefusal = Told(context.Output),
            },
            parsed.GetValue(settings),
            parsed.GetValue(certificate),
            cancellation));
        return command;
    }

    private static IReadOnlyList<Fault> Faults(string[] texts, double? chance)
    {
        try
        {
            return texts.Length == 0 && chance is not null ? Fault.Everything : [.. texts.Select(Fault.Parse)];
        }
        catch (FormatException exception)
        {
            throw new CompanionException(exception.Message);
        }
    }

    // Requests are answered side by side, and lines must not mix.
    private static Action<Refusal> Told(Output output)
    {
        var gate = new Lock();
        return refusal =>
        {
            lock (gate)
            {
                foreach (var line in refusal.Lines())
                {
                    output.Line(line);
                }
            }
        };
    }

    private static async Task<int> RunAsync(CommandContext context, ReceiverOptions options, string? settingsFile, string? certificateFile, CancellationToken cancellation)
    {
        context.WhenStopped = null;
        var settings = settingsFile is null ? null : OutputFile.At(settingsFile, FilesInUse.None);
        var certificate = certificateFile is null ? null : OutputFile.At(certificateFile, FilesInUse.None, isPrivate: false);
        if (settings is not null && settings.FullName == certificate?.FullName)
        {
            throw new CompanionException("--write-settings and --write-certificate name the same file. Name two.");
        }

        try
        {
            await using var receiver = await RehearsalReceiver.StartAsync(options, context.Clock, cancellation).ConfigureAwait(false);
            certificate?.Write(receiver.CertificatePem);
            settings?.Write(stream => WriteSettings(stream, receiver, options));
            var output = context.Output;
            output.Line($"Receiving on {receiver.BaseUrl}");
            output.Line($"Tokens from  {receiver.TokenEndpoint}");
            output.Line($"Certificate  {receiver.CertificateSha256}");
            output.Line($"Page         {receiver.OverviewUrl}");
            output.Note(settingsFile is null
                ? "Give --write-settings FILE for the credentials. Ctrl+C stops it."
                : $"'ssdclr run --database FILE --settings {CompanionWords.Argument(settingsFile)}' sends here. Ctrl+C stops it.");
            try
            {
                await Task.Delay(Timeout.Infinite, cancellation).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                output.Note($"Stopped; {Counted.Of(receiver.State.Ledger.Count, "batch was", "batches were")} accepted, {Counted.Children(receiver.State.Held.Count)} held.");
            }

            return ExitCode.Success;
        }
        catch (OptionsValidationException exception)
        {
            throw new CompanionException([.. exception.Failures.Select(failure => failure + ".")]);
        }
    }

    private static void WriteSettings(Stream stream, RehearsalReceiver receiver, ReceiverOptions options)
    {
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = true });
        json.WriteStartObject();
        json.WriteString("base-url", receiver.BaseUrl.ToString());
        json.WriteString("la-code", options.LaCode);
        json.WriteString("token-endpoint", receiver.TokenEndpoint.ToString());
        json.WriteString("client-id", options.ClientId);
        json.WriteString("client-secret", options.ClientSecret);
        json.WriteString("scope", options.Scope);
        json.WriteString("supplier-key", options.SupplierKey);
        json.WriteString("certificate-sha256", receiver.CertificateSha256);
        json.WriteEndObject();
    }
}
