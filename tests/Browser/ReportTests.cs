using Microsoft.Playwright;

namespace SsdClr.Browser.Tests;

[TestClass]
public sealed class ReportTests
{
    public static IEnumerable<object[]> Looks()
    {
        foreach (var isChild in new[] { false, true })
        {
            yield return [isChild, 1200, ColorScheme.Light];
            yield return [isChild, 1200, ColorScheme.Dark];
            yield return [isChild, 400, ColorScheme.Light];
        }
    }

    [TestMethod]
    [DynamicData(nameof(Looks))]
    public async Task A_page_loads_alone_fits_and_is_accessible(bool isChild, int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.PageAsync(width, scheme);

        var faults = await PageChecks.OpenAsync(page, new Uri(isChild ? ReportPages.Child : ReportPages.Morning).AbsoluteUri);

        Assert.AreEqual(string.Empty, string.Join('\n', faults));
        Assert.IsFalse(await PageChecks.IsTooWideAsync(page), "The page is wider than the window.");
        Assert.AreEqual(string.Empty, await PageChecks.ViolationsAsync(page));
    }

    [TestMethod]
    public async Task In_print_no_table_is_cut_off()
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.PageAsync(800, ColorScheme.Dark);
        await PageChecks.OpenAsync(page, new Uri(ReportPages.Morning).AbsoluteUri);

        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });

        Assert.AreEqual(0, await page.EvaluateAsync<int>("[...document.querySelectorAll('.scroll')].filter(part => part.scrollHeight > part.clientHeight + 1).length"));
        Assert.AreEqual("rgb(255, 255, 255)", await page.EvaluateAsync<string>("getComputedStyle(document.body).backgroundColor"));
    }
}
