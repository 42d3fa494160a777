// Which states have voted most like Kazakhstan since 1992? Those with 500 votes in common or more.
MATCH (kazakhstan:State {id: 'kazakhstan'})-[a:PARTICIPATED_IN]->(vote:Event)<-[b:PARTICIPATED_IN]-(other:State)
WHERE vote.date >= '1992'
WITH other, count(*) AS votes, count(CASE WHEN a.role = b.role THEN 1 END) AS alike
WHERE votes >= 500
RETURN other.name AS state, votes, round(alike * 1000.0 / votes) / 10 AS percent_alike
ORDER BY alike * 1.0 / votes DESC, state
LIMIT 10
