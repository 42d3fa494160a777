// title: Which works stand behind what the article does not say?
// audience: researcher
// hint: Charters, treaties, reports and pages, with the number of relations that rest on each,
// hint: from three on.
MATCH ()-[tie {status: 'context'}]->()
UNWIND sources(tie) AS id
WITH id, count(DISTINCT tie) AS relations
MATCH (work:Work {id: id})
WHERE relations > 2
RETURN work.title AS work, work.kind AS kind, work.year AS year, relations, work.url AS url
ORDER BY relations DESC, work, id
LIMIT 60
