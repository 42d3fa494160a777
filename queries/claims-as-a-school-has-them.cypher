// title: What does a school hold, and against whom?
// audience: student, researcher
// param: school = 'chinese-line' (`western-line`, `chinese-line` or `russian-line`)
// hint: Only the claims of the school and the works of its scholars are seen; `against` counts contradictions.
ACCEPT $school
MATCH (claim:Claim)-[:IN_SCHOOL]->(:School {id: $school})
OPTIONAL MATCH (who)-[:ARGUES]->(claim)
RETURN claim.question AS question, claim.text AS claim, collect(DISTINCT who.name) AS held_by,
       COUNT { (claim)-[:DISAGREES_WITH]-(:Claim) } AS against
ORDER BY question, claim
