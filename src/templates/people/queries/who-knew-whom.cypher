// title: Who knew whom
// audience: teacher
// hint: draw it: `:export who-knew-whom.svg`
MATCH (a:Person)-[r:KNOWS|MARRIED_TO|PARENT_OF]->(b:Person)
RETURN a, r, b
