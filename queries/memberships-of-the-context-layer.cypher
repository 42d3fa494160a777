// title: What do treaties and lists add on memberships?
// audience: researcher
// hint: The layer `context` comes from other sources than the article; each row cites treaty, charter or list.
ACCEPT context
MATCH (member:State)-[:MEMBER_OF]->(body:Organisation)
WITH body, member ORDER BY member.name
RETURN body.name AS organisation, count(DISTINCT member) AS members, collect(DISTINCT member.name) AS names
ORDER BY members DESC, organisation
