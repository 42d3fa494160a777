// title: The works cited most
// audience: researcher
// hint: only citations that are in the graph count
MATCH (citing:Work)-[r:CITES]->(w:Work)
RETURN w.name AS work, w.year AS year, count(r) AS citations
ORDER BY citations DESC, year, work
