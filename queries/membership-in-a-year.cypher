// title: Which states belonged to which organisation in a year?
// audience: student, teacher
// param: year = 2022 (the year)
// hint: Whoever was a member on any day of the year is counted. A membership whose end no source gives
// hint: counts as lasting; `undated` lists members without a date of entry.
MATCH (state:State)-[membership:MEMBER_OF]->(body:Organisation)
WITH body, state, membership,
     toInteger(left(membership.start, 4)) AS joined, toInteger(left(membership.end, 4)) AS left_in
WHERE (joined IS NULL OR joined <= $year) AND (left_in IS NULL OR left_in >= $year)
WITH body, state.name AS name, joined IS NULL AS undated
ORDER BY name
RETURN body.name AS organisation, count(*) AS number,
       [member IN collect({name: name, undated: undated}) WHERE NOT member.undated | member.name] AS members,
       [member IN collect({name: name, undated: undated}) WHERE member.undated | member.name] AS undated
ORDER BY number DESC, organisation
