using Microsoft.Playwright;
using SsdClr.Local.Receiver;

namespace SsdClr.Browser.Tests;

/// <summary>The page of the rehearsal receiver.</summary>
[TestClass]
public sealed class ReceiverTests
{
    [TestMethod]
    [DataRow(1200, ColorScheme.Light)]
    [DataRow(1200, ColorScheme.Dark)]
    [DataRow(400, ColorScheme.Light)]
    public async Task Its_page_loads_fits_and_is_accessible(int width, ColorScheme scheme)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var receiver = await RehearsalReceiver.StartAsync(new ReceiverOptions(), TimeProvider.System);
        receiver.State.CountRefusal(400, "[0].child_details.sex is not one of the codes");
        var page = await chromium.PageAsync(width, scheme);

        await page.GotoAsync(receiver.OverviewUrl.ToString());

        Assert.IsFalse(await PageChecks.IsTooWideAsync(page), "The page is wider than the window.");
        Assert.AreEqual(string.Empty, await PageChecks.ViolationsAsync(page));
        StringAssert.Contains(await page.InnerTextAsync("main"), "[0].child_details.sex is not one of the codes", StringComparison.Ordinal);
    }

    [TestMethod]
    public async Task Faults_are_switched_on_its_page()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var receiver = await RehearsalReceiver.StartAsync(new ReceiverOptions(), TimeProvider.System);
        var page = await chromium.PageAsync(800, ColorScheme.Light);
        await page.GotoAsync(receiver.OverviewUrl.ToString());

        await page.GetByLabel("One a line.").FillAsync("503,retry-after=5,times=3");
        await page.GetByRole(AriaRole.Button).ClickAsync();
        await page.GotoAsync(receiver.OverviewUrl.ToString());

        Assert.AreEqual("503,retry-after=5,times=3", (await page.GetByLabel("One a line.").InputValueAsync()).Trim());
    }
}
