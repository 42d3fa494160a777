// title: Who belonged to an organisation on a day or in a year?
// audience: student, teacher
// param: date = '2016' (a date or interval, as EDTF writes it)
// param: organisation = 'sco' (its id)
// hint: The lens keeps what held then. `held` says how firmly: a beginning of which only the year is known
// hint: is possible on each day of that year. An end that no source gives counts as not yet come.
AS OF $date
MATCH (member)-[membership:MEMBER_OF]->(body:Organisation {id: $organisation})
RETURN member.name AS member, membership.role AS role, membership.start AS since, body.name AS organisation
ORDER BY since, member
