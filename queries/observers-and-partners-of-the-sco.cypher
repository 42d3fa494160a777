// title: Who were observers and partners of the Shanghai Cooperation Organisation in a year?
// audience: student, researcher
// param: year = 2024 (the year)
// hint: In 2025 observers and dialogue partners were merged into one status, `partner`.
MATCH (state:State)-[tie:AFFILIATED_WITH]->(sco:Organisation {id: 'sco'})
WHERE (tie.start IS NULL OR toInteger(left(tie.start, 4)) <= $year)
  AND (tie.end IS NULL OR toInteger(left(tie.end, 4)) >= $year)
RETURN state, tie, sco, tie.role AS status_in_sco, tie.start AS since, tie.end AS until
ORDER BY status_in_sco, since, state.name
