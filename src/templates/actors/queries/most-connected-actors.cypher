// title: Actors with the most relations
// audience: teacher
// hint: a node that much is written about is not for that the most important
MATCH (n)-[r]-()
RETURN n.name AS actor, count(r) AS relations
ORDER BY relations DESC, actor
LIMIT 10
