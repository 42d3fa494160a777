// How many organisations did Kazakhstan share with Russia, with China, and with both, at the end of the record?
MATCH (:State {id: 'kazakhstan'})-[m:MEMBER_OF]->(o:Organisation)
WHERE m.end IS NULL
WITH EXISTS { (o)<-[r:MEMBER_OF]-(:State {id: 'russia'}) WHERE r.end IS NULL } AS with_russia,
  EXISTS { (o)<-[c:MEMBER_OF]-(:State {id: 'china'}) WHERE c.end IS NULL } AS with_china
RETURN with_russia, with_china, count(*) AS organisations
ORDER BY with_russia DESC, with_china DESC
