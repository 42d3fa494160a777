// title: Which figures of trade are disputed, and why?
// audience: researcher, student
// hint: Only what has the status `disputed` is seen.
ACCEPT disputed
MATCH (a)-[relation:TRADES_WITH|EXPORTS]->(b)
RETURN a.name AS from, type(relation) AS relation, b.name AS to, relation.year AS year, relation.note AS why
ORDER BY from, relation, to, year
