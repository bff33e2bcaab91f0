using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace SsdClr.Browser.Tests;

/// <summary>What every page has to pass.</summary>
internal static class PageChecks
{
    /// <summary>Opens a page and notes what it asks for and complains about.</summary>
    /// <returns>Requests to anywhere but the page itself, and errors on the console.</returns>
    public static async Task<List<string>> OpenAsync(IPage page, string url)
    {
        var faults = new List<string>();
        page.Request += (_, request) =>
        {
            if (!request.IsNavigationRequest)
            {
                faults.Add("asks for " + request.Url);
            }
        };
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
            {
                faults.Add(message.Text);
            }
        };
        await page.GotoAsync(url);
        return faults;
    }

    /// <summary>What the check of accessibility (axe) finds.</summary>
    public static async Task<string> ViolationsAsync(IPage page) =>
        string.Join('\n', (await page.RunAxe()).Violations.Select(violation => $"{violation.Id}: {violation.Help}: {string.Join(", ", violation.Nodes.Select(node => node.Html).Take(3))}"));

    /// <summary>True where the page itself has to be scrolled sideways.</summary>
    public static async Task<bool> IsTooWideAsync(IPage page) =>
        await page.EvaluateAsync<bool>("document.documentElement.scrollWidth > document.documentElement.clientWidth");
}
