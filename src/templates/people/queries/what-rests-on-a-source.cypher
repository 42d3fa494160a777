// title: What rests on a source
// audience: researcher
// param work = 'example-2020' (the id of a work)
// hint: remove the source and these go
MATCH (a)-[r]->(b)
WHERE any(e IN evidence(r) WHERE e.work = $work)
RETURN a.name AS one, type(r) AS relation, b.name AS other
ORDER BY relation, one, other
