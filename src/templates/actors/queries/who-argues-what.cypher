// title: Who argues what
// audience: researcher
// hint: one row for each argument
MATCH (who)-[a:ARGUES]->(c:Claim)
RETURN who.name AS who, c.text AS argues, c.question AS question
ORDER BY question, who
