// title: Who claims what about the Russian minority?
// audience: student, researcher
// hint: The article's author, chiefly, with the sources that he cites for it.
MATCH (holder)-[argues:ARGUES]->(claim:Claim)-[:ABOUT]->(topic)
WHERE topic.id IN ['russian-minority', 'northern-secession', 'conflict-in-northern-kazakhstan']
WITH DISTINCT claim, holder
ORDER BY holder.name
RETURN claim.question AS question, claim.text AS claim, collect(holder.name) AS held_by
ORDER BY question, claim
