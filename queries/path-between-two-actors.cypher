// title: How are two actors connected?
// audience: student, teacher
// param: from = 'Italy' (where the path begins)
// param: to = 'Alexander Dugin' (where it ends)
// hint: All shortest paths, over ties of any kind, either way round.
MATCH (a), (b)
WHERE named(a, $from) AND named(b, $to)
MATCH path = allShortestPaths((a)-[*..6]-(b))
RETURN path, [node IN nodes(path) | node.name] AS by_way_of, [tie IN relationships(path) | type(tie)] AS ties
ORDER BY by_way_of, ties
LIMIT 20
