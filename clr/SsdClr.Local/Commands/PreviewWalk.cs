using System.Data.Common;
using System.Globalization;
using SsdClr.Data;
using SsdClr.Local.Database;
using SsdClr.Local.Reports;
using SsdClr.Payload.Building;
using SsdClr.Payload.Preview;
using SsdClr.Payload.Reading;
using SsdClr.Payload.Scrambling;

namespace SsdClr.Local.Commands;

/// <summary>Goes through a preview of one person, or of everybody a range at a time: memory holds one range, however large the database.</summary>
internal sealed class PreviewWalk
{
    private readonly Output _output;
    private readonly PreviewReader _preview;
    private readonly PreviewReader _original;
    private readonly List<PersonRange> _ranges;

    private PreviewWalk(Output output, PreviewReader original, PreviewReader preview, List<PersonRange> ranges) =>
        (_output, _original, _preview, _ranges) = (output, original, preview, ranges);

    /// <summary>What is said of a database without persons, in which there is nothing to find.</summary>
    public const string NoPersons = "No persons are loaded: ssd_person is empty.";

    /// <summary>Prepares to go through a database; nothing of it has been read but settings and bounds.</summary>
    /// <param name="database">The database.</param>
    /// <param name="output">Where progress goes.</param>
    /// <param name="asOf">The run date.</param>
    /// <param name="person">The one person to show; null: everybody.</param>
    /// <param name="scrambler">Scrambles what is shown; null: it is shown as it is.</param>
    public static PreviewWalk Over(CompanionDatabase database, Output output, DateOnly asOf, string? person, PayloadScrambler? scrambler = null)
    {
        var settings = database.Settings();
        var payloadSettings = new PayloadSettings(settings);
        var day = asOf.ToDateTime(TimeOnly.MinValue);
        var original = new PreviewReader(database.Connection, settings, day, database.HoldsSubmission);
        var preview = scrambler is null ? original : new PreviewReader(database.Connection, settings, day, database.HoldsSubmission, scrambler);
        var ranges = person is null ? PersonRange.ReadAll(database.Connection, payloadSettings.SsdSchema, payloadSettings.PersonsPerRange) : [PersonRange.Of(person)];
        return new PreviewWalk(output, original, preview, ranges)
        {
            AsOf = asOf,
            Person = person,
            HasPersons = person is not null || AnyPerson(database.Connection, payloadSettings.SsdSchema),
        };
    }

    /// <summary>The run date.</summary>
    public DateOnly AsOf { get; private init; }

    /// <summary>The one person to show; null: everybody.</summary>
    public string? Person { get; private init; }

    /// <summary>False where everybody is asked for and nobody is there.</summary>
    public bool HasPersons { get; private init; }

    /// <summary>Hands over the rows of range after range.</summary>
    /// <param name="what">What is being done, for a progress line.</param>
    /// <param name="read">Reads the rows of a range.</param>
    /// <param name="take">Takes the rows of a range; may be none.</param>
    /// <param name="writesResults">True when <paramref name="take"/> writes results: on a terminal they are the progress.</param>
    public void ForEachRange<TRow>(string what, Func<PreviewReader, PersonRange, List<TRow>> read, Action<PersonRange, List<TRow>> take, bool writesResults)
    {
        if (Person is not null || (writesResults && _output.ResultsAreTerminal))
        {
            Go(progress: null);
        }
        else
        {
            _output.Progress(what, Go);
        }

        int Go(IProgress<double>? progress)
        {
            for (var index = 0; index < _ranges.Count; index++)
            {
                take(_ranges[index], read(_preview, _ranges[index]));
                progress?.Report((index + 1.0) / _ranges.Count);
            }

            return _ranges.Count;
        }
    }

    /// <summary>The payloads of a range before they are scrambled.</summary>
    public List<PayloadPreview> Originals(PersonRange range) => _original.Payloads(range);

    /// <summary>Refuses a named person who does not exist.</summary>
    /// <exception cref="CompanionException">There is no such person.</exception>
    public void RequirePerson() => Verdict();

    /// <summary>Refuses a named person who is not in the cohort.</summary>
    /// <exception cref="CompanionException">There is no such person, or not in the cohort.</exception>
    public void RequireInCohort()
    {
        if (Verdict() is { Verdict.IsIn: false })
        {
            // The reason dates a birthday: it belongs into a result that was asked for, not into a message.
            throw new CompanionException($"The child is not in the cohort; 'ssdclr cohort {_output.Words.Database} --person ID' says why.");
        }
    }

    private static bool AnyPerson(DbConnection connection, string ssdSchema)
    {
        using var command = connection.Command($"SELECT CASE WHEN EXISTS (SELECT 1 FROM {ssdSchema}.[ssd_person]) THEN 1 ELSE 0 END");
        return Convert.ToInt64(command.Scalar(), CultureInfo.InvariantCulture) != 0;
    }

    private CohortPreview? Verdict()
    {
        if (Person is null)
        {
            return null;
        }

        var verdicts = _preview.Cohort(PersonRange.Of(Person));
        return verdicts.Count > 0 ? verdicts[0] : throw new CompanionException($"ssd_person has no person with that id; ids are compared exactly. 'ssdclr cohort {_output.Words.Database}' lists all.");
    }
}
