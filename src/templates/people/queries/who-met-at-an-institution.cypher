// title: Who was at the same institution
// audience: student
// hint: whether at the same time, the dates must tell
MATCH (a:Person)-[r]->(o:Organisation)<-[s]-(b:Person)
WHERE a.id < b.id
RETURN a.name AS one, b.name AS other, o.name AS institution, r.start AS one_from, s.start AS other_from
ORDER BY institution, one, other
