// title: Members of an organisation
// audience: student
// param organisation = 'example-union' (its id)
// hint: without an end it may still hold
MATCH (s)-[m:MEMBER_OF]->(o {id: $organisation})
RETURN s.name AS member, m.start AS start, m.end AS end
ORDER BY start, member
