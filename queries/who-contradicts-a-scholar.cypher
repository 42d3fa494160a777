// title: Who contradicts a scholar?
// audience: student, researcher
// param: name = 'José Manuel Pardo Delgado' (the name of a scholar or a group)
// hint: Each path leads from the scholar through two claims to the one who holds the opposite.
MATCH dispute = (scholar)-[:ARGUES]->(own:Claim)-[clash:DISAGREES_WITH]-(other:Claim)<-[:ARGUES]-(opponent)
WHERE named(scholar, $name)
RETURN dispute, own.text AS claim, other.text AS contradicted_by, opponent.name AS held_by, clash.reason AS reason
ORDER BY claim, contradicted_by, held_by
