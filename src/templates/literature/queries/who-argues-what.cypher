// title: Who argues what, and where
// audience: researcher
// hint: one row for each argument; `evidence(a)` has the passage
MATCH (who)-[a:ARGUES]->(c:Claim)
RETURN who.name AS who, c.text AS argues, c.question AS question, a.year AS year
ORDER BY question, year, who
