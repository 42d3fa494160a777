// title: Where do the Western, Chinese and Russian lines contradict each other?
// audience: student, teacher
// hint: Pairs of claims from two lines.
MATCH (one:School)<-[in_one:IN_SCHOOL]-(a:Claim)-[clash:DISAGREES_WITH]-(b:Claim)-[in_two:IN_SCHOOL]->(two:School)
WHERE one.name < two.name
RETURN one, in_one, a, clash, b, in_two, two, a.text AS claim, b.text AS contradicts, clash.reason AS reason
ORDER BY one.name, two.name, claim, contradicts
