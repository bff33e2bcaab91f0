namespace SsdClr.Build.Concepts;

/// <summary>The data flow as entities and relations of the Smart City Concept Model.</summary>
/// <param name="Entities">Entities, in the order of the file.</param>
/// <param name="Relations">Relations, in the order of the file.</param>
internal sealed record ConceptModel(IReadOnlyList<ConceptEntity> Entities, IReadOnlyList<ConceptRelation> Relations);
