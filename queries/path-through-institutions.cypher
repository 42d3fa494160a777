// title: Through which institutions and leaders are two actors connected?
// audience: researcher
// param: from = 'Italy' (where the path begins)
// param: to = 'Xi Jinping' (where it ends)
// hint: Only membership, participation and leadership count, and nothing that the sources deny. Compare the dates:
// hint: two ties need not have held at the same time.
MATCH (a), (b)
WHERE named(a, $from) AND named(b, $to)
MATCH path = allShortestPaths((a)-[:MEMBER_OF|LEADS|PARTICIPATED_IN*..6]-(b))
WHERE none(tie IN relationships(path) WHERE tie.status = 'negated')
RETURN path, [node IN nodes(path) | node.name] AS by_way_of, [tie IN relationships(path) | type(tie)] AS ties,
       [tie IN relationships(path) | tie.start] AS since
ORDER BY by_way_of, ties, since
LIMIT 30
