// title: Which members of the SCO were observers or partners first?
// audience: researcher
// hint: Years from the first status to full membership.
MATCH (state:State)-[member:MEMBER_OF]->(sco:Organisation {id: 'sco'})<-[tie:AFFILIATED_WITH]-(state)
WITH state, member, tie
ORDER BY tie.start, tie.role
WITH state, member.start AS joined, min(tie.start) AS first_tie, collect(DISTINCT tie.role) AS roles
RETURN state.name AS state, roles, first_tie, joined,
       toInteger(left(joined, 4)) - toInteger(left(first_tie, 4)) AS years_of_waiting
ORDER BY joined, state
