// title: Which concepts does each section use?
// audience: student, teacher
// hint: The concepts with the most relations in the section first.
MATCH (concept:Concept)-[tie]-()
UNWIND evidence(tie) AS passage
WITH passage.section AS section, concept.name AS concept, passage.work AS work, tie
WHERE work = 'santiago-2024-kazakhstan'
WITH section, concept, count(DISTINCT tie) AS ties
ORDER BY section, ties DESC, concept
RETURN section, count(*) AS concepts, collect(concept)[0..8] AS most_used
ORDER BY section
