// title: Which works carry the most relations alone?
// audience: researcher
// hint: Relations for which every passage cites the same single work. If it falls, they fall.
MATCH ()-[tie]->()
WHERE NOT type(tie) IN ['CITES', 'AUTHORED', 'PUBLISHED_IN', 'STATED_IN', 'ABOUT']
WITH tie, evidence(tie) AS passages
WHERE all(passage IN passages WHERE size(passage.citing) = 1)
WITH tie, [passage IN passages | passage.citing[0]] AS works
WHERE all(work IN works WHERE work = works[0])
MATCH (work:Work {id: works[0]})
RETURN work.id AS work, coalesce(work.title, work.name) AS title, count(tie) AS relations
ORDER BY relations DESC, work
