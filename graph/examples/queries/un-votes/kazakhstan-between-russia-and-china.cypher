// On which questions does Kazakhstan vote with Russia, on which with China, on which with the United States?
MATCH (:State {id: 'kazakhstan'})-[k:PARTICIPATED_IN]->(vote:Event)-[:ABOUT]->(issue:Concept)
MATCH (vote)<-[o:PARTICIPATED_IN]-(other:State)
WHERE other.id IN ['russia', 'china', 'united-states']
WITH issue.name AS issue, other.id AS other, avg(CASE WHEN k.role = o.role THEN 100.0 ELSE 0 END) AS percent
RETURN issue,
  round(max(CASE other WHEN 'russia' THEN percent END)) AS russia,
  round(max(CASE other WHEN 'china' THEN percent END)) AS china,
  round(max(CASE other WHEN 'united-states' THEN percent END)) AS united_states
ORDER BY issue
