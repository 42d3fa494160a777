// title: Which statements about 2022 and later rest on works that are older?
// audience: researcher, teacher
// param: year = 2022 (the year from which on the facts are)
// hint: The works cited for the passage all came out before that year: they can't have known.
MATCH (a)-[statement]->(b)
WHERE type(statement) <> 'CITES' AND (statement.anomaly = 'misdated-source'
   OR any(date IN [statement.at, statement.start] WHERE toInteger(left(date, 4)) >= $year)
   OR any(node IN [a, b] WHERE node:Event AND toInteger(left(node.date, 4)) >= $year))
UNWIND evidence(statement) AS passage
UNWIND passage.citing AS cited
MATCH (work:Work {id: cited})
WHERE work.year < $year
RETURN a.name AS from, type(statement) AS tie, b.name AS to,
       coalesce(statement.effect, statement.stance, statement.means, statement.role) AS how,
       work.id AS resting_on, passage.section AS section, passage.phrase AS phrase
ORDER BY resting_on, section, phrase, from, tie, to
LIMIT 60
