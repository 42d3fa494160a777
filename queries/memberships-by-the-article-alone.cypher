// title: Which memberships does the article itself give?
// audience: researcher, teacher
// hint: Without the layer `context` only what the text states or implies is left: it is little, and mostly implied.
WITHOUT context
MATCH (member)-[membership:MEMBER_OF]->(body)
RETURN member.name AS member, body.name AS body, membership.status AS status
ORDER BY body, member
