// title: Where do the Western, Chinese and Russian lines agree?
// audience: student, teacher
// hint: Pairs of claims from two lines.
MATCH (one:School)<-[:IN_SCHOOL]-(a:Claim)-[accord:AGREES_WITH]-(b:Claim)-[:IN_SCHOOL]->(two:School)
WHERE one.name < two.name
RETURN one.name AS line, a.text AS claim, two.name AS other_line, b.text AS agrees_with, accord.reason AS reason,
       accord.basis AS basis
ORDER BY line, other_line, claim, agrees_with
