// To which organisations do Kazakhstan and Russia belong and China not, with at most twelve members?
MATCH (:State {id: 'kazakhstan'})-[:MEMBER_OF]->(o:Organisation)<-[:MEMBER_OF]-(:State {id: 'russia'})
WHERE NOT EXISTS { (o)<-[:MEMBER_OF]-(:State {id: 'china'}) } AND COUNT { (o)<-[:MEMBER_OF]-(:State) } <= 12
RETURN DISTINCT o.name AS organisation, COUNT { (o)<-[:MEMBER_OF]-(:State) } AS members
ORDER BY members, organisation
