using Mono.Cecil;

namespace SsdClr.Database.Tests.Verifier;

/// <summary>One type, method or field of another assembly that the examined assembly reaches.</summary>
/// <param name="Place">Where it is reached from.</param>
/// <param name="Target">What is reached: a plain <see cref="TypeReference"/> (no array, pointer or generic instance around it), a <see cref="MethodReference"/> or a <see cref="FieldReference"/>.</param>
internal sealed record Use(Place Place, MemberReference Target);
