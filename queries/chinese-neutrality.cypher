// title: Is China neutral on the war, and who says so?
// audience: student, researcher
// hint: The article asserts the neutrality in its own name; look for claims that contradict it in `contradicted_by`.
MATCH (holder)-[argues:ARGUES]->(claim:Claim)
WHERE claim.question IN ['How does China stand towards the war in Ukraine?',
                         'Should China back or condemn Russia over Ukraine?']
OPTIONAL MATCH (claim)-[:DISAGREES_WITH]-(other:Claim)
WITH claim, holder, other
ORDER BY other.text, holder.name
RETURN claim.text AS claim, collect(DISTINCT holder.name) AS held_by, collect(DISTINCT other.text) AS contradicted_by
ORDER BY claim
