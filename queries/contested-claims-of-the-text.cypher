// title: Which contradictions does the article itself point out?
// audience: teacher, researcher
// hint: Made to be drawn: holders, their claims, and the dashed line between them.
MATCH (x)-[one:ARGUES]->(a:Claim)-[clash:DISAGREES_WITH {basis: 'text'}]->(b:Claim)<-[two:ARGUES]-(y)
RETURN x, one, a, clash, b, two, y, clash.reason AS reason
ORDER BY a.id, b.id, x.name, y.name
LIMIT 60
