// title: Who agrees with a scholar?
// audience: student, researcher
// param: name = 'Bobo Lo' (the name of a scholar or a group)
// hint: Each path leads from the scholar through two claims to the one who holds the like.
MATCH accord = (scholar)-[:ARGUES]->(own:Claim)-[tie:AGREES_WITH]-(other:Claim)<-[:ARGUES]-(ally)
WHERE named(scholar, $name) AND ally <> scholar
RETURN accord, own.text AS claim, other.text AS in_accord_with, ally.name AS held_by, tie.reason AS reason,
       tie.basis AS basis
ORDER BY claim, in_accord_with, held_by
