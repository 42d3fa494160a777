// title: What should I read about a topic?
// audience: student
// param: name = 'Soft power' (the name of an actor, event or concept)
// hint: Works that are about the topic, or that make claims about it, without the article itself.
MATCH (topic)
WHERE named(topic, $name)
MATCH (work:Work)
WHERE work.id <> 'santiago-2024-kazakhstan'
WITH topic, work, EXISTS { MATCH (work)-[:ABOUT]->(topic) } AS about_it,
     COUNT { MATCH (work)<-[:STATED_IN]-(:Claim)-[:ABOUT]->(topic) } AS claims_on_it
WHERE about_it OR claims_on_it > 0
RETURN work, work.year AS year, work.title AS title, about_it, claims_on_it, work.in_bibliography AS in_bibliography
ORDER BY claims_on_it DESC, about_it DESC, work.id
