// To which organisations do all five states of Central Asia belong that neither Russia nor China belongs to?
MATCH (state:State)-[m:MEMBER_OF]->(o:Organisation)
WHERE state.id IN ['kazakhstan', 'kyrgyzstan', 'tajikistan', 'turkmenistan', 'uzbekistan'] AND m.end IS NULL
WITH o, count(DISTINCT state) AS states, min(m.start) AS since
WHERE states = 5 AND NOT EXISTS { (o)<-[r:MEMBER_OF]-(s:State) WHERE s.id IN ['russia', 'china'] AND r.end IS NULL }
RETURN o.name AS organisation, since
ORDER BY since, organisation
