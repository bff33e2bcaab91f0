namespace SsdClr.Hostile;

/// <summary>Whose part the server plays.</summary>
internal enum Place
{
    /// <summary>The receiver: it is posted two children.</summary>
    Receiver,

    /// <summary>The token endpoint.</summary>
    TokenEndpoint,
}
