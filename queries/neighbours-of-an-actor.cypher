// title: What is an actor tied to, and how?
// audience: student, teacher
// param: name = 'Kazakhstan' (a name, an acronym or another spelling)
// hint: One row for each type of tie; a few names as examples. Claims about the actor are counted under ABOUT.
MATCH (actor)-[tie]-(other)
WHERE named(actor, $name)
WITH type(tie) AS tie, CASE WHEN startNode(tie) = actor THEN 'from it' ELSE 'to it' END AS direction,
     other.name AS other
ORDER BY tie, direction, other
RETURN tie, direction, count(*) AS number, collect(DISTINCT other)[0..6] AS for_example
ORDER BY number DESC, tie, direction
