namespace SsdClr.Build.Concepts;

/// <summary>How one entity relates to another.</summary>
/// <param name="Subject">Where the arrow begins.</param>
/// <param name="Predicate">The relation, as sent_to.</param>
/// <param name="Object">Where the arrow ends; the subject itself where entities of one kind relate to each other.</param>
/// <param name="IsOurs">Whether this project adds it to the published model.</param>
internal sealed record ConceptRelation(ConceptEntity Subject, string Predicate, ConceptEntity Object, bool IsOurs);
