using SsdClr.Local.Database;
using SsdClr.Local.SampleData;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Settings;

namespace SsdClr.Tests.Holding;

/// <summary>Payloads of sample children, made once.</summary>
internal static class SamplePayloads
{
    private static readonly SampleOptions s_options = new(Children: 400, Seed: 7, SampleOptions.DefaultAsOf, MessPercent: 8);

    /// <summary>Canonical payloads.</summary>
    public static readonly string[] All = Read();

    private static string[] Read()
    {
        using var database = LocalDatabase.OpenInMemory();
        using (var output = SqliteSampleOutput.Begin(database, replace: true))
        {
            new SampleGenerator(s_options).Write(output, new Progress<double>());
            output.Complete();
        }

        var preview = new PreviewReader(database.Context, new SettingValues([]), s_options.AsOf.ToDateTime(TimeOnly.MinValue));
        // A child with an error is never sent, so it is no baseline either.
        return [.. preview.Payloads(new PersonRange(after: null, upTo: null)).Where(child => child.Errors == 0).Select(child => child.Text())];
    }
}
