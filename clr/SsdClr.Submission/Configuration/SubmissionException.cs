using System;

namespace SsdClr.Submission.Configuration;

/// <summary>
/// A submission stopped. The message says what happened and what to do, in words for an operator, and holds no personal data,
/// no secret and no token. Nothing is lost: what was not accepted stays pending.
/// </summary>
internal sealed class SubmissionException(string message) : Exception(message);
