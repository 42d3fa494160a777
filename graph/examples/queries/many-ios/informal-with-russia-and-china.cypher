// In which informal organisations that have not ended do Kazakhstan, Russia and China all sit?
MATCH (state:State)-[:MEMBER_OF {year: 2017}]->(o:Organisation {kind: 'informal intergovernmental organisation'})
WHERE state.id IN ['kaz', 'rus', 'chn'] AND o.end IS NULL
WITH o, count(DISTINCT state) AS states
WHERE states = 3
RETURN o.name AS organisation, o.start AS since
ORDER BY since, organisation
