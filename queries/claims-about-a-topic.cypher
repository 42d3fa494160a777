// title: What is claimed about a topic, and by whom?
// audience: student
// param: name = 'Belt and Road Initiative' (the name of an actor, event or concept)
// hint: Claims with the same question can be compared.
MATCH (holder)-[:ARGUES]->(claim:Claim)-[:ABOUT]->(topic)
WHERE named(topic, $name)
WITH claim, holder
ORDER BY holder.name
RETURN claim.question AS question, claim.text AS claim, collect(DISTINCT holder.name) AS held_by
ORDER BY question, claim
LIMIT 60
