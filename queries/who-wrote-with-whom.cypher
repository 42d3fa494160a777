// title: Who wrote with whom?
// audience: student, researcher
// hint: Each path joins two people by a work that they wrote or edited together.
MATCH together = (one:Person)-[first:AUTHORED]->(work:Work)<-[second:AUTHORED]-(other:Person)
WHERE first.position < second.position
RETURN together, one.name AS one_author, other.name AS other_author, coalesce(work.title, work.name) AS title
ORDER BY work.id, first.position, second.position
