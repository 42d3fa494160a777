// title: What to read on a topic
// audience: student
// param topic = 'first-topic' (the id of a concept)
// hint: newest first
MATCH (w:Work)-[:ABOUT]->(t:Concept {id: $topic})
OPTIONAL MATCH (p)-[a:AUTHORED]->(w)
WITH w, p, a ORDER BY a.position
RETURN w.title AS title, collect(p.name) AS authors, w.year AS year, w.doi AS doi
ORDER BY year DESC, title
