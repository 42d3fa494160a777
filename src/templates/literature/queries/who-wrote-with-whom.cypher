// title: Who wrote with whom
// audience: researcher
// hint: each pair once
MATCH (a)-[:AUTHORED]->(w:Work)<-[:AUTHORED]-(b)
WHERE a.id < b.id
RETURN a.name AS one, b.name AS other, count(DISTINCT w) AS works
ORDER BY works DESC, one, other
