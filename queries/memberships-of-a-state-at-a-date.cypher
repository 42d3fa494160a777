// title: Which organisations did a state belong to at a date?
// audience: student
// param: date = '2000' (a date or interval)
// param: state = 'kazakhstan' (its id)
// hint: Compare `-p date=2000` with `-p date=2020`, or let `actant compare 2000 2020 Kazakhstan member-of` do it.
AS OF $date
MATCH (state:State {id: $state})-[membership:MEMBER_OF]->(body:Organisation)
RETURN body.name AS organisation, membership.start AS since, membership.end AS until
ORDER BY since, organisation
