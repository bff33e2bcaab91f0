using System;
using System.Globalization;
using System.Linq;
using System.Reflection;
using System.Text;

namespace SsdClr.Shipped.Host;

/// <summary>
/// Stands where SQL Server stands: a .NET Framework process that loads the assemblies of the dacpac and calls them, on a SQLite database
/// where the context connection would be. What a routine returns goes to standard output, a row a line.
/// </summary>
internal static class Program
{
    private const string Usage =
        "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE payloads|cohort|payload_issues AS_OF\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE payload_changes PERSON_ID\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE refresh AS_OF\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE submit|preflight_submission_steps CERTIFICATE_SHA256 CLIENT_SECRET SUPPLIER_KEY\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE data_quality_findings TABLE\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE setting_definitions|preflight_ssd_steps\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE report_html UTC_MOMENT\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE child_report_html 'AS_OF PERSON_ID'\n"
        + "SsdClr.Shipped.Host ASSEMBLIES SSD_FILE CSC_FILE json_pretty JSON";

    private static int Main(string[] arguments)
    {
        Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        if (arguments.Length < 4)
        {
            Console.Error.WriteLine(Usage);
            return 2;
        }

        try
        {
            using HostDatabase database = HostDatabase.Open(arguments[1], arguments[2]);
            Dispatch(new ShippedRoutines(arguments[0], database.Connection, database.Context, arguments.Skip(5).ToArray()), arguments[3], arguments.Length > 4 ? arguments[4] : string.Empty);
            return 0;
        }
        catch (TargetInvocationException exception)
        {
            // As SQL Server shows it: the type and the message of what the routine threw.
            Console.Error.WriteLine(exception.InnerException!.GetType().Name + ": " + exception.InnerException.Message);
            return 1;
        }
        catch (Exception exception) when (exception is TypeLoadException or MissingMethodException)
        {
            Console.Error.WriteLine("The assemblies have changed, this host has not: " + exception.Message);
            return 3;
        }
    }

    private static void Dispatch(ShippedRoutines routines, string routine, string argument)
    {
        switch (routine)
        {
            case "payloads":
                routines.Payloads(Date(argument), Console.Out);
                break;
            case "scrambled_payloads":
                routines.ScrambledPayloads(Date(argument), new string('k', 64), Console.Out);
                break;
            case "cohort":
                routines.Cohort(Date(argument), Console.Out);
                break;
            case "payload_issues":
                routines.PayloadIssues(Date(argument), Console.Out);
                break;
            case "payload_changes":
                routines.PayloadChanges(argument, Console.Out);
                break;
            case "setting_definitions":
                routines.SettingDefinitions(Console.Out);
                break;
            case "json_pretty":
                routines.JsonPretty(argument, Console.Out);
                break;
            case "report_html":
                routines.ReportHtml(DateTime.Parse(argument, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal), Console.Out);
                break;
            case "child_report_html":
                routines.ChildReportHtml(argument.Substring(11), Date(argument.Substring(0, 10)), Console.Out);
                break;
            case "refresh":
                routines.Refresh(Date(argument));
                break;
            case "submit":
                routines.Submit(argument);
                break;
            case "preflight_ssd_steps":
                routines.PreflightSsdSteps(Console.Out);
                break;
            case "data_quality_findings":
                routines.DataQualityFindings(argument, Console.Out);
                break;
            case "preflight_submission_steps":
                routines.PreflightSubmissionSteps(argument, Console.Out);
                break;
            default:
                throw new ArgumentException(Usage, nameof(routine));
        }
    }

    private static DateTime Date(string text) => DateTime.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
