// title: Which entries of the bibliography are never cited?
// audience: researcher, teacher
// hint: They stand in the bibliography, and the text never points to them.
MATCH (entry:Work {in_bibliography: true})
WHERE NOT EXISTS { MATCH (:Work)-[:CITES]->(entry) }
RETURN entry, entry.year AS year, entry.title AS title, entry.language AS language
ORDER BY entry.id
