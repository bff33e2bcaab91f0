using Microsoft.Playwright;

namespace SsdClr.Browser.Tests;

/// <summary>The Chromium or Chrome that is installed on this machine; none is downloaded.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] s_places =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser) => (_playwright, _browser) = (playwright, browser);

    /// <summary>Starts it; skips the test where there is none.</summary>
    public static async Task<Chromium> StartAsync()
    {
        var place = Array.Find(s_places, File.Exists);
        if (place is null)
        {
            Assert.Inconclusive("No Chromium or Chrome is installed here.");
        }

        var playwright = await Playwright.CreateAsync();
        return new Chromium(playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions { ExecutablePath = place, Args = ["--no-sandbox"] }));
    }

    /// <summary>An empty page.</summary>
    /// <param name="width">Its width in pixels.</param>
    /// <param name="scheme">Light or dark.</param>
    public async Task<IPage> PageAsync(int width, ColorScheme scheme)
    {
        // The pages forbid every script. The check of accessibility is one, which the browser lets in.
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme, ViewportSize = new ViewportSize { Width = width, Height = 900 }, IgnoreHTTPSErrors = true, BypassCSP = true,
        });
        return await context.NewPageAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
