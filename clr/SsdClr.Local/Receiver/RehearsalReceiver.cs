using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using BadHttpRequestException = Microsoft.AspNetCore.Http.BadHttpRequestException;

namespace SsdClr.Local.Receiver;

/// <summary>
/// Stands in for the DfE's receiver: the same contract over real HTTPS, on loopback only. It shares no code with the sender,
/// so a fault of one is not hidden by the same fault of the other. Everything it is sent stays in memory until it is disposed.
/// </summary>
internal sealed class RehearsalReceiver : IAsyncDisposable
{
    private const string TokenPath = "/oauth2/v2.0/token";
    private const string FaultsPath = "/faults";
    private const string BasePath = "/children-in-social-care-data-receiver-rehearsal/1";

    private readonly ReceiverOptions _options;
    private readonly TimeProvider _clock;
    private readonly X509Certificate2 _certificate;
    private readonly X509Certificate2 _wrongCertificate;
    private readonly TokenIssuer _tokens;
    private readonly ChildrenEndpoint _children;
    private readonly FaultyAnswers _faultyAnswers;
    private readonly FaultsEndpoint _faultsEndpoint;
    private readonly OverviewPage _overview;
    private readonly WebApplication _server;

    private RehearsalReceiver(ReceiverOptions options, TimeProvider clock, ChildSchema schema, IReadOnlyDictionary<EndPoint, Socket> sockets)
    {
        _options = options;
        _clock = clock;
        _certificate = LoopbackCertificate.Create();
        _wrongCertificate = LoopbackCertificate.Create();
        CertificateSha256 = _certificate.GetCertHashString(HashAlgorithmName.SHA256);
        State = new AcceptedState(options.Semantics, clock);
        _tokens = new TokenIssuer(options, clock);
        Faults = new FaultPlan(options.Faults, options.FaultChance, options.Seed);
        _children = new ChildrenEndpoint(options, _tokens, schema, State);
        _faultyAnswers = new FaultyAnswers(_tokens, _children, clock);
        _faultsEndpoint = new FaultsEndpoint(Faults);
        _overview = new OverviewPage(options, State, Faults);

        var root = new Uri($"https://localhost:{((IPEndPoint)sockets.Keys.First()).Port}/");
        OverviewUrl = root;
        BaseUrl = new Uri(root, BasePath);
        TokenEndpoint = new Uri(root, TokenPath);
        _server = Build(sockets);
    }

    /// <summary>The base URL a sender is configured with.</summary>
    public Uri BaseUrl { get; }

    /// <summary>The token endpoint a sender is configured with.</summary>
    public Uri TokenEndpoint { get; }

    /// <summary>The page that shows counts and the last batches.</summary>
    public Uri OverviewUrl { get; }

    /// <summary>SHA-256 of the certificate in upper-case hexadecimal, for a client to pin: no authority vouches for it.</summary>
    public string CertificateSha256 { get; }

    /// <summary>The certificate without its key, as PEM (RFC 7468), for a machine to trust whose clients cannot pin.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>What was accepted so far.</summary>
    public AcceptedState State { get; }

    /// <summary>The faults in force; they can be replaced while it runs.</summary>
    public FaultPlan Faults { get; }

    /// <summary>Starts a receiver; it answers when the task ends, and until it is disposed.</summary>
    /// <param name="options">How it answers.</param>
    /// <param name="clock">For token expiry and receipts.</param>
    /// <param name="cancellationToken">Gives up the start.</param>
    /// <exception cref="OptionsValidationException">An option is out of range.</exception>
    /// <exception cref="IOException">The port is in use or may not be opened.</exception>
    public static async Task<RehearsalReceiver> StartAsync(ReceiverOptions options, TimeProvider clock, CancellationToken cancellationToken = default)
    {
        options.Validate();
        var schema = await ChildSchema.LoadAsync(options.TakesNulls).ConfigureAwait(false);
        var sockets = LoopbackSockets.Bind(options.Port);
        var receiver = new RehearsalReceiver(options, clock, schema, sockets);
        try
        {
            await receiver._server.StartAsync(cancellationToken).ConfigureAwait(false);
            return receiver;
        }
        catch
        {
            await receiver.DisposeAsync().ConfigureAwait(false);
            foreach (var socket in sockets.Values)
            {
                socket.Dispose();
            }

            throw;
        }
    }

    /// <summary>Stops answering and forgets everything.</summary>
    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync().ConfigureAwait(false);
        _certificate.Dispose();
        _wrongCertificate.Dispose();
    }

    private string ChildrenPath => $"{BasePath}/children_social_care_data/{_options.LaCode}/children";

    private WebApplication Build(IReadOnlyDictionary<EndPoint, Socket> sockets)
    {
        // The empty builder reads no environment and no files, and logs nowhere.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration();
        builder.Services.Configure<SocketTransportOptions>(transport => transport.CreateBoundListenSocket = endPoint => sockets[endPoint]);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(2));
        // Ctrl+C belongs to the command that started the receiver.
        builder.Services.Replace(ServiceDescriptor.Singleton<IHostLifetime, CallerLifetime>());
        builder.Services.Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.AddServerHeader = false;
            // Sizes are checked by each endpoint, which can say more than that a body is too large.
            kestrel.Limits.MaxRequestBodySize = null;
            foreach (var endPoint in sockets.Keys)
            {
                kestrel.Listen(endPoint, listen => listen.UseHttps(https =>
                {
                    https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
                    https.ServerCertificateSelector = (_, _) => Faults.Next(FaultPlace.Connection) is null ? _certificate : _wrongCertificate;
                }));
            }
        });

        var server = builder.Build();
        server.Run(HandleAsync);
        return server;
    }

    /// <summary>Every request passes through here: first what to answer, then the writing of it.</summary>
    private async Task HandleAsync(HttpContext context)
    {
        Reply? reply;
        var place = Place(context.Request);
        try
        {
            var fault = place is null ? null : Faults.Next(place.Value);
            reply = fault is null
                ? await AnswerAsync(context.Request).ConfigureAwait(false)
                : await _faultyAnswers.AnswerAsync(fault, context, AnswerAsync).ConfigureAwait(false);
        }
        catch (BadHttpRequestException fault)
        {
            reply = Reply.Text(fault.StatusCode, "The request is not valid HTTP.");
        }
        catch (Exception fault) when (fault is OperationCanceledException or IOException && context.RequestAborted.IsCancellationRequested)
        {
            // The sender has hung up.
            return;
        }

        if (place is not null && reply is { Status: >= StatusCodes.Status400BadRequest })
        {
            _options.OnRefusal?.Invoke(new Refusal(_clock.GetUtcNow().ToUniversalTime(), place.Value, reply.Status, Encoding.UTF8.GetString(reply.Body.Span)));
        }

        if (reply is not null)
        {
            await reply.WriteAsync(context.Response).ConfigureAwait(false);
        }
    }

    private FaultPlace? Place(HttpRequest request) =>
        !HttpMethods.IsPost(request.Method) ? null
        : request.Path == TokenPath ? FaultPlace.Token
        : request.Path == ChildrenPath ? FaultPlace.Children
        : null;

    private Task<Reply> AnswerAsync(HttpRequest request)
    {
        var path = request.Path.Value ?? string.Empty;
        if (path == TokenPath)
        {
            return HttpMethods.IsPost(request.Method) ? _tokens.AnswerAsync(request) : Task.FromResult(RefuseMethod("POST"));
        }

        if (path == ChildrenPath)
        {
            return HttpMethods.IsPost(request.Method) ? _children.AnswerAsync(request) : Task.FromResult(RefuseMethod("POST"));
        }

        return path == FaultsPath && HttpMethods.IsPost(request.Method)
            ? _faultsEndpoint.AnswerAsync(request)
            : Task.FromResult(AnswerView(request, path));
    }

    private Reply AnswerView(HttpRequest request, string path)
    {
        const string ChildPath = $"{BasePath}/children/";
        var isChild = path.StartsWith(ChildPath, StringComparison.Ordinal);
        if (!isChild && path is not ("/" or FaultsPath or $"{BasePath}/counts"))
        {
            return Reply.Text(StatusCodes.Status404NotFound, "Nothing is here: check the base URL and the LA code.");
        }

        if (!HttpMethods.IsGet(request.Method))
        {
            return RefuseMethod("GET");
        }

        if (!isChild)
        {
            return path switch
            {
                "/" => _overview.Page(),
                FaultsPath => _faultsEndpoint.Show(),
                _ => _overview.Counts(),
            };
        }

        // A child's record is shown to whoever could have sent it, not to everyone who can log on to this machine.
        if (!_tokens.Accepts(request))
        {
            return ChildrenEndpoint.RefuseToken();
        }

        return State.Held.TryGetValue(path[ChildPath.Length..], out var child)
            ? Reply.Json(StatusCodes.Status200OK, child.Json)
            : Reply.Text(StatusCodes.Status404NotFound, "No child with this la_child_id is held.");
    }

    private static Reply RefuseMethod(string allowed) =>
        Reply.Text(StatusCodes.Status405MethodNotAllowed, $"Only {allowed} is answered here.") with { Header = ("Allow", allowed) };
}
