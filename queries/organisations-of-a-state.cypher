// title: Which organisations does a state belong to?
// audience: student
// param: state = 'Kazakhstan' (the name of a state)
// hint: Members, observers and partners. What the article itself says has no date.
MATCH (state:State)-[tie:MEMBER_OF|AFFILIATED_WITH|PARTICIPATED_IN]->(body:Organisation)
WHERE named(state, $state)
RETURN state, tie, body, coalesce(tie.role, 'member') AS as_what, tie.start AS since, tie.end AS until,
       tie.status AS status
ORDER BY since, body.name, as_what
