// title: Which concepts is the article built on?
// audience: student, teacher
// hint: Concepts by the claims that are about them and the relations they have.
MATCH (concept:Concept)
RETURN concept.name AS concept, concept.kind AS kind, COUNT { MATCH (:Claim)-[:ABOUT]->(concept) } AS claims,
       COUNT { MATCH (concept)-[tie]-(other) WHERE NOT other:Claim } AS relations, concept.description AS description
ORDER BY claims DESC, relations DESC, concept
LIMIT 30
