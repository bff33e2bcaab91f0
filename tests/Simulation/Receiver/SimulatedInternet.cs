using System.Globalization;
using System.Text;
using System.Text.Json;
using SsdClr.Simulation.Database;
using SsdClr.Submission.Http;

namespace SsdClr.Simulation.Receiver;

/// <summary>The way out, the token endpoint and the receivers, with everything that can go wrong there.</summary>
internal sealed class SimulatedInternet : IHttpTransport
{
    internal const string TokenEndpoint = "https://tokens.test/oauth2/token";
    internal const string SupplierKey = "key-of-the-supplier";
    internal const string ClientSecret = "secret-of-the-client";
    private const int MostChildren = 100;

    private static readonly int[] s_transientStatuses = [408, 429, 500, 502, 503, 504];
    private static readonly int[] s_otherStatuses = [302, 403, 404, 405, 407, 409, 415];
    private static readonly SimulatedFault[] s_faults = Enum.GetValues<SimulatedFault>();
    private static readonly byte[] s_garbage = Encoding.UTF8.GetBytes("<html>We will be back soon.");

    private readonly Boundaries _boundaries;
    private readonly SimulatedClock _clock;
    private readonly SimulationRandom _random;
    private readonly Dictionary<string, SimulatedReceiver> _receivers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTime> _tokens = new(StringComparer.Ordinal);
    private int _receipts;
    private int _tokensGiven;

    internal SimulatedInternet(Boundaries boundaries, SimulatedClock clock, SimulationRandom random, bool merges)
    {
        _boundaries = boundaries;
        _clock = clock;
        _random = random;
        Merges = merges;
    }

    /// <summary>What a body does not mention stays at the receivers; else it goes.</summary>
    internal bool Merges { get; }

    /// <summary>What goes wrong.</summary>
    internal Troubles Troubles { get; } = new();

    /// <summary>What becomes of the next POSTs of children.</summary>
    internal Queue<SimulatedFault> Script { get; } = new();

    /// <summary>Every POST of children that left.</summary>
    internal List<Delivery> Deliveries { get; } = [];

    /// <summary>Told what happens, for a person to read; null for nobody.</summary>
    internal Action<string>? Journal { get; set; }

    /// <summary>Called while a POST of children is on its way: here others may do what they do.</summary>
    internal Action? OnTheWay { get; set; }

    /// <summary>Told of every POST of children before it leaves.</summary>
    internal Action<HttpPost, Delivery>? OnLeaving { get; set; }

    /// <summary>The receiver at a base address; it begins with nothing.</summary>
    internal SimulatedReceiver ReceiverAt(string address)
    {
        if (!_receivers.TryGetValue(address, out var receiver))
        {
            receiver = new SimulatedReceiver(Merges);
            _receivers.Add(address, receiver);
        }

        return receiver;
    }

    /// <inheritdoc/>
    public HttpAnswer Post(HttpPost post)
    {
        _boundaries.Check();
        var isToken = post.Address.AbsoluteUri == TokenEndpoint;
        var delivery = isToken ? null : Examine(post);
        return _boundaries.Cross(
            BoundaryKind.Send,
            () => isToken ? AnswerToken(post) : Note(AnswerChildren(post, delivery!), delivery!),
            commits: false,
            failed: happened => happened ? HttpAnswer.MaybeSent("the connection was lost") : HttpAnswer.NotSent("the connection failed"));
    }

    private HttpAnswer Note(HttpAnswer answer, Delivery delivery)
    {
        Journal?.Invoke($"  POST of batch {delivery.BatchId} ({string.Join(' ', delivery.Children.Select(child => child.ChildId))}): {answer.Delivery} {answer.StatusCode}, {(delivery.IsProcessed ? "taken" : "not taken")}");
        return answer;
    }

    private static HttpAnswer Status(int status, string body = "") => HttpAnswer.Answered(status, Encoding.UTF8.GetBytes(body));

    private Delivery Examine(HttpPost post)
    {
        using var body = JsonDocument.Parse(post.Body);
        var children = new List<SentChild>();
        foreach (var child in body.RootElement.EnumerateArray())
        {
            children.Add(new SentChild(child.GetProperty("la_child_id").GetString()!, child.GetRawText()));
        }

        var delivery = new Delivery { Address = post.Address.AbsoluteUri, Children = children };
        OnLeaving?.Invoke(post, delivery);
        return delivery;
    }

    private HttpAnswer AnswerToken(HttpPost post)
    {
        _clock.Pass(TimeSpan.FromMilliseconds(_random.Below(300)));
        if (_random.Percent(Troubles.FaultPercent / 2))
        {
            return _random.Below(5) switch
            {
                0 => HttpAnswer.NotSent("the name is not known"),
                1 => HttpAnswer.MaybeSent("the time was up"),
                2 => Status(_random.Pick(s_transientStatuses)),
                3 => Status(401),
                _ => HttpAnswer.Answered(200, s_garbage),
            };
        }

        if (!Encoding.UTF8.GetString(post.Body).Contains("client_secret=" + ClientSecret, StringComparison.Ordinal))
        {
            return Status(401);
        }

        var token = "token-" + (++_tokensGiven).ToString(CultureInfo.InvariantCulture);
        _tokens.Add(token, _clock.UtcNow.AddSeconds(Troubles.TokenSeconds));
        return Status(200, string.Create(CultureInfo.InvariantCulture, $"{{\"access_token\":\"{token}\",\"token_type\":\"Bearer\",\"expires_in\":{Troubles.TokenSeconds}}}"));
    }

    private HttpAnswer AnswerChildren(HttpPost post, Delivery delivery)
    {
        Deliveries.Add(delivery);
        OnTheWay?.Invoke();
        _clock.Pass(TimeSpan.FromMilliseconds(_random.Below(3000)));
        if (!Script.TryDequeue(out var fault))
        {
            if (!_random.Percent(Troubles.FaultPercent))
            {
                return Refusal(post, delivery) ?? Confirm(post, delivery, delivery.Children.Count);
            }

            fault = _random.Pick(s_faults);
        }

        return Answer(post, delivery, fault);
    }

    private HttpAnswer Answer(HttpPost post, Delivery delivery, SimulatedFault fault)
    {
        if (fault >= SimulatedFault.CutAfter)
        {
            if (Refusal(post, delivery) is { } refusal)
            {
                return refusal;
            }

            Process(post, delivery);
        }

        switch (fault)
        {
            case SimulatedFault.NotSent:
                return HttpAnswer.NotSent("the connection was refused", isConfiguration: _random.Percent(20));
            case SimulatedFault.CutBefore or SimulatedFault.CutAfter:
                return HttpAnswer.MaybeSent("the connection was lost");
            case SimulatedFault.HangBefore or SimulatedFault.HangAfter:
                _clock.Pass(post.Timeout);
                return HttpAnswer.MaybeSent("the time was up");
            case SimulatedFault.Transient:
                return HttpAnswer.Answered(_random.Pick(s_transientStatuses), s_garbage, retryAfter: RetryAfter());
            case SimulatedFault.OtherStatus:
                var status = _random.Pick(s_otherStatuses);
                delivery.IsRefused = status == 403;
                return Status(status);
            case SimulatedFault.GarbageBefore or SimulatedFault.GarbageAfter:
                return HttpAnswer.Answered(200, s_garbage);
            case SimulatedFault.TokenRefused:
                _tokens.Clear();
                return Status(401);
            case SimulatedFault.NoContentAfter:
                return Status(204);
            case SimulatedFault.GatewayTimeoutAfter:
                return Status(504);
            case SimulatedFault.TornAfter:
                var whole = Encoding.UTF8.GetBytes(Receipts(delivery.Children.Count));
                return HttpAnswer.Answered(200, whole[..(whole.Length / 2)], isComplete: false, "its body broke off");
            default:
                return Status(200, Receipts(delivery.Children.Count + (_random.Percent(50) ? 1 : -1)));
        }
    }

    /// <summary>What the receiver has against the request; null where nothing.</summary>
    private HttpAnswer? Refusal(HttpPost post, Delivery delivery)
    {
        var authorization = Header(post, "Authorization");
        var isTokenGood = authorization.StartsWith("Bearer ", StringComparison.Ordinal) && _tokens.TryGetValue(authorization[7..], out var goodUntil) && _clock.UtcNow <= goodUntil;
        if (!isTokenGood || Header(post, "SupplierKey") != SupplierKey)
        {
            return Status(401);
        }

        if (post.Body.Length > Troubles.MaximumBytes)
        {
            delivery.IsTooLarge = true;
            return Status(413);
        }

        if (delivery.Children.Any(child => Troubles.Forbidden.Contains(child.ChildId)))
        {
            delivery.IsRefused = true;
            return Status(403);
        }

        var refused = Enumerable.Range(0, delivery.Children.Count).Where(place => Troubles.Refused.Contains(delivery.Children[place].ChildId)).ToList();
        if (refused.Count == 0 && delivery.Children.Count <= MostChildren)
        {
            return null;
        }

        delivery.IsRefused = true;
        var all = Enumerable.Range(0, delivery.Children.Count);
        return Status(_random.Percent(50) ? 400 : 422, Troubles.Style switch
        {
            RefusalStyle.Places => string.Join('\n', refused.Select(place => $"[{place}].child_details.sex: not one of those allowed, see [{place}].social_care_episodes[0]")),
            RefusalStyle.All => string.Join('\n', all.Select(place => $"[{place}]: invalid")),
            RefusalStyle.DeeperPlaces => "child.social_care_episodes[0].child_in_need_plans[1]: invalid",
            RefusalStyle.WrongPlace => $"[{all.Except(refused).FirstOrDefault()}]: invalid",
            _ => "The request is not valid.",
        });
    }

    private static string Header(HttpPost post, string name) => post.Headers.Find(header => header.Key == name).Value ?? string.Empty;

    private HttpAnswer Confirm(HttpPost post, Delivery delivery, int count)
    {
        Process(post, delivery);
        delivery.IsConfirmed = true;
        return Status(_random.Percent(80) ? 200 : 202, Receipts(count));
    }

    private void Process(HttpPost post, Delivery delivery)
    {
        using var body = JsonDocument.Parse(post.Body);
        ReceiverAt(delivery.Address).Take(body.RootElement);
        delivery.IsProcessed = true;
    }

    private string? RetryAfter() => _random.Below(5) switch
    {
        0 => _random.Below(2000).ToString(CultureInfo.InvariantCulture),
        1 => _clock.UtcNow.AddSeconds(_random.Below(300)).ToString("r", CultureInfo.InvariantCulture),
        2 => "soon",
        _ => null,
    };

    private string Receipts(int count) => "[" + string.Join(',', Enumerable.Range(0, count).Select(_ =>
        string.Create(CultureInfo.InvariantCulture, $"\"2026-03-25_02:00:00.5_00000000-0000-4000-8000-{++_receipts:x12}.json\""))) + "]";
}
