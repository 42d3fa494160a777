// How often have Russia and China voted alike, decade by decade? The People's Republic votes since 1971.
MATCH (:State {id: 'russia'})-[a:PARTICIPATED_IN]->(vote:Event)<-[b:PARTICIPATED_IN]-(:State {id: 'china'})
WITH left(vote.date, 3) + '0s' AS decade, a.role = b.role AS alike
RETURN decade, count(*) AS votes, round(count(CASE WHEN alike THEN 1 END) * 1000.0 / count(*)) / 10 AS percent_alike
ORDER BY decade
