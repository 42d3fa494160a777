// title: Who argues how much?
// audience: researcher, teacher
// hint: `contested` counts the claims that another claim contradicts.
MATCH (holder)-[:ARGUES]->(claim:Claim)
WITH holder, claim, EXISTS { MATCH (claim)-[:DISAGREES_WITH]-(:Claim) } AS contested
RETURN holder.name AS holder, labels(holder)[-1] AS label, count(*) AS claims,
       sum(CASE WHEN contested THEN 1 ELSE 0 END) AS contested
ORDER BY claims DESC, holder
LIMIT 60
