// title: What the article cites most
// says: Which works does the article lean on, and for what?
// options: --layout rings
MATCH (article:Work {id: 'santiago-2024-kazakhstan'})-[cites:CITES]->(work:Work)
WITH article, cites, work ORDER BY size(evidence(cites)) DESC, work.id LIMIT 14
RETURN article, cites, work
