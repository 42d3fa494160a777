// title: What does a line of scholarship hold?
// audience: student
// param: school = 'Chinese line' (Western line, Chinese line or Russian line)
// hint: Claims by question, with those who hold them.
MATCH (holder)-[:ARGUES]->(claim:Claim)-[:IN_SCHOOL]->(school:School)
WHERE named(school, $school)
WITH claim, holder
ORDER BY holder.name
RETURN claim.question AS question, claim.text AS claim, collect(DISTINCT holder.name) AS held_by
ORDER BY question, claim
