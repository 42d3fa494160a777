// title: All answers to one question
// audience: teacher
// param question = 'Does it work?' (as the claims have it)
// hint: claims that disagree answer the same question
MATCH (c:Claim {question: $question})
OPTIONAL MATCH (who)-[a:ARGUES]->(c)
RETURN c.text AS answer, collect(DISTINCT who.name) AS held_by, min(a.year) AS since
ORDER BY since, answer
