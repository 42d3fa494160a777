// title: Which states are in Russian-led bodies and in the Belt and Road?
// audience: student, researcher
// hint: Members of the CSTO or the EAEU, past or present, that take part in the BRI.
MATCH (state:State)-[member:MEMBER_OF]->(body:Organisation), (state)-[part:PARTICIPATED_IN]->(bri {id: 'bri'})
WHERE body.id IN ['csto', 'eaeu']
RETURN state, member, body, part, bri, member.start AS member_since, member.end AS member_until,
       part.start AS in_bri_since
ORDER BY state.name, body.name
