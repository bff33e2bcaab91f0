using Microsoft.AspNetCore.Http;

namespace SsdClr.Local.Receiver;

/// <summary>Reads request bodies up to a limit.</summary>
internal static class RequestBody
{
    private const int BufferSize = 64 * 1024;

    /// <summary>The whole body, or null when it is longer than <paramref name="maxBytes"/>; never more than that is kept.</summary>
    public static async Task<ReadOnlyMemory<byte>?> ReadAsync(HttpRequest request, int maxBytes)
    {
        if (request.ContentLength > maxBytes)
        {
            return null;
        }

        using var body = new MemoryStream((int)(request.ContentLength ?? 0));
        var buffer = new byte[BufferSize];
        int read;
        while ((read = await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted).ConfigureAwait(false)) > 0)
        {
            if (body.Length + read > maxBytes)
            {
                return null;
            }

            body.Write(buffer, 0, read);
        }

        return body.GetBuffer().AsMemory(0, (int)body.Length);
    }
}
