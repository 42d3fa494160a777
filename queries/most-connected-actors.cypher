// title: Which actors have the most ties?
// audience: researcher, teacher
// hint: Ties to claims and works are left out of `ties` and counted in `claims_about_it`.
MATCH (actor)
WHERE actor:State OR actor:Organisation OR actor:Initiative OR actor:Person OR actor:Group
RETURN actor.name AS actor, labels(actor)[0] AS label,
       COUNT { MATCH (actor)-[tie]-(other) WHERE NOT other:Claim AND NOT other:Work } AS ties,
       COUNT { MATCH (:Claim)-[:ABOUT]->(actor) } AS claims_about_it,
       COUNT { MATCH (actor)-[:ARGUES]->(:Claim) } AS claims_held
ORDER BY ties DESC, claims_about_it DESC, actor
LIMIT 25
