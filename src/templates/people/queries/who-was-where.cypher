// title: Who belonged where, and when
// audience: researcher
// hint: dates as the sources have them; what has none is not known
MATCH (p:Person)-[r:MEMBER_OF|LEADS|WORKS_FOR|STUDIED_AT]->(o)
RETURN p.name AS person, type(r) AS relation, o.name AS institution, r.start AS start, r.end AS end
ORDER BY person, start, institution
