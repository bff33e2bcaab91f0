using System.Net.Http.Headers;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SsdClr.Local.Receiver;

namespace SsdClr.Tests.Receiver;

/// <summary>A running receiver and an HTTPS client that trusts its certificate only.</summary>
internal sealed class ReceiverSession : IAsyncDisposable
{
    private ReceiverSession(RehearsalReceiver receiver, ReceiverOptions options, ManualClock clock)
    {
        Receiver = receiver;
        Options = options;
        Clock = clock;
        Client = NewClient(SslProtocols.None);
    }

    public RehearsalReceiver Receiver { get; }

    public ReceiverOptions Options { get; }

    public ManualClock Clock { get; }

    public HttpClient Client { get; }

    public Uri ChildrenUrl => new($"{Receiver.BaseUrl}/children_social_care_data/{Options.LaCode}/children");

    public static async Task<ReceiverSession> StartAsync(ReceiverOptions? options = null)
    {
        options ??= new ReceiverOptions();
        var clock = new ManualClock(new DateTimeOffset(2026, 5, 4, 3, 2, 1, 230, TimeSpan.Zero));
        return new ReceiverSession(await RehearsalReceiver.StartAsync(options, clock), options, clock);
    }

    /// <summary>A client that trusts the receiver's certificate only.</summary>
    /// <param name="protocols">The TLS versions it speaks; none = the platform's choice.</param>
    public HttpClient NewClient(SslProtocols protocols)
    {
#pragma warning disable MA0039 // No authority vouches for the certificate of one run: it is pinned.
        return new HttpClient(new HttpClientHandler
        {
            UseProxy = false,
            SslProtocols = protocols,
            ServerCertificateCustomValidationCallback = (_, certificate, _, _) => certificate!.GetCertHashString(HashAlgorithmName.SHA256) == Receiver.CertificateSha256,
        });
#pragma warning restore MA0039
    }

    /// <summary>Asks for a token, with the right fields unless told otherwise; a null value leaves the field out.</summary>
    public Task<HttpResponseMessage> RequestTokenAsync(params (string Field, string? Value)[] changes)
    {
        var form = new Dictionary<string, string?>
        {
            ["client_id"] = Options.ClientId,
            ["client_secret"] = Options.ClientSecret,
            ["scope"] = Options.Scope,
            ["grant_type"] = "client_credentials",
        };
        foreach (var (field, value) in changes)
        {
            form[field] = value;
        }

        var content = new FormUrlEncodedContent(form.Where(field => field.Value is not null)!);
        return Client.PostAsync(Receiver.TokenEndpoint, content);
    }

    public async Task<string> NewTokenAsync()
    {
        using var reply = await RequestTokenAsync();
        using var json = JsonDocument.Parse(await reply.Content.ReadAsStringAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    /// <summary>A request that passes every check, but for its body.</summary>
    public async Task<HttpRequestMessage> NewPostAsync(byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, ChildrenUrl) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await NewTokenAsync());
        request.Headers.Add("SupplierKey", Options.SupplierKey);
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("SsdClrTests", "1.0"));
        return request;
    }

    /// <summary>Posts a body as it is.</summary>
    public async Task<(int Status, string Body)> PostBodyAsync(byte[] body)
    {
        using var request = await NewPostAsync(body);
        return await SendAsync(request);
    }

    /// <summary>Posts children as one array.</summary>
    public Task<(int Status, string Body)> PostAsync(params string[] children) =>
        PostBodyAsync(Encoding.UTF8.GetBytes($"[{string.Join(',', children)}]"));

    public async Task<(int Status, string Body)> SendAsync(HttpRequestMessage request)
    {
        using var reply = await Client.SendAsync(request);
        return ((int)reply.StatusCode, await reply.Content.ReadAsStringAsync());
    }

    /// <summary>What the receiver holds of a child, as text; null when it holds nothing.</summary>
    public string? HeldJson(string id) => Receiver.State.Held.TryGetValue(id, out var child) ? Encoding.UTF8.GetString(child.Json.Span) : null;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Receiver.DisposeAsync();
    }
}
