// title: Who are and were the members of an organisation?
// audience: student
// param: organisation = 'CSTO' (a name, an acronym or another spelling)
// hint: `suspended` is the time for which a membership rests.
MATCH (state)-[membership:MEMBER_OF]->(organisation:Organisation)
WHERE named(organisation, $organisation)
RETURN state, membership, organisation, membership.start AS joined, membership.end AS left,
       membership.suspended AS suspended, sources(membership) AS sources
ORDER BY joined, state.name
