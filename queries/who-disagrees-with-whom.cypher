// title: Who disagrees with whom, how often, and about what?
// audience: student, researcher
// hint: Pairs of holders of claims; a name paired with itself holds two claims that don't go together.
MATCH (x)-[:ARGUES]->(a:Claim)-[clash:DISAGREES_WITH]-(b:Claim)<-[:ARGUES]-(y)
WHERE x.name <= y.name
WITH x.name AS one, y.name AS other, clash, clash.reason AS reason
ORDER BY one, other, reason
WITH one, other, collect(DISTINCT reason) AS reasons, count(DISTINCT clash) AS clashes
RETURN one, other, clashes, reasons[0..3] AS for_example
ORDER BY clashes DESC, one, other
LIMIT 40
